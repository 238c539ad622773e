"""«Решения планёрки»: the sheet the head fills in after the weekly meeting, a row for every breach of the pack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.report.agenda import Item, meeting
from generator.report.book import Book, Column, Layout, Style, Value
from generator.report.objects import title
from generator.report.promises_identity import CODE, DECISION, DUE, GUIDE, HIDDEN, NOTE, SHEET, Identity
from generator.report.score import people
from generator.report.sheets.base import CHANGES, lasts
from handbook.audits.past import Identity as Breach
from handbook.audits.past import lasting
from handbook.audits.promises import Answered, Decision, Outcome
from handbook.audits.story import Story
from handbook.result import Result
from handbook.russian.dates import date_short

#: The file among other papers of an audit.
FILE = "Решения планёрки.xlsx"

#: Decisions to choose from, on the sheet that explains them: the first of them, mending, only of what still lasts. The
#: formula looks at its own row, for sorting moves rows and leaves lists where they are.
_LASTS = "Ещё длится"
_CHOICES = f"=IF($F2=\"{lasts(standing=True)}\",'{GUIDE}'!$A$2:$A$6,'{GUIDE}'!$A$3:$A$6)"
_COLUMNS = (
    Column("Сотрудник", 20, Style.WRAPPED),
    Column("Норма", 24, Style.WRAPPED),
    Column("Объект", 22, Style.WRAPPED),
    Column("Что не так", 34, Style.WRAPPED),
    Column("Сумма", 16, Style.MONEY),
    Column(_LASTS, 9),
    Column("Изменение", 15, tints=CHANGES),
    Column("В прошлый раз", 18, Style.WRAPPED),
    Column(DECISION, 28, Style.WRAPPED, choices=_CHOICES),
    Column(DUE, 12, Style.DATE, entry=True),
    Column(NOTE, 30, Style.WRAPPED, entry=True),
    Column(CODE, 15),
)
_EXPLAINED = (Column(DECISION, 36, Style.WRAPPED), Column("Как об этом судит следующий аудит", 100, Style.WRAPPED))
#: What goes to paper.
_PAPER = 11
_NOTHING = "Нарушений, о которых надо решать, нет"
_GUIDE = (
    "Жёлтые столбцы заполняет руководитель на планёрке или сразу после неё.",
    "Решение выбирается из списка в ячейке. Пустая строка значит, что о ней ничего не решили.",
    "Что уже не длится, исправить нельзя: для такой строки в списке четыре решения.",
    f"Если всё же вписать в неё «{Decision.MEND.word}», следующий аудит ответит «{Outcome.TOO_LATE.word}».",
    "Срок — день, к которому обещано: 05.10.2026. До этого дня включительно невыполненное — «срок не наступил».",
    "Строки можно сортировать, фильтровать и удалять. Столбец «Код строки» не меняйте: по нему строка узнаётся.",
    "Сохраните книгу под тем же именем в той же папке или перетащите на страницу проверки вместе с новой выгрузкой.",
    "Следующий аудит прочтёт её и скажет, что выполнено.",
)


def promises_book(result: Result, story: Story) -> bytes:
    """The workbook, the same bytes for the same arguments.

    Args:
        result: What the audit found.
        story: What is known of earlier audits and promises.
    """
    title = f"Решения планёрки: аудит на {date_short(result.as_of)}"
    book = Book(title, result.company, result.as_of, result.currency)
    found = tuple(_chosen(result, story))
    before = _before(story)
    rows = (_row(item, identity, before) for item, identity in found)
    book.sheet(SHEET, _COLUMNS, rows, _NOTHING, Layout(to_print=True, paper=_PAPER))
    explained = ((decision.word, decision.test) for decision in Decision)
    book.sheet(GUIDE, _EXPLAINED, explained, "", Layout(to_print=True, notes=_GUIDE))
    pieces = [[identity.code, *identity.pieces()] for _, identity in found]
    widest = max(map(len, pieces), default=2)
    columns = (Column(CODE, 15), *(Column(str(number), 40) for number in range(1, widest)))
    known = ([*row, *[None] * (widest - len(row))] for row in pieces)
    book.sheet(HIDDEN, columns, known, "Строк нет", Layout(hidden=True))
    return book.content()


def _chosen(result: Result, story: Story) -> Iterator[tuple[Item, Identity]]:
    names = tuple(person.name for person in people(result) if person.violations)
    told: set[Breach] = set()
    for chosen in meeting(result, story, names).values():
        for item in chosen:
            if item.identity in told:
                continue
            told.add(item.identity)
            norm_id, key = item.identity
            yield item, Identity(norm_id, key, result.as_of, item.subject, item.breach.owner or None)


def _before(story: Story) -> dict[Breach, str]:
    """What was decided of a breach at meetings before, and what came of it."""
    return {
        (item.promise.norm_id, lasting(item.promise.key)): f"{item.promise.decision.word} — {_outcome(item)}"
        for item in story.promises
    }


def _outcome(item: Answered) -> str:
    """What came of a promise about a breach that is still counted: mended, it lasts no more."""
    mended = item.promise.decision is Decision.MEND and item.outcome is Outcome.KEPT
    return f"{item.outcome.word}, больше не длится" if mended else item.outcome.word


def _row(item: Item, identity: Identity, before: dict[Breach, str]) -> Sequence[Value]:
    breach = item.breach
    called = title(breach)
    return (
        breach.owner or "(без ответственного)",
        item.verdict.title,
        f"{item.subject}\n{called}" if called else item.subject,
        breach.detail,
        breach.money,
        lasts(standing=breach.standing),
        item.change.word if item.change else None,
        before.get((item.verdict.norm_id, lasting(breach.key))),
        None,
        None,
        None,
        identity.code,
    )

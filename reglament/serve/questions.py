"""A diagnosis → the page that shows how an export is read and asks what ``map`` asks in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.doctor.additions import other_choices, tables_of
from generator.doctor.columns import plain
from generator.doctor.words import examples, percent, stage_name
from generator.report.words import places
from handbook.book import Handbook
from handbook.diagnosis import (
    APART,
    SURE,
    Choice,
    ColumnLook,
    Diagnosis,
    NameLook,
    SheetLook,
    StageLook,
)
from handbook.finding import Finding, Severity
from handbook.russian.numbers import counted
from handbook.russian.text import normalise
from handbook.tables import TABLE, TableColumn
from reglament.lessons import stages_of
from reglament.serve.form import BY_ROW, LATER, NONE, YES, Column, File, Form, Group, Match, Option, Question, Remark
from reglament.serve.funnels import asks_funnel, funnel_question
from reglament.serve.state import State
from reglament.serve.words import without_commands

_LATER = Option(LATER, "не знаю, решу потом")
_SHOWN_ELSEWHERE = frozenset({"guessed-column", "unread-columns", "unmatched-stage"})
_MOST, _RUNS = 60, 6


def form_of(handbook: Handbook, state: State) -> Form:
    """Everything there is to show and to ask.

    Args:
        handbook: The company: its funnels.
        state: How the export is read so far.
    """
    diagnosis = state.diagnosis
    finding_deals = bool(deals_asked(state))
    matches = () if finding_deals else tuple(_matches(handbook, state))
    return Form(
        profile=diagnosis.profile,
        files=tuple(_file(state, number, sheet, quiet=finding_deals) for number, sheet in enumerate(diagnosis.sheets)),
        matches=tuple(sorted(matches, key=lambda match: not (match.question and match.question.doubt))),
        remarks=tuple(_remark(item) for item in _gravest_first(diagnosis.findings)),
        proved=_proved(diagnosis),
        unfit=diagnosis.unfit,
        trouble=state.trouble,
        unclear=tuple(_unclear(state)),
        goes_on=finding_deals or asks_funnel(handbook, state),
    )


def deals_asked(state: State) -> list[SheetLook]:
    """Files that may be the missing list of deals and about which nobody was asked yet: these come before all else."""
    return [sheet for sheet in state.diagnosis.sheets if sheet.deals and sheet.file not in state.asked]


def choices_of_stage(handbook: Handbook, look: StageLook, funnel: str | None) -> tuple[list[Choice], list[Choice]]:
    """What a stage may be: what is likely, and all other stages, those of its own funnel where that is known.

    Args:
        handbook: The company: its funnels.
        look: The stage.
        funnel: The funnel of stages whose export names none, as a person said.
    """
    offered = {(choice.name, choice.pipeline) for choice in look.choices}
    rest = [choice for choice in stages_of(handbook) if (choice.name, choice.pipeline) not in offered]
    names = {
        normalise(name): normalise(title)
        for profile in handbook.profiles.values()
        for name, title in profile.pipelines.items()
    }
    wanted = normalise(look.pipeline or funnel or "")
    wanted = names.get(wanted, wanted)
    own = [choice for choice in rest if normalise(choice.pipeline or "") == wanted]
    return list(look.choices), own or rest


def is_unknown(sheet: SheetLook) -> bool:
    """Whether a file is read by nothing and looks like some table."""
    likely = sheet.likely and not (sheet.deals and sheet.likely == TABLE["deals"].title)
    return bool(not sheet.tables and likely and not sheet.separate and any(one.choices for one in sheet.columns))


def guess_of(sheet: SheetLook, column: ColumnLook) -> str | None:
    """The canonical column that a column will be read as without having been asked about."""
    if sheet.draft is None:
        return None
    return next((name for name, title in sheet.draft.columns.items() if title == column.title), None)


def surest(sheet: SheetLook) -> dict[int, Choice]:
    """Columns of a file nobody knows that are sure enough, by position, each canonical one once."""
    ranked = sorted(
        ((column, column.choices[0]) for column in sheet.columns if column.choices),
        key=lambda pair: -pair[1].confidence,
    )
    best: dict[str, tuple[int, Choice]] = {}
    for column, choice in ranked:
        if choice.confidence >= SURE:
            best.setdefault(choice.name, (column.position, choice))
    return dict(best.values())


def sure_places(sheet: SheetLook) -> dict[str, tuple[int, float]]:
    """Where each main column of a list of deals stands without asking, each column taken once."""
    looks = {column.position for column in sheet.columns}
    found: dict[str, tuple[int, float]] = {}
    taken: set[int] = set()
    for wanted in sheet.deals:
        free = [(place, sure) for place, sure in wanted.places if place in looks - taken]
        if free and free[0][1] >= SURE and (len(free) == 1 or free[0][1] - free[1][1] >= APART):
            found[wanted.name] = free[0]
            taken.add(free[0][0])
    return found


def _file(state: State, number: int, sheet: SheetLook, *, quiet: bool) -> File:
    asks = sheet.deals and sheet.file not in state.asked
    return File(
        name=plain(sheet.file, 120),
        source=plain(sheet.source, 120),
        rows=counted(sheet.rows, "запись", "записи", "записей"),
        reads=", ".join(title for _, title in sheet.tables),
        note=_note(sheet),
        columns=tuple(_column(number, sheet, column, quiet=quiet) for column in sheet.columns),
        question=_deals(number, sheet) if asks else None if quiet else _likely(number, sheet),
        more=tuple(_deal_columns(number, sheet)) if asks else () if quiet else tuple(_key(number, sheet)),
    )


def _note(sheet: SheetLook) -> str:
    if sheet.separate:
        return f"это сделки другой CRM (профиль {sheet.separate}): проверьте их отдельно"
    if not sheet.columns:
        return "записей нет"
    return "" if sheet.tables or sheet.deals or sheet.likely else "не узнан и не читается"


def _deals(number: int, sheet: SheetLook) -> Question:
    options = (_LATER, Option(YES, "да, это список сделок"), Option(NONE, "нет"))
    label = "Список сделок в выгрузке не узнан. Может быть, это он?"
    titles = "; ".join(plain(column.title, 30) for column in sheet.columns[:_MOST])
    return Question(f"d.{number}", label, titles, options, chosen=YES if sure_places(sheet) else LATER)


def _deal_columns(number: int, sheet: SheetLook) -> Iterator[Question]:
    looks = {column.position: column for column in sheet.columns}
    sure = sure_places(sheet)
    for wanted in sheet.deals:
        column = TABLE["deals"].column(wanted.name)
        key = bool(column and column.key)
        options = [
            Option(str(place), f"{plain(looks[place].title, 40)}{_told(share)}: {examples(looks[place])}")
            for place, share in wanted.places
            if place in looks
        ][:_MOST]
        if not options and not key:
            continue
        never = Option(BY_ROW, "номера нет: считать номером строку") if key else Option(NONE, "такого столбца нет")
        chosen = str(sure[wanted.name][0]) if wanted.name in sure else LATER
        yield Question(
            f"m.{number}.{wanted.name}",
            f"«{wanted.title}» — какой это столбец?",
            "",
            (_LATER, *options, never),
            chosen=chosen,
            doubt=wanted.name not in sure,
        )


def _likely(number: int, sheet: SheetLook) -> Question | None:
    if not is_unknown(sheet):
        return None
    options = (_LATER, Option(YES, f"читать как таблицу «{sheet.likely}»"), Option(NONE, "не читать этот файл"))
    label = f"Файл не узнан, но похож на таблицу «{sheet.likely}». Читать его так?"
    return Question(f"f.{number}", label, "", options, chosen=YES if surest(sheet) else LATER)


def _key(number: int, sheet: SheetLook) -> Iterator[Question]:
    """A table without its key cannot be read: records may be known by their rows."""
    key = key_of(sheet)
    if key is not None:
        options = (Option(LATER, "назван в вопросах ниже"), Option(BY_ROW, "номера нет: считать номером строку"))
        yield Question(f"k.{number}", f"«{key.title}» — в каком столбце?", "", options, doubt=False)


def key_of(sheet: SheetLook) -> TableColumn | None:
    """The key of the table that a file nobody knows is like, where no column is surely it."""
    if not is_unknown(sheet):
        return None
    sure = {choice.name for choice in surest(sheet).values()}
    columns = [column for table in tables_of(sheet)[:1] for column in TABLE[table].columns]
    return next((column for column in columns if column.key and column.name not in sure), None)


def _column(number: int, sheet: SheetLook, column: ColumnLook, *, quiet: bool) -> Column:
    question = None if quiet else _about_column(number, sheet, column)
    return Column(plain(column.title, 80), examples(column), _reads(column), question)


def _reads(column: ColumnLook) -> str:
    if column.used:
        return ", ".join(f"{choice.title}{_told(choice.confidence)}" for choice in column.used)
    if column.by_norm:
        return "обязательное поле нормы"
    return "не нужен" if column.ignored else "не читается"


def _about_column(number: int, sheet: SheetLook, column: ColumnLook) -> Question | None:
    name = f"c.{number}.{column.position}"
    guess = guess_of(sheet, column)
    if guess is not None:
        known = next((choice.title for choice in column.used if choice.name == guess), guess)
        first = Option(guess, f"{known}{_told(next((c.confidence for c in column.used if c.name == guess), 0.0))}")
        rest = _others(Option(one.name, one.title) for one in other_choices(sheet, column, {}) if one.name != guess)
        label, never = f"Столбец «{plain(column.title, 60)}»", Option(NONE, "не читать")
        return Question(name, label, examples(column), (first, never), rest, chosen=guess, doubt=False)
    unknown = is_unknown(sheet)
    if column.known or not column.choices or not (unknown or sheet.tables):
        return None
    sure = surest(sheet) if unknown else {}
    options = tuple(Option(choice.name, f"{choice.title}{_told(choice.confidence)}") for choice in column.choices)
    more = _others(Option(choice.name, choice.title) for choice in other_choices(sheet, column, {}))
    chosen = sure[column.position].name if column.position in sure else LATER
    return Question(
        name,
        f"Столбец «{plain(column.title, 60)}» — что это?",
        examples(column),
        (_LATER, *options, Option(NONE, "не читать")),
        more,
        chosen=chosen,
        doubt=column.position not in sure,
    )


def _others(options: Iterable[Option]) -> tuple[Group, ...]:
    found = tuple(options)
    return (Group("Другое", found),) if found else ()


def _matches(handbook: Handbook, state: State) -> Iterator[Match]:
    diagnosis = state.diagnosis
    asking = asks_funnel(handbook, state)
    if asking:
        yield Match("воронка", "", "", funnel_question(handbook, diagnosis))
    waiting = {look.name for look in diagnosis.pipelines}
    for number, look in enumerate(diagnosis.pipelines):
        rows = counted(look.rows, "запись", "записи", "записей")
        yield _named("воронка", f"p.{number}", look, rows, "такой воронки у нас нет")
    for number, stage in enumerate(diagnosis.stages):
        waits = stage.pipeline in waiting or (asking and not stage.pipeline and not stage.used)
        if not waits:
            yield _stage(handbook, number, stage, state.funnel)
    for number, look in enumerate(diagnosis.people):
        yield _named("сотрудник", f"n.{number}", look, "", "никто из них")


def _named(kind: str, name: str, look: NameLook, hint: str, never: str) -> Match:
    options = [Option(str(place), _offered(choice)) for place, choice in enumerate(look.choices)]
    guess = look.guess
    question = Question(
        name,
        f"«{plain(look.name, 60)}» — {'кто это из сотрудников?' if kind == 'сотрудник' else 'какая это воронка?'}",
        hint,
        (_LATER, *options, Option(NONE, never)),
        chosen="0" if guess else LATER,
        doubt=guess is None,
    )
    return Match(kind, plain(look.name, 60), "", question)


def _stage(handbook: Handbook, number: int, stage: StageLook, funnel: str | None) -> Match:
    name = stage_name(stage.stage, stage.pipeline)
    if stage.used or stage.ignored:
        return Match("стадия", name, _offered(stage.used) if stage.used else "не из воронок компании")
    likely, rest = choices_of_stage(handbook, stage, funnel)
    offered = [Option(str(place), _offered(choice)) for place, choice in enumerate(likely)]
    groups: dict[str, list[Option]] = {}
    for place, choice in enumerate(rest, len(likely)):
        groups.setdefault(choice.pipeline or "", []).append(Option(str(place), plain(choice.title, 80)))
    more = tuple(Group(f"Воронка «{plain(title, 60)}»", tuple(options)) for title, options in groups.items())
    question = Question(
        f"s.{number}",
        f"«{name}» — какая это стадия?",
        counted(stage.rows, "запись", "записи", "записей"),
        (_LATER, *offered, Option(NONE, "такой стадии в воронках нет")),
        more,
        chosen="0" if stage.guess else LATER,
        doubt=stage.guess is None,
    )
    return Match("стадия", name, "", question)


def _offered(choice: Choice) -> str:
    return f"{stage_name(choice.title, choice.pipeline)}{_told(choice.confidence)}"


def _told(share: float) -> str:
    return f" ({percent(share)})" if share else ""


def _gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    order = list(Severity)
    told = [item for item in findings if item.code not in _SHOWN_ELSEWHERE]
    return sorted(told, key=lambda item: order.index(item.severity))


def _remark(finding: Finding) -> Remark:
    where = "; ".join(plain(text, 200) for text in places(finding.places, _RUNS)[:3])
    return Remark(
        finding.severity.value,
        finding.severity.word,
        plain(finding.message, 600),
        where,
        plain(without_commands(finding.tip), 600) if finding.tip else "",
    )


def _unclear(state: State) -> Iterator[str]:
    """What the audit does not understand of what is asked about, unless somebody answers."""
    diagnosis = state.diagnosis
    waiting = {look.name for look in diagnosis.pipelines if look.guess is None}
    for look in diagnosis.pipelines:
        if look.guess is None:
            rows = counted(look.rows, "запись", "записи", "записей")
            yield f"{rows} воронки «{plain(look.name, 60)}»"
    for stage in sorted(diagnosis.doubtful_stages, key=lambda look: -look.rows):
        if stage.pipeline not in waiting:
            rows = counted(stage.rows, "запись", "записи", "записей")
            yield f"{rows} на стадии «{stage_name(stage.stage, stage.pipeline)}»"
    for sheet, column in diagnosis.doubtful_columns:
        yield f"столбец «{plain(column.title, 60)}» файла {plain(sheet.file, 60)}"
    for look in diagnosis.people:
        if look.guess is None:
            yield f"сотрудник «{plain(look.name, 60)}»"


def _proved(diagnosis: Diagnosis) -> str:
    if diagnosis.result is None:
        return ""
    proved = sum(verdict.checked for verdict in diagnosis.result.verdicts)
    every = counted(len(diagnosis.result.verdicts), "нормы", "норм", "норм")
    return f"По этой выгрузке можно проверить {proved} из {every}"

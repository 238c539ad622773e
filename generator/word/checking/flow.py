"""The order of tags in a template: what is opened is closed, in the right place, around the right things."""

from __future__ import annotations

from dataclasses import dataclass

from generator.word.checking.expressions import Expressions, Scope
from generator.word.checking.marks import Mark, marks
from generator.word.checking.places import Page
from generator.word.checking.report import ERROR, WARNING, Report
from generator.word.checking.shapes import Shape
from generator.word.dialect import LOOP, condition
from generator.word.tags import WORD, text_of
from handbook.russian import suggest

_KEYWORDS = ("для", "если", "иначе", "конец")
#: Statements of Jinja and docxtpl beyond our own words; the trial shows whether they work.
_OTHERS = {"set", "with", "endwith", "raw", "endraw", "colspan", "cellbg", "vm", "hm"}
_WORDS = "Метки: для … в …, если …, иначе, конец"


@dataclass(frozen=True, eq=False)
class _Open:
    """A loop or a condition that waits for its end, and the names known inside."""

    mark: Mark
    scope: Scope


class Flow:
    """Walks through the tags of one part."""

    def __init__(self, expressions: Expressions, report: Report) -> None:
        self._expressions, self._report = expressions, report
        root: dict[str, Shape | None] = dict(Shape(expressions.kind.record).fields())
        self._known: dict[str, Shape | None] = root
        self._opened: list[_Open] = []

    def check(self, page: Page) -> None:
        """Check the tags of a part."""
        for mark in marks(page):
            self._alone(mark)
            if mark.kind == "{{":
                self._expressions.printed(mark.body, self._scope, mark.spot)
            elif mark.kind == "{%":
                self._statement(mark)
        for left in self._opened:
            what = f"метка «{left.mark.written}» не закрыта"
            closing = left.mark.scope + " конец %}" if left.mark.scope else " конец %}"
            self._wrong(left.mark, what, f"Добавьте {{%{closing}")
        self._opened.clear()

    @property
    def _scope(self) -> Scope:
        return self._opened[-1].scope if self._opened else self._known

    def _statement(self, mark: Mark) -> None:
        head, _, rest = mark.body.partition(" ")
        rest = rest.strip()
        if head in {"для", "for"}:
            self._loop(mark)
        elif head in {"если", "if"}:
            self._expressions.shape(condition(rest), self._scope, mark.spot)
            self._opened.append(_Open(mark, self._scope))
        elif head in {"иначе", "else", "elif"}:
            self._otherwise(mark, head, rest)
        elif head in {"конец", "endif", "endfor"}:
            self._end(mark, rest)
        elif head == "set":
            self._known[rest.partition("=")[0].strip()] = None
        elif head not in _OTHERS:
            near = suggest(head, _KEYWORDS)
            self._wrong(mark, f"неизвестная метка «{head}»", f"Возможно, «{near}». {_WORDS}" if near else _WORDS)

    def _loop(self, mark: Mark) -> None:
        match = LOOP.fullmatch(mark.body)
        item = None
        variable = ""
        if match is None:
            what = f"цикл «{mark.written}» записан с ошибкой"
            self._wrong(mark, what, "Цикл записывается так: {%p для пункт в права %}")
        else:
            variable = match[1]
            item = self._expressions.item(match[2], self._scope, mark.spot)
        self._opened.append(_Open(mark, {**self._scope, variable: item, "loop": None}))

    def _otherwise(self, mark: Mark, head: str, rest: str) -> None:
        if not self._opened:
            self._wrong(mark, f"лишняя метка «{mark.written}»", "Перед ней нет своей метки «если»")
            return
        self._same_place(self._opened[-1].mark, mark)
        inner, _, rest_of = rest.partition(" ")
        if head == "elif":
            self._expressions.shape(condition(rest), self._scope, mark.spot)
        elif inner == "если":
            self._expressions.shape(condition(rest_of), self._scope, mark.spot)
        elif rest:
            self._wrong(mark, f"после «иначе» стоит лишнее: «{rest}»", "Условие записывается так: иначе если …")

    def _end(self, mark: Mark, rest: str) -> None:
        if rest:
            self._wrong(mark, f"после «конец» стоит лишнее: «{rest}»", "Оставьте одно слово: конец")
        if not self._opened:
            self._wrong(mark, f"лишняя метка «{mark.written}»", "У неё нет своей метки «для» или «если»: удалите её")
            return
        self._same_place(self._opened.pop().mark, mark)

    def _same_place(self, opening: Mark, mark: Mark) -> None:
        """A pair of tags takes away a whole number of paragraphs, or of rows, or stands within one paragraph."""
        pair = f"«{opening.written}» и «{mark.written}»"
        if opening.scope != mark.scope:
            tip = "Запишите обе одинаково: обе с буквами p или tr после скобки или обе без них"
            self._wrong(mark, f"метки {pair} — пара, но записаны по-разному", tip)
            return
        around = {"tr": "tbl", "tc": "tr"}.get(mark.scope)
        one, other = ((item.spot.within(around) if around else item.spot.holder) for item in (opening, mark))
        if one is not other:
            tip = "Поставьте обе в одну ячейку, а чтобы повторять строки таблицы, пишите {%tr … %} в отдельных строках"
            self._wrong(mark, f"метки {pair} — пара, но стоят в разных ячейках или таблицах", tip)
        elif not mark.scope and opening.spot is not mark.spot:
            what = f"метки {pair} стоят в разных абзацах: от них останутся пустые строки"
            tip = "Чтобы метка убирала и свой абзац, допишите букву p: {%p … %}"
            self._report.finding("template-tag", WARNING, what, tip, mark.spot)

    def _alone(self, mark: Mark) -> None:
        """A tag that takes its paragraph or its row away takes all that stands there with it."""
        if mark.scope == "p":
            if mark.spot.text.strip() != mark.written.strip():
                what = f"рядом с меткой «{mark.written}» стоит текст, он пропадёт вместе с ней"
                self._wrong(mark, what, "Метке с буквой p нужен абзац, в котором больше ничего нет")
        elif mark.scope == "tr":
            row = mark.spot.within("tr")
            if row is None:
                what = f"метка «{mark.written}» стоит не в таблице"
                self._wrong(mark, what, "Вне таблиц пишите {%p … %}")
            elif "".join(text_of(one) for one in row.iter(f"{WORD}p")).strip() != mark.written.strip():
                what = f"в строке таблицы с меткой «{mark.written}» стоит текст, он пропадёт вместе с ней"
                self._wrong(mark, what, "Метке с буквами tr нужна строка таблицы, в которой больше ничего нет")

    def _wrong(self, mark: Mark, what: str, tip: str) -> None:
        self._report.finding("template-tag", ERROR, what, tip, mark.spot)

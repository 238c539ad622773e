"""The daily report made to fit on one page: tables of people stand whole, lists of objects take what is left.

Lengths are points. Texts are measured by the average width of a letter with a margin, since a document cannot know
which font a printer will find; lines of all paragraphs are of exact height.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from generator.report.elsewhere import elsewhere
from generator.word.daily_report.record import DailyReport
from generator.word.room import lines

#: Widths of columns, millimetres; the template is made of the same.
ONE, TWO = (40.0, *[28.0] * 5), (40.0, *[14.0] * 10)
LATE = (42.0, *[23.0] * 6)
WORST = (60.0, 32.0, 45.0, 22.0, 21.0)
REFUSALS = (12.0, 59.0, 32.0, 26.0, 30.0, 21.0)
NEWS = WORST
_WIDTH = 180.0

#: What A4 with margins of 12 mm leaves, with a little in hand.
PAGE = 768.0
_LETTER, _LINE, _HEAD_LINE, _TEXT_LINE, _EDGE, _CELL_EDGE = 4.4, 10.0, 9.5, 12.0, 2.0, 6.0
_SECTION, _NOTE = 19.5, 10.0
#: The company, the name of the paper, its period, the large figures.
_FRAME = 11 + 24 + 21 + 2 * 9.5 + 4
#: How many rows a list begins with if that fits, and has at most.
_LEAST, _FULL = (3, 2, 1), {"worst": 10, "refusals": 9, "news_rows": 6}


def fitted(full: DailyReport, lasting: int, formats: Collection[str]) -> DailyReport:
    """The report with as many rows of every list as the page holds; a large team goes on on a second one.

    Args:
        full: The report with all it could say.
        lasting: How many breaches last in all.
        formats: What is made at once: what does not fit is there.
    """
    room, size = _begun(full, lasting, formats)
    growing = True
    while growing:
        growing = False
        for name, most in _FULL.items():
            more = size | {name: size[name] + 1}
            if more[name] <= min(most, len(getattr(full, name))) and height(_cut(full, more, lasting, formats)) <= room:
                size, growing = more, True
    return _cut(full, size, lasting, formats)


def _begun(full: DailyReport, lasting: int, formats: Collection[str]) -> tuple[float, dict[str, int]]:
    """Room for the report, and the rows its lists begin with."""
    for least in _LEAST:
        size = {name: min(least, len(getattr(full, name))) for name in _FULL}
        if height(_cut(full, size, lasting, formats)) <= PAGE:
            return PAGE, size
    return 2 * PAGE, {name: min(_LEAST[0], len(getattr(full, name))) for name in _FULL}


def _cut(full: DailyReport, size: dict[str, int], lasting: int, formats: Collection[str]) -> DailyReport:
    where = elsewhere(formats, "xlsx")
    refusals, worst = full.refusals[: size["refusals"]], full.worst[: size["worst"]]
    return replace(
        full,
        worst=worst,
        refusals=refusals,
        news_rows=full.news_rows[: size["news_rows"]],
        worst_more=_shown(len(worst), lasting, f"остальные — в списках сотрудников и в {where}"),
        refusals_more=full.refusals_more or _shown(len(refusals), len(full.refusals), f"остальные — в {where}"),
    )


def _shown(number: int, whole: int, rest: str) -> str | None:
    return f"Показаны {number} из {whole}; {rest}." if number < whole else None


def height(made: DailyReport) -> float:
    """How much of the page a report takes."""
    total = _FRAME
    if made.plan:
        widths = TWO if made.plan.second else ONE
        rows = [(row.who,) for row in (*made.plan.rows, made.plan.total)]
        total += _SECTION + 3 * _HEAD_LINE + 2 * _EDGE + _table(rows, widths)
    total += _SECTION
    if made.late_rows:
        total += 2 * _HEAD_LINE + _EDGE + _table([(row.who,) for row in (*made.late_rows, made.late_total)], LATE)
    total += _text(made.late_none)
    if made.worst:
        total += _SECTION + _HEAD_LINE + _EDGE
        total += _table([(row.what, row.who, row.norm, row.over, row.money) for row in made.worst], WORST)
    total += _note(made.worst_more) + _SECTION
    if made.refusals:
        rows_of = [(row.day, row.deal, row.who, row.stage, row.reason, row.money) for row in made.refusals]
        total += _HEAD_LINE + _EDGE + _table(rows_of, REFUSALS)
    total += _note(made.refusals_more)
    if made.news:
        total += _SECTION + _text(made.news)
        total += _table([(row.what, row.who, row.norm, row.over, row.money) for row in made.news_rows], NEWS)
    return total + sum(map(_note, made.notes))


def _text(text: str | None) -> float:
    return _lines(text, _WIDTH) * _TEXT_LINE + 1.5 if text else 0.0


def _note(text: str | None) -> float:
    return _lines(text, _WIDTH) * _NOTE + 1 if text else 0.0


def _table(rows: Iterable[tuple[str, ...]], widths: tuple[float, ...]) -> float:
    return sum(
        max(_lines(text, width) for text, width in zip(row, widths, strict=False)) * _LINE + _EDGE for row in rows
    )


def _lines(text: str, width: float) -> int:
    return lines(text, width, _LETTER, _CELL_EDGE)

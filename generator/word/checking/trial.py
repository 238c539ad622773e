"""A trial print: made-up documents printed from a template and read as their readers would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.word.checking.places import Spot, pages
from generator.word.checking.reference import FULLNESS, Fullness, reference
from generator.word.checking.report import ERROR, WARNING, Draft, Report
from generator.word.checking.styles import Styles
from generator.word.mistake import WordTemplateError
from generator.word.tags import WORD

if TYPE_CHECKING:
    from generator.word.template import WordTemplate

_LEFT = re.compile(r"\{\{|\}\}|\{%|%\}|object at 0x")
_DOUBLE = re.compile(r"(?<!\.)\.\.(?!\.)|[;,:]\.|;;|,,|\.;")
_SHOWN = 25
#: Stands for a picture in a line and for blocks between paragraphs alike.
_PICTURE = Markup("<!--рисунок-->")
_FAULTS = "Поправьте шаблон в этом месте: поставьте текст под то же условие «если», что и данные рядом"


def try_out(template: WordTemplate, draft: Draft, report: Report) -> None:
    """Print with everything, with one of each, with nothing optional; tell each fault once."""
    told: set[str] = set()
    for fullness in FULLNESS:
        try:
            made = template.fill(reference(draft.kind.record, fullness, _PICTURE))
        except WordTemplateError as error:
            what = f"не печатается, {fullness.title}: {error.what}"
            report.finding("template-result", ERROR, what, error.tip or _FAULTS, error.where)
            return
        printed = Draft(draft.kind, {**draft.parts, **made}, draft.main, pages({**draft.parts, **made}, draft.main))
        for what, spot in (*_marks(printed), *_empty(printed)):
            if what not in told:
                told.add(what)
                _tell(report, what, fullness, spot)


def _tell(report: Report, what: str, fullness: Fullness, spot: Spot) -> None:
    # Paragraphs of the printed document are numbered otherwise than those of the template: the text leads there.
    severity = ERROR if "останется" in what else WARNING
    report.finding("template-result", severity, f"{what} ({fullness.title})", _FAULTS, spot.part)


def _marks(draft: Draft) -> Iterator[tuple[str, Spot]]:
    for page in draft.pages:
        for spot in page.spots:
            for pattern, what in ((_LEFT, "в документе останется"), (_DOUBLE, "в документе знаки сойдутся вместе:")):
                match = pattern.search(spot.text)
                if match:
                    start = max(match.start() - _SHOWN, 0)
                    around = " ".join(spot.text[start : match.end() + _SHOWN].split())
                    yield f"{what} «{around}»", spot


def _empty(draft: Draft) -> Iterator[tuple[str, Spot]]:
    """Headings with nothing under them."""
    from lxml import etree

    styles = Styles(draft.parts, draft.main)
    spots = {spot.element: spot for spot in draft.pages[0].spots}
    heading: Spot | None = None
    for element in draft.pages[0].root.iter(f"{WORD}p", f"{WORD}tbl", f"{WORD}drawing", etree.Comment):
        spot = spots.get(element)
        if spot is None:
            heading = None
        elif spot.text.strip():
            opens = styles.name_of(element) == "heading 1"
            if opens and heading is not None:
                yield f"раздел «{heading.text.strip()}» окажется пустым", heading
            heading = spot if opens else None
    if heading is not None:
        yield f"раздел «{heading.text.strip()}» окажется пустым", heading

"""Tags of a template as they stand in its paragraphs, and braces that make none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.word.checking.places import Page, Spot
from generator.word.checking.report import ERROR, WARNING, Report
from generator.word.dialect import names, records
from generator.word.kinds import Kind
from generator.word.tags import meant

#: A tag that is whole: no braces inside.
_WHOLE = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*?%\}|\{#.*?#\}", re.DOTALL)
_OPENED = re.compile(r"\{\s*[{%#]")
_CLOSED = re.compile(r"[}%#]\s*\}")
_SINGLE = re.compile(r"\{\s*([^\W\d]\w*)[^{}]*\}")
_SCOPE = re.compile(r"(tr|tc|p|r) ")
_KEYWORDS = {"для", "если", "иначе", "конец"}
_SHOWN = 40
_TIP = "Метка записывается так: {{ имя }} или {% если имя %}; скобки и знак % стоят вплотную друг к другу"


@dataclass(frozen=True, eq=False)
class Mark:
    """A tag.

    Attributes:
        spot: The paragraph it stands in.
        kind: ``{{``, ``{%`` or ``{#``.
        scope: What disappears with it: ``p`` a paragraph, ``tr`` a row, empty the tag alone.
        body: What stands between the braces, without the scope.
        written: The tag as a message quotes it.
    """

    spot: Spot
    kind: str
    scope: str
    body: str
    written: str


def marks(page: Page) -> Iterator[Mark]:
    """The whole tags of a part in order."""
    for spot in page.spots:
        for match in _WHOLE.finditer(spot.text):
            tag = meant(match[0])
            inside = tag[2:-2]
            scope = _SCOPE.match(inside)
            body = inside[scope.end() :] if scope else inside
            yield Mark(spot, tag[:2], scope[1] if scope else "", body.strip().strip("-").strip(), match[0])


def check_braces(page: Page, kind: Kind, report: Report) -> None:
    """Find braces that were meant as tags and are none."""
    known = _known(kind.record)
    torn = False
    for spot in page.spots:
        rest = _WHOLE.sub(lambda match: " " * len(match[0]), spot.text)
        opened, closed = list(_OPENED.finditer(rest)), list(_CLOSED.finditer(rest))
        if torn and closed and (not opened or closed[0].start() < opened[0].start()):
            closed = closed[1:]
        torn = bool(opened) and not [one for one in closed if one.start() > opened[-1].start()] and _goes_on(page, spot)
        if torn:
            tip = "Удалите метку и наберите её заново целиком в одном абзаце, в одной ячейке"
            what = f"метка «{_cut(spot.text, opened[-1].start())}» разорвана: её конец стоит в другом абзаце"
            report.finding("template-tag", ERROR, what, tip, spot)
            opened = opened[:-1]
        broken = opened or closed
        if broken:
            start = broken[0].start()
            shown = _cut(spot.text, start) if opened else spot.text[max(start - _SHOWN, 0) : broken[0].end()].strip()
            report.finding("template-tag", ERROR, f"скобки метки не сходятся: «{shown}»", _TIP, spot)
            continue
        for match in _SINGLE.finditer(rest):
            if match[1].casefold() in known:
                what = f"«{match[0]}» в одинарных скобках напечатается как есть"
                report.finding("template-tag", WARNING, what, _TIP, spot)


@cache
def _known(root: type) -> frozenset[str]:
    """Words that stand first in a tag."""
    return frozenset(name for record in records(root) for name in names(record)) | _KEYWORDS


def _goes_on(page: Page, spot: Spot) -> bool:
    """Whether the next paragraph with text holds the end of a tag."""
    following = page.spots[page.spots.index(spot) + 1 :]
    text = next((one.text for one in following if one.text.strip()), "")
    rest = _WHOLE.sub("", text)
    opened, closed = _OPENED.search(rest), _CLOSED.search(rest)
    return closed is not None and (opened is None or closed.start() < opened.start())


def _cut(text: str, start: int) -> str:
    shown = " ".join(text[start : start + _SHOWN].split())
    return shown + ("…" if len(text) > start + _SHOWN else "")

"""Text with bold and italic in it, as runs of a paragraph a template prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.word.words import tidy, typeset

_MARKS = ";,. "
_PROPERTIES = {
    (True, False): "<w:b/><w:bCs/>",
    (False, True): "<w:i/><w:iCs/>",
    (True, True): "<w:b/><w:bCs/><w:i/><w:iCs/>",
}
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one look."""

    text: str
    bold: bool = False
    italic: bool = False


def tidied(runs: list[Run]) -> tuple[Run, ...]:
    """Runs with single spaces, none at the ends, neighbours of one look joined."""
    joined: list[Run] = []
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        if joined and (joined[-1].bold, joined[-1].italic) == (run.bold, run.italic):
            joined[-1] = Run(joined[-1].text + text, run.bold, run.italic)
        elif text:
            joined.append(Run(text, run.bold, run.italic))
    if joined:
        joined[0] = Run(joined[0].text.lstrip(), joined[0].bold, joined[0].italic)
        joined[-1] = Run(joined[-1].text.rstrip(), joined[-1].bold, joined[-1].italic)
    return tuple(run for run in joined if run.text)


def ended(runs: tuple[Run, ...], mark: str) -> tuple[Run, ...]:
    """Runs with a mark at the end instead of the author's, unless that is a question or an exclamation."""
    if not runs or runs[-1].text[-1:] in "?!:…":
        return runs
    last = runs[-1]
    return (*runs[:-1], Run(last.text.rstrip(_MARKS) + mark, last.bold, last.italic))


def markup(runs: tuple[Run, ...]) -> Markup:
    """Runs as a template prints them inside a run of its own, whose look plain text keeps."""
    return Markup("").join(map(_marked, runs))


def _marked(run: Run) -> Markup:
    body = escape(_inside(run.text))
    properties = _PROPERTIES.get((run.bold, run.italic))
    if properties is None:
        return body
    return Markup(
        '</w:t></w:r><w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r><w:r><w:t xml:space="preserve">'
    ).format(Markup(properties), body)  # noqa: S704 - one of our own three


def _inside(text: str) -> str:
    """Typeset, with the spaces that part it from its neighbours."""
    head, tail = (" " if text[:1] == " " else ""), (" " if text[-1:] == " " and text.strip() else "")
    return typeset(f"{head}{tidy(text)}{tail}") if text.strip() else " "

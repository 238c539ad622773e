"""All documents of a company at once, quickly: what takes long in them is pictures, and texts do not look at those."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.diagram.png import rasterise
from generator.documents.files import documents, everything
from generator.documents.pack.compose import pack
from generator.documents.pack.scope import everyone
from handbook.book import Handbook
from handbook.read import read

ROOT = Path(__file__).parents[3]
_SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)(?:px)?"[^>]*? height="([\d.]+)(?:px)?"')
#: Folders of the pack whose documents are those of the series under other names.
_SAME = ("02_", "03_", "07_")


def company(root: Path) -> Handbook:
    """A company without mistakes."""
    reading = read(root)
    assert [finding.message for finding in reading.findings] == []
    return reading.handbook


def made(handbook: Handbook, step: int = 1) -> dict[str, bytes]:
    """Every document of a company and every sheet of its print pack, by path; workbooks and pages are left out.

    With a step only the first document of a kind and every so many after it are made, and the whole pack.
    """
    chosen = {kind: subjects[::step] for kind, subjects in everything(handbook).items()}
    with _blank_pictures():
        files = {one.path: one.content for one in documents(handbook, chosen)}
        sheets = {one.path: one.content for one in pack(handbook, everyone(handbook))}
    files |= {path: content for path, content in sheets.items() if not path.startswith(_SAME)}
    return {path: content for path, content in files.items() if path.endswith(".docx")}


@contextmanager
def _blank_pictures() -> Iterator[None]:
    """Pictures of the right size with nothing on them; those the program has drawn before are not to be met again."""
    with pytest.MonkeyPatch.context() as patch:
        rasterise.cache_clear()
        patch.setattr("resvg_py.svg_to_bytes", _blank)
        try:
            yield
        finally:
            rasterise.cache_clear()


def _blank(svg_string: str, zoom: float, **_: object) -> bytes:
    size = _SIZE.search(svg_string)
    assert size, svg_string[:200]
    width, height = (round(float(side) * zoom).to_bytes(4) for side in size.groups())
    return b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + width + height + b"\x08\2\0\0\0" + bytes(4)

"""Documents read back as their readers see them, and pictures to put into them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import docx
from docx.text.paragraph import Paragraph

from generator.diagram.readability import A4, Sheet
from generator.word.pictures import Figure

HEADINGS = {"heading 1", "Heading 1"}


@dataclass(frozen=True)
class Printed:
    """A document as its reader sees it.

    Attributes:
        content: The file.
        paragraphs: Style and text of all paragraphs outside tables, in order.
        tables: Texts of cells, by table and row.
        running: Texts of headers and footers.
    """

    content: bytes
    paragraphs: tuple[tuple[str, str], ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    running: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        cells = [cell for table in self.tables for row in table for cell in row]
        return "\n".join([*(text for _, text in self.paragraphs), *cells, *self.running])

    def under(self, heading: str) -> list[str]:
        """Texts of a section, up to the next heading."""
        found: list[str] = []
        inside = False
        for style, text in self.paragraphs:
            if style in {*HEADINGS, "РГ Заголовок приложения"}:
                inside = text == heading
            elif inside:
                found.append(text)
        return found

    @property
    def headings(self) -> list[str]:
        """Headings of sections in order."""
        return [text for style, text in self.paragraphs if style in HEADINGS]


def _style(paragraph: Paragraph) -> str:
    assert paragraph.style is not None
    return str(paragraph.style.name)


def printed(content: bytes) -> Printed:
    """A document read back with python-docx."""
    document = docx.Document(io.BytesIO(content))
    running = [
        paragraph.text
        for section in document.sections
        for holder in (section.header, section.footer, section.first_page_footer)
        for paragraph in holder.paragraphs
    ]
    return Printed(
        content,
        tuple((_style(paragraph), paragraph.text) for paragraph in document.paragraphs),
        tuple(tuple(tuple(cell.text for cell in row.cells) for row in table.rows) for table in document.tables),
        tuple(running),
    )


Render = Callable[..., Printed]


def figure(width: int, height: int, alt: str = "Схема", sheet: Sheet = A4[0]) -> Figure:
    """A white picture of a size, for a sheet."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\0" + b"\xff" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return Figure(png, width, height, "Процесс продажи", alt, sheet)

"""A Word template compiled once and filled in many times.

docxtpl turns what Word has saved (tags torn between runs, ``{%p %}``, ``{%tr %}``) into a Jinja source; compiling it is
the slow part, so it is kept, and only the changed parts of the package are written anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.word import columns, package, review, tags
from generator.word.dialect import environment, translate, values
from generator.word.mistake import WordTemplateError, explain, of_structure
from generator.word.profile import Look, dressed

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from jinja2 import Template
    from lxml.etree import _Element

_PARAGRAPH = re.compile(r"<w:p([ >])")
_TITLES = {
    "header": "верхний колонтитул",
    "footer": "нижний колонтитул",
    "footnotes": "сноски",
    "endnotes": "концевые сноски",
}
_KINDS = tuple(_TITLES)


@dataclass(frozen=True)
class Part:
    """A part of a template with tags in it.

    Attributes:
        name: Its name in the package.
        title: What a user calls it.
        source: The Jinja source, one paragraph a line.
        written: The same with its tags as the user wrote them, for messages.
        template: The same, compiled.
    """

    name: str
    title: str
    source: str
    written: str
    template: Template

    def fill(self, file: str, given: dict[str, object]) -> bytes:
        """The part filled in.

        Raises:
            WordTemplateError: A tag asks for what there is not, or the result is not a Word document.
        """
        from lxml import etree

        try:
            text = self.template.render(given)
        except Exception as error:  # a template may fail in any way; every one of them is the template's mistake
            raise explain(error, file, self.title, self.written) from error
        try:
            root = etree.fromstring(text.replace("\n<w:p", "<w:p").encode())
        except etree.XMLSyntaxError as error:
            raise of_structure(file, self.title) from error
        _mend_cells(root)
        columns.mend(root)
        return package.serialise(root)


@dataclass(frozen=True)
class WordTemplate:
    """A template ready to be filled in.

    Attributes:
        file: Its name in messages.
        main: The name of the part with the text.
        still: Parts that every document takes as they are.
        parts: Parts with tags.
    """

    file: str
    main: str
    still: dict[str, bytes]
    parts: tuple[Part, ...]

    def asks_for(self, name: str) -> bool:
        """Whether a tag somewhere names a value; a company's copy may be older than the value."""
        return any(name in part.source for part in self.parts)

    def fill(self, context: DataclassInstance) -> dict[str, bytes]:
        """The parts with tags, filled in; the document is these and ``still``.

        Args:
            context: A record whose fields have Russian names.

        Raises:
            WordTemplateError: The template has a mistake.
        """
        given = values(context)
        return {part.name: part.fill(self.file, given) for part in self.parts}


@lru_cache(maxsize=32)
def compiled(content: bytes, file: str, look: Look | None = None) -> WordTemplate:
    """Compile a template.

    Args:
        content: The .docx.
        file: Its name in messages.
        look: What the company's settings change about it.

    Raises:
        WordTemplateError: The file is not a Word document, or a tag in it is written wrongly.
    """
    try:
        parts = package.read(dressed(content, look) if look else content)
        package.check(parts)
        review.forget_remarks(parts)
        main = package.main_part(parts)
    except Exception as error:  # a damaged file fails in more ways than can be listed
        raise WordTemplateError(
            file, "файл не открывается как документ Word", tip="сохраните его в Word как «Документ Word (.docx)»"
        ) from error
    found = [_compile(file, main, "основной текст", parts[main])]
    for kind in _KINDS:
        try:
            named = package.targets(parts, main, kind)
        except KeyError:
            continue
        found += [_compile(file, name, _TITLES[kind], parts[name]) for name in named]
    tagged = {part.name for part in found}
    return WordTemplate(file, main, {k: v for k, v in parts.items() if k not in tagged}, tuple(found))


def _compile(file: str, name: str, title: str, content: bytes) -> Part:
    from docxtpl import DocxTemplate
    from lxml import etree

    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError as error:
        raise of_structure(file, title) from error
    review.accept(root)
    tags.mend(root)
    raw = etree.tostring(root, encoding="unicode")
    written = _PARAGRAPH.sub(r"\n<w:p\1", DocxTemplate(None).patch_xml(raw))
    source = translate(written)
    try:
        return Part(name, title, source, written, environment().from_string(source))
    except Exception as error:  # Jinja's parser names its mistakes in many ways
        raise explain(error, file, title, written) from error


def _mend_cells(root: _Element) -> None:
    """Give a paragraph to cells a condition has emptied: Word refuses a cell without one."""
    from lxml import etree

    for cell in root.iter(f"{tags.WORD}tc"):
        if cell.find(f"{tags.WORD}p") is None:
            etree.SubElement(cell, f"{tags.WORD}p")

"""The XML of a diagram, read safely: known encodings, no entities, no network, nothing too large."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from handbook.finding import Finding, Place, Severity

if TYPE_CHECKING:
    from lxml.etree import XMLSyntaxError, _Element

#: Namespaces of BPMN 2.0: the standard's own, and that of its drafts, which old programs still write.
MODEL = frozenset({"http://www.omg.org/spec/BPMN/20100524/MODEL", "http://schema.omg.org/spec/BPMN/2.0"})

MOST_BYTES = 20 * 2**20
MOST_ELEMENTS = 200_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*(?P<doctype><!DOCTYPE)?", re.DOTALL | re.IGNORECASE)
_SURE = re.compile("[\ud800-\udfff]")

_MEND = "Откройте схему в программе, где её рисовали, и выгрузите заново: «Экспорт», BPMN 2.0 XML"
_REASONS = {
    "ERR_DOCUMENT_EMPTY": "файл пуст",
    "ERR_DOCUMENT_END": "файл обрывается или после конца есть лишнее",
    "ERR_TAG_NAME_MISMATCH": "открыт один элемент, а закрыт другой",
    "ERR_TAG_NOT_FINISHED": "элемент не закрыт: файл обрывается",
    "ERR_UNDECLARED_ENTITY": "подстановка &…;, которой нет в XML",
    "ERR_INVALID_CHAR": "знак, которого в XML не бывает",
    "ERR_ATTRIBUTE_REDEFINED": "один атрибут записан дважды",
    "NS_ERR_UNDEFINED_NAMESPACE": "приставка имени без объявленного пространства имён",
}
#: What the root element tells of files that are something else.
_OTHERS = {
    "mxfile": "это рисунок draw.io",
    "mxGraphModel": "это рисунок draw.io",
    "Package": "это XPDL: такой формат пишут BPMS прежних лет",
    "html": "это страница HTML",
    "VisioDocument": "это рисунок Visio",
    "graphml": "это рисунок yEd",
    "XMI": "это модель UML",
}


class BpmnError(Exception):
    """The file cannot be read as a diagram; the finding says in Russian why, where, and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def refusal(message: str, name: str, line: int | None = None, tip: str = _MEND) -> BpmnError:
    """The error of a file that is no diagram we can read."""
    return BpmnError(Finding("bpmn-file", Severity.ERROR, message, (Place(name, line),), tip))


def root_of(content: bytes, name: str) -> _Element:
    """The root element of a diagram.

    Args:
        content: The file.
        name: Its name for people.

    Raises:
        BpmnError: It is too large, is no XML, declares a document type, or is no BPMN 2.0.
    """
    from lxml import etree

    if len(content) > MOST_BYTES:
        raise refusal(f"файл больше {MOST_BYTES >> 20} МБ", name, tip="Выгрузите процессы по одному")
    text = _decoded(content, name)
    prolog = _PROLOG.match(text)
    if prolog and prolog["doctype"]:
        line = text.count("\n", 0, prolog.start("doctype")) + 1
        tip = "Удалите строку DOCTYPE: схемам BPMN она не нужна, а через неё подставляют чужие файлы"
        raise refusal("в файле объявлен тип документа (DOCTYPE)", name, line, tip)
    # The text is UTF-8 by now, whatever its declaration says.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise refusal(_explained(error), name, error.lineno or 1) from error
    _must_be_bpmn(root, name)
    return root


def line_of(element: _Element) -> int:
    """The line an element begins on."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


def local(element: _Element) -> str | None:
    """The name of an element of BPMN; None for those of other vocabularies."""
    tag = element.tag
    if not isinstance(tag, str):
        return None
    space, _, name = tag.rpartition("}")
    return name if space[1:] in MODEL else None


def _must_be_bpmn(root: _Element, name: str) -> None:
    if local(root) != "definitions":
        bare = str(root.tag).rpartition("}")[2]
        what = _OTHERS.get(bare, f"корневой элемент — «{bare[:60]}», а нужен definitions")
        raise refusal(f"это не BPMN 2.0: {what}", name, line_of(root))
    count = sum(1 for _ in root.iter())
    if count > MOST_ELEMENTS:
        raise refusal(f"в файле {count} элементов XML: слишком много", name, tip="Выгрузите процессы по одному")


def _decoded(content: bytes, name: str) -> str:
    encoding = _encoding(content, name)
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        tip = "Сохраните файл в той кодировке, что названа в его первой строке, лучше всего — в UTF-8"
        raise refusal(f"файл не в кодировке {encoding}, которую сам называет", name, line, tip) from error
    if _SURE.search(text):
        raise refusal("в файле знаки, которых в XML не бывает", name)
    return text


def _encoding(content: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding
    # A letter of «<?xml» and a zero: two bytes a letter without a mark.
    head = content[:2]
    if head in {b"<\0", b"\0<"}:
        return "utf-16-le" if head == b"<\0" else "utf-16-be"
    declared = _DECLARED.match(content[:400])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    try:
        codecs.lookup(encoding)
        "".encode(encoding)
    except LookupError as error:
        raise refusal(f"кодировка «{encoding}», которую называет файл, неизвестна", name, 1) from error
    return encoding


def _explained(error: XMLSyntaxError) -> str:
    from lxml.etree import ErrorTypes

    code = next((key for key in _REASONS if getattr(ErrorTypes, key, None) == getattr(error, "code", 0)), "")
    return f"XML испорчен: {_REASONS.get(code, 'с этого места он не читается')}"

"""Files that are no diagrams, are broken or are dangerous: told in Russian with the line, never half read."""

import codecs

import pytest

from handbook.bpmn.document import MOST_BYTES, MOST_ELEMENTS, BpmnError, root_of
from handbook.bpmn.scheme import scheme_of

SMALL = (
    '<?xml version="1.0" encoding="{encoding}"?>\n'
    '<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL">\n'
    '<b:process id="p"><b:task id="t" name="Принять заявку"/></b:process>\n'
    "</b:definitions>"
)


def told(content: bytes) -> str:
    with pytest.raises(BpmnError) as caught:
        root_of(content, "схема.bpmn")
    finding = caught.value.finding
    assert finding.tip
    return f"{finding.places[0]}: {finding.message}"


@pytest.mark.parametrize(
    ("declared", "written", "mark"),
    [
        ("UTF-8", "utf-8", b""),
        ("UTF-8", "utf-8", codecs.BOM_UTF8),
        ("UTF-16", "utf-16-le", codecs.BOM_UTF16_LE),
        ("UTF-16", "utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16", "utf-16-le", b""),
        ("windows-1251", "cp1251", b""),
        ("koi8-r", "koi8-r", b""),
    ],
)
def test_every_encoding_says_the_same(declared: str, written: str, mark: bytes) -> None:
    content = mark + SMALL.format(encoding=declared).encode(written)
    assert [item.name for item in scheme_of(root_of(content, "x")).of("task")] == ["Принять заявку"]


def test_any_prefix_and_the_namespace_of_the_drafts() -> None:
    text = SMALL.format(encoding="UTF-8").replace("b:", "семантика:").replace("xmlns:b", "xmlns:семантика")
    text = text.replace("http://www.omg.org/spec/BPMN/20100524/MODEL", "http://schema.omg.org/spec/BPMN/2.0")
    assert [item.key for item in scheme_of(root_of(text.encode(), "x")).of("task")] == ["t"]


def test_what_other_programs_add_is_not_read() -> None:
    text = SMALL.format(encoding="UTF-8").replace(
        "<b:task", '<b:extensionElements><b:task id="hidden"/></b:extensionElements><x:task xmlns:x="urn:x"/><b:task'
    )
    assert [item.key for item in scheme_of(root_of(text.encode(), "x")).of("task")] == ["t"]


def test_identifiers_that_repeat_or_are_missing() -> None:
    text = SMALL.format(encoding="UTF-8").replace("<b:task", '<b:task id="t"/><b:task/><b:task')
    keys = [item.key for item in scheme_of(root_of(text.encode(), "x")).of("task")]
    assert len(set(keys)) == 3


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "схема.bpmn:1:1: XML испорчен: файл пуст"),
            (b"<a><b></a>", "XML испорчен: открыт один элемент, а закрыт другой"),
            (b"<a>\n\n<b>", "схема.bpmn:3:1: XML испорчен"),
            (b"<a>&nbsp;</a>", "подстановка &…;, которой нет в XML"),
            (b"<mxfile/>", "это рисунок draw.io"),
            (b"<Package/>", "это XPDL"),
            (b"<definitions/>", "корневой элемент — «definitions», а нужен definitions"),
            (b'<?xml version="1.0" encoding="klingon"?><a/>', "кодировка «klingon», которую называет файл, неизвестна"),
            ("<a>\nя</a>".encode("cp1251"), "схема.bpmn:2:1: файл не в кодировке utf-8, которую сам называет"),
            (b"PK\x03\x04", "XML испорчен"),
        ],
    )
    def test_no_diagram(self, content: bytes, words: str) -> None:
        assert words in told(content)

    @pytest.mark.parametrize("before", ["", "<!-- заметка -->\n", "\n<?x y?> "])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_a_document_type_is_refused(self, before: str, encoding: str) -> None:
        bomb = '<!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y SYSTEM "file:///etc/passwd">]><a>&y;</a>'
        assert "объявлен тип документа (DOCTYPE)" in told((before + bomb).encode(encoding))

    def test_a_file_too_large(self) -> None:
        assert "больше 20 МБ" in told(b" " * (MOST_BYTES + 1))

    def test_too_many_elements(self) -> None:
        inner = "<b:task/>" * (MOST_ELEMENTS + 1)
        text = f'<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL">{inner}</b:definitions>'
        assert "слишком много" in told(text.encode())

    def test_depth_without_end(self) -> None:
        assert "XML испорчен" in told(b"<a>" * 100_000)

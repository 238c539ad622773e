"""Everything every document says, looked through: nothing is left unfilled, empty, nameless or named by mistake."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from generator.word import package
from generator.word.kinds import DAILY_REPORT, KINDS, MEETING_PACK, NOTICE, OVERDUE_LIST
from handbook.book import Handbook
from tests.generator.documents import proof
from tests.generator.documents.proof import EVERYWHERE, Document

Files = dict[str, bytes]
#: Sheets of employees and the list of them name people.
_PERSONAL = ("04_Листы ознакомления/По работникам/", "00_Опись")


def faults(handbook: Handbook, papers: Files) -> dict[str, list[str]]:
    """What is wrong with the documents of a company, by file."""
    names, identifiers = proof.names_of(handbook), proof.identifiers_of(handbook)
    told: dict[str, list[str]] = {}
    for path, content in papers.items():
        document = Document(content)
        found = [fault for check in EVERYWHERE for fault in check(document)]
        found += proof.identifier_faults(document, identifiers)
        if not path.startswith(_PERSONAL):
            found += proof.name_faults(document, names)
        if found:
            told[path] = found
    return told


def test_documents_of_the_sample_are_without_fault(library: Handbook, papers: Files) -> None:
    assert len(papers) > 150
    assert faults(library, papers) == {}


def test_every_kind_that_is_always_made_is_among_them(papers: Files) -> None:
    titles = {re.sub("[_ ].*", "", path) for path in papers}
    # A notice needs a kept edition that says something else, three more an audit: other tests make those.
    always = set(KINDS) - {NOTICE, DAILY_REPORT, OVERDUE_LIST, MEETING_PACK}
    assert len(always) <= len(titles) + 3


@pytest.mark.parametrize("name", ["vector", "valid"])
def test_documents_of_small_companies_are_without_fault(name: str, small: dict[str, tuple[Handbook, Files]]) -> None:
    handbook, papers = small[name]
    assert faults(handbook, papers) == {}


Spoil = Callable[[str], str]


def _swap(old: str, new: str) -> Spoil:
    def spoil(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return spoil


def _cut(pattern: str, new: str = "") -> Spoil:
    def spoil(text: str) -> str:
        assert re.search(pattern, text, re.DOTALL), pattern
        return re.sub(pattern, new, text, count=1, flags=re.DOTALL)

    return spoil


def _say(words: str) -> Spoil:
    """Put words at the end of the first clause."""
    end = "</w:t></w:r></w:p>"
    return _cut(rf'(<w:pStyle w:val="RgClause"/>.*?){end}', rf"\1 {words}{end}")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_say("{{ роль }}"), "a tag is left"),
        (_say("{% если %}"), "a tag is left"),
        (_say("&lt;generator.word.Title object at 0x7f&gt;"), "an object is printed"),
        (_say("None"), "None is printed"),
        (_say("[[norm:n-kp]]"), "a reference is left"),
        (_say("конец.."), "two full stops"),
        (_say("конец;."), "two full stops"),
        (_say(" два"), "two spaces"),
        (_say("слово , слово"), "a space before a mark"),
        (_say("«»"), "empty quotation marks"),
        (_say("Рязановой"), "a person is named"),
        (_say("Третьякову"), "a person is named"),
        (_say("utochnit-zadachu-uslugi"), "an identifier of the sources"),
        (_cut(r'<w:p>(?:(?!</w:p>).)*?"Heading1".*?</w:p>', r"\g<0>\g<0>"), "an empty section"),
        (_cut(r"<w:tblCaption [^>]*/>"), "a table without a title"),
        (_cut(r"<w:tblHeader[^>]*/>"), "a table without a header row"),
        (
            _cut(r"(<w:tc>(?:<w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)?)(?:(?!</w:tc>).)*</w:tc>", r"\1</w:tc>"),
            "a cell that",
        ),
        (_cut(r"(<w:tr[ >](?:(?!</w:tr>).)*</w:tr>)(?:<w:tr[ >].*?</w:tr>)+(?=</w:tbl>)", r"\1"), "an empty table"),
        (_cut(r'(<wp:docPr [^>]*)descr="[^"]*"', r"\1"), "a picture without a description"),
    ],
)
def test_a_fault_is_seen(library: Handbook, papers: Files, spoil: Spoil, told: str) -> None:
    (path,) = [path for path in papers if path.startswith("Должностные инструкции/") and "Менеджер" in path]
    parts = package.read(papers[path])
    parts["word/document.xml"] = spoil(parts["word/document.xml"].decode()).encode()
    found = faults(library, {path: package.write(parts)})
    assert any(fault.startswith(told) for fault in found[path]), found


def test_a_language_that_is_not_told_is_seen(library: Handbook, papers: Files) -> None:
    path, content = next(iter(papers.items()))
    parts = package.read(content)
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"ru-RU", b"en-US")
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"ru-RU", b"")
    assert len(faults(library, {path: package.write(parts)})[path]) == 2

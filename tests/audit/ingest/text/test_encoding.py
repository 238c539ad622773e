import codecs

import pytest

from audit.ingest.error import IngestError
from audit.ingest.text.encoding import Recoded, recode

TEXT = "Название;Сумма\nСделка №1;10\n"


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.encode("cp1251"), "Windows-1251"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_every_encoding_gives_the_same_text(raw: bytes, title: str) -> None:
    recoded = recode(raw, "a.csv")
    assert (recoded.data.decode(), recoded.title) == (TEXT, title)


@pytest.mark.parametrize(
    "raw", [bytes(range(256)) * 4, b"\x89PNG\r\n\x1a\n" + bytes(2000), b"abc\x98\xff;\x98" * 10 + b"\x98"]
)
def test_what_is_no_text_is_refused_by_name(raw: bytes) -> None:
    with pytest.raises(IngestError) as caught:
        recode(raw, "картинка.csv")
    finding = caught.value.findings[0]
    assert finding.code == "not-a-text"
    assert finding.places[0].file == "картинка.csv"
    assert finding.tip


def test_markup_in_one_line_is_damaged_only_where_it_is() -> None:
    raw = "<table><tr><td>Сделка</td></tr><tr><td>Новая</td></tr></table>".encode()
    damaged = raw.replace("Новая".encode(), b"\xd0\xff\xd0")
    assert recode(damaged, "a.xls").data == raw.replace("Новая".encode(), b"\0\0\0")


def test_a_mark_at_the_beginning_says_what_a_damaged_file_was() -> None:
    raw = codecs.BOM_UTF8 + b"ID;Name\n1;a\n2;b\xff\n"
    assert recode(raw, "a.csv").data == b"ID;Name\n1;a\n2;b\0\n"


@pytest.mark.parametrize(
    "text",
    [
        "ID;Name;City\n1;Größe für Müller;Köln\n2;Jörg Weiß;Düsseldorf\n",
        "ID;Name\n1;Jörg Weiß\n",
        "ID;Nom\n1;Prénom à l'élève\n2;Garçon\n",
    ],
)
def test_western_words_are_no_cyrillic_ones(text: str) -> None:
    assert recode(text.encode("cp1252"), "f.csv") == Recoded(text.encode(), "Windows-1252")


@pytest.mark.parametrize(
    "text",
    [
        "ID;Название\n1;Поставка B2B\n2;ООО «Ромашка»\n",
        "ID;Name\n1;Иван\n2;Ромашкa\n3;Oтдел\n",
        "ID;Name\n1;Да\n",
        "ID;Name\n1;Kомпания\n",
    ],
)
def test_russian_words_are_no_western_ones(text: str) -> None:
    assert recode(text.encode("cp1251"), "f.csv") == Recoded(text.encode(), "Windows-1251")

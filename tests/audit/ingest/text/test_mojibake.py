"""UTF-8 that was taken for Windows-1251 and saved so."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.ingest.error import IngestError
from audit.ingest.text.encoding import recode
from audit.ingest.text.mojibake import is_mojibake
from audit.ingest.text.plain import read_text_file

TEXT = "ID;Название сделки;Стадия сделки\n1;Насос Иртыш;Новая\n2;Вал «Щит», ёж;Торг\n"


def spoilt(text: str) -> bytes:
    letters = (bytes([byte]).decode("cp1251") if byte != 0x98 else "\x98" for byte in text.encode())
    return "".join(letters).encode()


def test_it_is_undone_when_nothing_is_lost(tmp_path: Path) -> None:
    raw = spoilt(TEXT)
    assert "РќР°СЃРѕСЃ" in raw.decode()
    assert recode(raw, "a.csv").data.decode() == TEXT
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    assert read_text_file(path, "a.csv").headers == ("ID", "Название сделки", "Стадия сделки")


def test_letters_that_are_lost_are_told_of() -> None:
    raw = spoilt(TEXT).replace(b"\xc2\x98", b"?")
    with pytest.raises(IngestError, match="буквы испорчены"):
        recode(raw, "a.csv")


@pytest.mark.parametrize("text", [TEXT, "РСФСР;СССР;РСО\n" * 50, "ID;Deal\n1;a\n", "РЎ\n"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert not is_mojibake(text.encode())
    assert recode(text.encode(), "a.csv").data.decode() == text

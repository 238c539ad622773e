"""The local key: made once, kept to its owner, never guessed at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from audit.privacy.codes import Codes, is_code
from audit.privacy.key import KEY_FILE, KeyFileError, local_key


def test_the_key_is_made_once_and_read_again(tmp_path: Path) -> None:
    key = local_key(tmp_path)
    assert len(key) == 32
    assert local_key(tmp_path) == key
    assert [path.name for path in (tmp_path / "history").iterdir()] == [KEY_FILE.name]
    if os.name == "posix":
        assert (tmp_path / KEY_FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"abc", b"\xff\xfe", b"00" * 31, "ключ".encode()])
def test_a_damaged_key_is_told_and_not_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / KEY_FILE
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(KeyFileError, match="повреждён"):
        local_key(tmp_path)
    assert path.read_bytes() == content


def test_a_code_depends_on_the_key_and_not_on_the_writing() -> None:
    codes = Codes(b"a" * 32)
    code = codes.person("Соловьёв Пётр")
    assert is_code(code)
    assert codes.person("  СОЛОВЬЕВ   петр ") == code
    assert codes.person("Соловьёв Павел") != code
    assert Codes(b"b" * 32).person("Соловьёв Пётр") != code
    assert not is_code("Соловьёв Пётр")

from __future__ import annotations

import pytest

from handbook.identifiers import identifier, is_identifier


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("Щётка и ёж", [], "shchetka-i-ezh"),
        ("КП № 5 (новое)", [], "kp-5-novoe"),
        ("Роль", ["rol", "rol-2"], "rol-3"),
        ("Café Łódź", [], "cafe-lodz"),
        ("—", [], "zapis"),
        ("Con", [], "zapis-con"),
        ("слово " * 20, [], "-".join(["slovo"] * 10)),
    ],
)
def test_identifiers_are_made_of_titles(title: str, taken: list[str], name: str) -> None:
    assert identifier(title, taken, "zapis") == name
    assert is_identifier(name)


@pytest.mark.parametrize("text", ["", "КП", "Kp", "a--b", "-a", "a b"])
def test_not_every_text_is_one(text: str) -> None:
    assert not is_identifier(text)

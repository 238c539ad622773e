import pytest

from generator.names import is_device, key, tame, trouble, visible
from generator.site import paths


@pytest.mark.parametrize("name", ["con", "NUL.txt", "Com1", "lpt².x.y", "aux ", "CONIN$"])
def test_names_of_devices_are_known_everywhere(name: str) -> None:
    assert is_device(name)
    assert trouble(f"{name.rstrip()}") is not None
    assert not is_device(tame(name, 100))
    assert paths.page("document", name.lower()) == f"documents/_{name.lower()}.md"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("ДИ-01 Менеджер", "ДИ-01 Менеджер"),
        ("CON", "_CON"),
        ("nul.отдел", "_nul.отдел"),
        ("Менеджер отд. ", "Менеджер отд"),
        ("...Скрытый", "Скрытый"),
        ('Зам. "по/продажам"\n\u202eи\x00 <всему>?', "Зам. по продажам и всему"),
        ("\ud800 менеджер", "менеджер"),
        ("???", ""),
        ("ы" * 300, "ы" * 100),
        ("😀" * 300, "😀" * 50),
    ],
)
def test_any_words_become_a_name_every_system_takes(words: str, name: str) -> None:
    assert tame(words, 200) == name
    assert not name or trouble(name) is None


def test_names_one_disk_would_confuse_have_one_key() -> None:
    assert key("Й/А") == key("и\u0306/а")


def test_control_characters_do_not_reach_a_terminal() -> None:
    assert visible("Путь\x1b[31m\u202e/ё") == "Путь [31m /ё"

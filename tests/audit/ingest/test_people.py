import pytest

from audit.ingest.people import People
from handbook.book import Handbook
from handbook.model.people import Person
from handbook.model.profile import Profile


def people(handbook: Handbook) -> People:
    return People(handbook, handbook.profiles["own"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Белова Ирина Сергеевна", "Белова Ирина Сергеевна"),
        ("ира  БЕЛОВА", "Белова Ирина Сергеевна"),
        ("Ирина Белова", "Белова Ирина Сергеевна"),
        ("Белова Ирина", "Белова Ирина Сергеевна"),
        ("Павел Чернышев", "Чернышёв Павел Евгеньевич"),
        ("12", "Белова Ирина Сергеевна"),
        ("[12] Ира Белова", "Белова Ирина Сергеевна"),
        ("Кто-то  Другой", "Кто-то Другой"),
    ],
)
def test_every_writing_of_a_name_is_the_person(handbook: Handbook, text: str, name: str) -> None:
    assert people(handbook).resolve(text) == name


def test_a_short_name_two_people_share_means_neither(handbook: Handbook) -> None:
    namesake = Person.model_validate({"name": "Белова Ирина Петровна", "position": "menedzher"})
    both = Handbook(handbook.root, handbook.company, staff=(*handbook.staff, namesake))
    known = People(both, Profile(id="x", title="X"))
    assert known.resolve("Ирина Белова") == "Ирина Белова"
    assert known.resolve("Ира Белова") == "Белова Ирина Сергеевна"

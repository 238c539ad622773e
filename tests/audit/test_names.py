import pytest

from audit.names import Names
from handbook.model.people import Person


def staff(*people: tuple[str, ...]) -> Names:
    """Return the names of people given as a full name and aliases."""
    return Names(
        Person.model_validate({"name": name, "aliases": aliases, "position": "menedzher"}) for name, *aliases in people
    )


BELOVA, IRINA, PAVEL = "Белова Ирина Сергеевна", "Белова Ирина Петровна", "Чернышёв Павел Евгеньевич"


@pytest.mark.parametrize(
    ("people", "name", "owner", "sharers"),
    [
        # An alias of two belongs to neither, in whatever letters it is written.
        ([(BELOVA, "Ирина"), (PAVEL, "ИРИНА ")], "ирина", None, (BELOVA, PAVEL)),
        # A full name stays with its bearer.
        ([(BELOVA,), (PAVEL, "белова ирина сергеевна")], BELOVA, BELOVA, (BELOVA, PAVEL)),
        ([(PAVEL, "Белова  Ирина Сергеевна"), (BELOVA,)], BELOVA.upper(), BELOVA, (BELOVA, PAVEL)),
        # Namesakes: the short name is nobody's until an alias gives it to one of them.
        ([(BELOVA,), (IRINA,)], "Ирина Белова", None, (BELOVA, IRINA)),
        ([(BELOVA,), (IRINA, "Ирина Белова")], "Ирина Белова", IRINA, ()),
        # An alias of someone called otherwise takes no short name away.
        ([(BELOVA, "Павел Чернышев"), (PAVEL,)], "Павел Чернышёв", None, (BELOVA, PAVEL)),
        ([(BELOVA, "Ирина Белова"), (PAVEL,)], "Ирина Белова", BELOVA, ()),
        ([(BELOVA,)], "Кто-то другой", None, ()),
    ],
)
def test_a_name_is_somebodys_only_when_it_is_certain(
    people: list[tuple[str, ...]], name: str, owner: str | None, sharers: tuple[str, ...]
) -> None:
    names = staff(*people)
    assert names.owner(name) == owner
    assert sorted(names.sharers(name)) == sorted(sharers)

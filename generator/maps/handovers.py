"""Who hands what to whom: roles, and on the lines between them the number of papers that go that way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.maps.chart import Chart, Edge, Href, Node, Paint, Shape
from generator.maps.passing import Passed, between_roles, listed, present
from handbook.book import Handbook
from handbook.model.people import Role
from handbook.model.process import BLOCK_TITLES
from handbook.russian.numbers import counted
from handbook.work import operations_in

ID = "handovers"
#: Lines a reader can still follow.
MOST_TIES = 26
_THICK = 0.45
_THICKEST = 5.0
#: Givers and takers of one role stand in columns of this width.
_COLUMN = 140.0
_WIDTH = 110.0


def handovers(book: Handbook, href: Href) -> Chart | None:
    """The strongest ties of the company's roles; None when nobody hands anything to anybody.

    With every role tied to every other no arrangement is readable, so the map keeps the ties of most papers. The page
    says so, lists the rest in a table, and shows each block and each role in full.
    """
    passed = between_roles(book)
    least = strongest(passed)
    ties = tuple(one for one in passed if _papers(passed, one) >= least)
    return _chart(book, href, ID, "Кто кому что передаёт", ties)


def strongest(passed: tuple[Passed, ...]) -> int:
    """The number of papers, both ways together, from which a tie is drawn on the map of the company."""
    sums = sorted(
        (_papers(passed, one) for one in passed if one.giver < one.taker or not _back(passed, one)), reverse=True
    )
    return sums[MOST_TIES] + 1 if len(sums) > MOST_TIES else 1


def _papers(passed: tuple[Passed, ...], one: Passed) -> int:
    back = _back(passed, one)
    return len(one.documents) + (len(back.documents) if back else 0)


def _back(passed: tuple[Passed, ...], one: Passed) -> Passed | None:
    return next((other for other in passed if (other.taker, other.giver) == (one.giver, one.taker)), None)


def block_handovers(book: Handbook, href: Href, block: str) -> Chart | None:
    """Roles of one block of the client's way."""
    operations = {
        one.id: one for process in present(book) if process.block == block for one in operations_in(book, process)
    }
    passed = between_roles(book, operations.values())
    return _chart(book, href, f"{ID}-{block}", f"Кто кому что передаёт: {BLOCK_TITLES[block]}", passed)


def role_handovers(book: Handbook, href: Href, role: Role) -> Chart | None:
    """One role in the middle: on the left those who give to it, on the right those it gives to."""
    passed = between_roles(book)
    gets = tuple(one for one in passed if one.taker == role.id)
    gives = tuple(one for one in passed if one.giver == role.id)
    if not gets and not gives:
        return None
    nodes = [replace(_role(book, href, role.id), paint=Paint.HEAD)]
    nodes += [replace(_role(book, href, one.giver), id=f"from:{one.giver}", least=_COLUMN) for one in gets]
    nodes += [replace(_role(book, href, one.taker), id=f"to:{one.taker}", least=_COLUMN) for one in gives]
    edges = [replace(_edge(book, one, f"from:{one.giver}", role.id), ports=("e", "")) for one in gets]
    edges += [replace(_edge(book, one, role.id, f"to:{one.taker}"), ports=("", "w")) for one in gives]
    return Chart(
        id=f"{ID}-role-{role.id}",
        title=f"Кто передаёт роли «{role.title}» и кому передаёт она",
        description=_words((*gets, *gives)),
        nodes=tuple(nodes),
        edges=tuple(edges),
        ranks=tuple(
            rank
            for rank in (tuple(f"from:{one.giver}" for one in gets), tuple(f"to:{one.taker}" for one in gives))
            if rank
        ),
        across=True,
        gap=(10.0, 70.0),
    )


def _chart(book: Handbook, href: Href, name: str, title: str, passed: tuple[Passed, ...]) -> Chart | None:
    if not passed:
        return None
    known = [*book.roles, *(name for one in passed for name in (one.giver, one.taker))]
    met = {name for one in passed for name in (one.giver, one.taker)}
    roles = tuple(name for name in dict.fromkeys(known) if name in met)
    return Chart(
        id=name,
        title=title,
        description=_words(passed),
        nodes=tuple(_role(book, href, one) for one in roles),
        edges=tuple(_edges(book, passed)),
        first=tuple(one for one in roles if one in book.roles and book.roles[one].external),
        gap=(22.0, 50.0),
    )


def _edges(book: Handbook, passed: tuple[Passed, ...]) -> Iterator[Edge]:
    """One line between two roles, whichever way the papers go."""
    ways = {(one.giver, one.taker): one for one in passed}
    for (giver, taker), one in ways.items():
        back = ways.get((taker, giver))
        if back is None:
            yield _edge(book, one, giver, taker)
        elif list(ways).index((giver, taker)) < list(ways).index((taker, giver)):
            tip = f"{_line(book, one)}\n{_line(book, back)}"
            there, here = str(len(one.documents)), str(len(back.documents))
            yield Edge(giver, taker, there, tip, breadth=_breadth(one, back), both=True, returns=here)


def _edge(book: Handbook, one: Passed, source: str, target: str) -> Edge:
    return Edge(source, target, str(len(one.documents)), _line(book, one), breadth=_breadth(one))


def _breadth(*passed: Passed) -> float:
    return min(_THICKEST, 1.0 + _THICK * sum(len(one.documents) for one in passed))


def _role(book: Handbook, href: Href, name: str) -> Node:
    role = book.roles.get(name)
    title = role_title(book, name)
    if role is not None and role.external:
        return Node(name, title, "внешняя сторона", Shape.PILL, Paint.OUTSIDE, href("role", name), width=_WIDTH)
    return Node(name, title, href=href("role", name), tooltip=role.title if role else title, width=_WIDTH)


def role_title(book: Handbook, name: str) -> str:
    """A role as maps call it."""
    role = book.roles.get(name)
    return (role.short or role.title) if role else name


def _line(book: Handbook, one: Passed) -> str:
    return f"{role_title(book, one.giver)} → {role_title(book, one.taker)}: {listed(book, one.documents)}"


def _words(passed: tuple[Passed, ...]) -> str:
    roles = len({name for one in passed for name in (one.giver, one.taker)})
    papers = len({name for one in passed for name in one.documents})
    return (
        f"{counted(roles, 'роль', 'роли', 'ролей')}, {counted(len(passed), 'передача', 'передачи', 'передач')}, "
        f"{counted(papers, 'документ', 'документа', 'документов')}. Число у линии — сколько документов идёт этим путём."
    )

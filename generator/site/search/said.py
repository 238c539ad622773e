"""Words a page is looked for by and does not say, and words that stand for one another, of trade and of company."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import links
from generator.site import paths
from generator.site.search.kinds import kind
from generator.site.search.names import phrase
from generator.site.search.synonyms import CIRCLES
from generator.site.search.wordings import KINDS, NORMS, PAGES, PARTS
from handbook.book import Handbook


def said(book: Handbook) -> dict[str, str]:
    """What people say of pages, by the address of the built page."""
    made = dict(PAGES)
    for name, placed in book.norms.items():
        _add(made, paths.page("norm", name), NORMS.get(placed.norm.kind, ""))
    for role in book.roles.values():
        for part, wording in PARTS.items():
            _add(made, paths.role_page(role.id, part), f"{wording}, {role.title}")
    return made


def of_kind(page: str) -> str:
    """What people say of any page of its kind."""
    return KINDS.get(kind(page), "")


def outlived(book: Handbook) -> frozenset[str]:
    """Pages of processes as they were before: they are read for comparison and come last."""
    found = (paths.page("process", one.id) for one in book.processes.values() if one.variant == "as-is")
    return frozenset(paths.html(page) for page in found if page)


def concerned(book: Handbook) -> dict[str, tuple[str, ...]]:
    """Roles whose work a page tells, by its address: who does an operation, whom a norm binds."""
    made: dict[str, list[str]] = {}
    for role in book.roles.values():
        own = [
            paths.page("operation", name) for name, operation in book.operations.items() if operation.owner == role.id
        ]
        for page in (*own, *(paths.page("norm", placed.norm.id) for placed in links.norms_of_role(book, role))):
            if page:
                made.setdefault(paths.html(page), []).append(role.id)
    return {address: tuple(roles) for address, roles in made.items()}


Circle = tuple[tuple[str, ...], ...]


def circles_of_company(book: Handbook) -> tuple[Circle, ...]:
    """Names of one thing, as stems: terms with their abbreviations and synonyms, roles, numbers of documents."""
    return _circles(_company(book))


def circles_of_trade() -> tuple[Circle, ...]:
    """Everyday words that stand for one another, as stems."""
    return _circles(line.split(",") for line in CIRCLES.splitlines())


def _circles(lines: Iterable[list[str]]) -> tuple[Circle, ...]:
    made = (tuple(dict.fromkeys(filter(None, map(phrase, line)))) for line in lines)
    return tuple(dict.fromkeys(circle for circle in made if len(circle) > 1))


def _company(book: Handbook) -> Iterator[list[str]]:
    for term in book.terms.values():
        yield [term.term, *([term.abbreviation] if term.abbreviation else []), *term.synonyms]
    for role in book.roles.values():
        yield [role.title, *([role.short] if role.short else [])]
    for document in book.documents.values():
        if document.publication is not None:
            yield [document.title, document.publication.number]


def _add(made: dict[str, str], page: str | None, words_of_page: str) -> None:
    if page:
        address = paths.html(page)
        made[address] = f"{made.get(address, '')} {words_of_page}".strip()

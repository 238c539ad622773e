"""The document flow: from which papers operations start and which they leave behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.maps.chart import Chart, Edge, Href, Node, Paint, Shape
from generator.maps.passing import Passed, between_blocks, title
from handbook.book import Handbook
from handbook.model.operation import Operation
from handbook.model.process import BLOCK_TITLES, Process
from handbook.russian.numbers import counted
from handbook.work import operations_of

ID = "documents"
#: A card that more operations than these read and write would tie the whole map into a knot: it is named in them.
MOST_TOUCHES = 3
_ROW = 3
_PAPER_WIDTH = 118.0
_WORK_WIDTH = 190.0


@dataclass(frozen=True, slots=True)
class Touch:
    """What an operation does with a document: starts from it, leaves it behind, or both."""

    operation: Operation
    document: str
    reads: bool
    writes: bool


def touches(book: Handbook, process: Process) -> tuple[Touch, ...]:
    """Every document every operation of a process starts from or leaves behind, in the order of the work."""
    found = []
    for operation in operations_of(book, process):
        read = dict.fromkeys(one.document for one in operation.inputs)
        written = dict.fromkeys(one.document for one in operation.outputs)
        found += [Touch(operation, name, name in read, name in written) for name in {**read, **written}]
    return tuple(found)


def process_documents(book: Handbook, href: Href, process: Process) -> Chart | None:
    """Papers of one process; None when its operations name none.

    A paper that is read before anybody writes it is last period's one: the new one is drawn as another sheet, for a
    line back to the beginning would run around the whole map.
    """
    found = touches(book, process)
    if not found:
        return None
    names = tuple(dict.fromkeys(one.document for one in found))
    common = tuple(name for name in names if sum(one.document == name for one in found) > MOST_TOUCHES)
    drawn = tuple(_sheets(one for one in found if one.document not in common))
    operations = operations_of(book, process)
    spine = (Edge(a.id, b.id, hidden=True, weight=12) for a, b in pairwise(operations))
    return Chart(
        id=f"{ID}-{process.id}",
        title=f"Движение документов: {process.title}",
        description=(
            f"{counted(len(operations), 'операция', 'операции', 'операций')}, "
            f"{counted(len(names), 'документ', 'документа', 'документов')}: из чего операция исходит и что выпускает."
        ),
        nodes=(
            *(_operation(book, href, one, common) for one in operations),
            *(
                _paper(book, href, sheet, name, _ends(book, [touch for other, touch in drawn if other == sheet]))
                for sheet, name in dict.fromkeys((sheet, touch.document) for sheet, touch in drawn)
            ),
        ),
        edges=(*spine, *_lines(book, drawn), *_piles(_fed(drawn))),
        gap=(22.0, 30.0),
    )


def _sheets(found: Iterable[Touch]) -> Iterator[tuple[str, Touch]]:
    """Each touch with the sheet it touches."""
    written: dict[str, bool] = {}
    fresh: set[str] = set()
    for one in found:
        if written.get(one.document) is False and one.writes and not one.reads:
            fresh.add(one.document)
        written[one.document] = written.get(one.document, False) or one.writes
        yield _sheet(one.document) + ("+" if one.document in fresh else ""), one


def between(book: Handbook, href: Href) -> Chart | None:
    """Papers that pass from one block of the client's way to another; None when none does."""
    passed = between_blocks(book)
    if not passed:
        return None
    met = {name for one in passed for name in (one.giver, one.taker)}
    blocks = tuple(block for block in BLOCK_TITLES if block in met)
    papers = tuple(dict.fromkeys(name for one in passed for name in one.documents))
    spine = (Edge(_block(a), _block(b), hidden=True, weight=12) for a, b in pairwise(blocks))
    return Chart(
        id=f"{ID}-blocks",
        title="Какие документы переходят из блока в блок",
        description=" ".join(
            f"{BLOCK_TITLES[one.giver]} → {BLOCK_TITLES[one.taker]}: {_listed(book, one.documents)}." for one in passed
        ),
        nodes=(
            *(Node(_block(one), BLOCK_TITLES[one], paint=Paint.HEAD, width=_WORK_WIDTH, bold=True) for one in blocks),
            *(_paper(book, href, _sheet(name), name) for name in papers),
        ),
        edges=(*spine, *_transfers(passed, blocks), *_piles(_ways(passed))),
        gap=(14.0, 34.0),
    )


def _transfers(passed: tuple[Passed, ...], blocks: tuple[str, ...]) -> Iterator[Edge]:
    """From givers to papers and on to takers, along the client's way; what goes back is drawn against the ranks."""
    order = {block: number for number, block in enumerate(blocks)}
    for paper in dict.fromkeys(name for one in passed for name in one.documents):
        givers = dict.fromkeys(one.giver for one in passed if paper in one.documents)
        takers = dict.fromkeys(one.taker for one in passed if paper in one.documents)
        first = min(order[one] for one in givers)
        sheet = _sheet(paper)
        yield from (Edge(_block(one), sheet) for one in givers)
        for one in takers:
            yield Edge(sheet, _block(one)) if order[one] > first else Edge(_block(one), sheet, back=True)


def _ways(passed: tuple[Passed, ...]) -> dict[str, str]:
    """Sheets and their way: those that go from the same blocks to the same ones."""
    return {
        _sheet(name): " ".join(f"{one.giver}:{one.taker}" for one in passed if name in one.documents)
        for name in dict.fromkeys(name for one in passed for name in one.documents)
    }


def _fed(drawn: tuple[tuple[str, Touch], ...]) -> dict[str, str]:
    """Sheets and what is done with them: those that the same operations treat alike."""
    return {
        sheet: " ".join(f"{one.operation.id}:{one.reads}:{one.writes}" for other, one in drawn if other == sheet)
        for sheet in dict.fromkeys(sheet for sheet, _ in drawn)
    }


def _piles(ways: dict[str, str]) -> Iterator[Edge]:
    """Papers of one way in rows of a few, one row under another: in one row they would run off the page."""
    for way in dict.fromkeys(ways.values()):
        same = [sheet for sheet, its in ways.items() if its == way]
        yield from (Edge(a, b, hidden=True) for a, b in zip(same, same[_ROW:], strict=False))


def _block(name: str) -> str:
    return f"block:{name}"


def _operation(book: Handbook, href: Href, operation: Operation, common: tuple[str, ...]) -> Node:
    used = [*(one.document for one in operation.inputs), *(one.document for one in operation.outputs)]
    cards = [name for name in common if name in used]
    note = f"в работе: {_listed(book, cards)}" if cards else ""
    return Node(
        operation.id,
        operation.short or operation.title,
        note,
        href=href("operation", operation.id),
        tooltip=_words(book, operation),
        width=_WORK_WIDTH,
        least=_WORK_WIDTH + 20,
        bold=True,
    )


def _paper(book: Handbook, href: Href, sheet: str, name: str, note: str = "") -> Node:
    known = book.documents.get(name)
    return Node(
        sheet,
        title(book, name),
        note,
        Shape.SHEET,
        Paint.PAPER,
        href("document", name),
        known.title if known else name,
        width=_PAPER_WIDTH,
    )


def _sheet(name: str) -> str:
    return f"paper:{name}"


def _ends(book: Handbook, touched: list[Touch]) -> str:
    """From which outsider a paper comes, and to which it goes."""
    outside = {role.id: role.short or role.title for role in book.roles.values() if role.external}
    sources = [
        outside[entry.source]
        for one in touched
        for entry in one.operation.inputs
        if entry.document == one.document and entry.source in outside
    ]
    takers = [
        outside[role]
        for one in touched
        for result in one.operation.outputs
        if result.document == one.document
        for role in result.to
        if role in outside
    ]
    parts = [f"от: {', '.join(dict.fromkeys(sources))}"] if sources else []
    parts += [f"кому: {', '.join(dict.fromkeys(takers))}"] if takers else []
    return "; ".join(parts)


def _lines(book: Handbook, drawn: tuple[tuple[str, Touch], ...]) -> Iterator[Edge]:
    """Lines in the order of the work: a paper stands under the operation that made it, above those that need it."""
    seen: set[str] = set()
    for sheet, one in drawn:
        work = one.operation.id
        words = " и ".join(filter(None, ("берёт" if one.reads else "", "выпускает" if one.writes else "")))
        tip = f"«{one.operation.title}» {words}: {title(book, one.document)}"
        if sheet not in seen and not one.reads:
            yield Edge(work, sheet, tooltip=tip)
        else:
            yield Edge(sheet, work, tooltip=tip, both=one.reads and one.writes, back=not one.reads)
        seen.add(sheet)


def _words(book: Handbook, operation: Operation) -> str:
    read = _listed(book, [one.document for one in operation.inputs])
    written = _listed(book, [one.document for one in operation.outputs])
    return f"{operation.title}: берёт — {read or 'ничего'}; выпускает — {written or 'ничего'}."


def _listed(book: Handbook, names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(title(book, name) for name in dict.fromkeys(names))

"""The landscape of processes: the client's way through the blocks, management above it, support below."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.maps.chart import Chart, Edge, Href, Node, Paint, Shape, Stroke
from generator.maps.passing import Passed, between_blocks, listed, present
from handbook.book import Handbook
from handbook.model.process import BLOCK_TITLES, CallNode, Process
from handbook.russian.numbers import counted

ID = "landscape"
#: The client's way; management stands over it.
WAY = tuple(block for block in BLOCK_TITLES if block != "manage")
#: Processes by block.
Columns = dict[str, tuple[Process, ...]]
#: The breadth of the client's way, by which it is told from calls.
BROAD = 3.0
_WIDTH = 150.0
_LEAST = 176.0


def landscape(book: Handbook, href: Href) -> Chart | None:
    """The map; None when no process is written.

    Processes stand under their block; an arrow between two of them is a call. What passes on is drawn between blocks:
    between single processes there would be more arrows than words. The page lists those in a table.
    """
    processes = present(book)
    if not processes:
        return None
    over = tuple(one for one in processes if _is_over(one))
    under = tuple(one for one in processes if one.kind == "support" and one not in over)
    columns = {
        block: tuple(one for one in processes if one.block == block and one not in over and one not in under)
        for block in WAY
    }
    columns = {block: inside for block, inside in columns.items() if inside}
    rows = tuple(_rows(columns, over, under))
    return Chart(
        id=ID,
        title="Карта процессов",
        description=_words(columns, over, under),
        nodes=(
            *(_process(one, href, "управляющий процесс") for one in over),
            *(_head(block) for block in columns),
            *(_process(one, href) for inside in columns.values() for one in inside),
            *(_process(one, href, "вспомогательный процесс") for one in under),
        ),
        edges=(
            *_way(book, tuple(columns)),
            *_reports(book, over, tuple(columns)),
            *_stacks(columns, under),
            *(Edge(a, b, hidden=True) for row in rows for a, b in pairwise(row)),
            *_calls(processes, {name: number for number, row in enumerate(rows) for name in row}),
        ),
        ranks=rows,
        gap=(26.0, 40.0),
    )


def _rows(columns: Columns, over: tuple[Process, ...], under: tuple[Process, ...]) -> Iterator[tuple[str, ...]]:
    """Management, the heads of the blocks, their first processes, their second ones…, support."""
    rows = [tuple(one.id for one in over), tuple(_name(block) for block in columns)]
    deepest = max(map(len, columns.values()), default=0)
    rows += [tuple(inside[row].id for inside in columns.values() if row < len(inside)) for row in range(deepest)]
    rows.append(tuple(one.id for one in under))
    yield from (row for row in rows if row)


def _is_over(process: Process) -> bool:
    return process.kind == "management" or process.block == "manage"


def _name(block: str) -> str:
    return f"block:{block}"


def _head(block: str) -> Node:
    return Node(
        _name(block), BLOCK_TITLES[block], shape=Shape.CHEVRON, paint=Paint.HEAD, width=_WIDTH, least=_LEAST, bold=True
    )


def _process(process: Process, href: Href, note: str = "") -> Node:
    return Node(
        process.id,
        process.title,
        note,
        paint=Paint.SOFT if note else Paint.PLAIN,
        href=href("process", process.id),
        tooltip=f"{process.title}\n{process.goal}",
        width=_WIDTH,
        least=_LEAST,
    )


def _way(book: Handbook, ways: tuple[str, ...]) -> Iterator[Edge]:
    passed = {(one.giver, one.taker): one for one in between_blocks(book)}
    for giver, taker in pairwise(ways):
        one = passed.get((giver, taker))
        tip = _tooltip(book, one) if one else ""
        yield Edge(_name(giver), _name(taker), _papers(one), tip, weight=20, breadth=BROAD)


def _reports(book: Handbook, over: tuple[Process, ...], ways: tuple[str, ...]) -> Iterator[Edge]:
    """Between management and the blocks: the papers of both directions on one line."""
    if not over:
        return
    passed = {(one.giver, one.taker): one for one in between_blocks(book)}
    top = max(over, key=lambda one: one.block == "manage").id
    for block in ways:
        up, down = passed.get((block, "manage")), passed.get(("manage", block))
        if not up and not down:
            yield Edge(top, _name(block), hidden=True)
            continue
        label, returns = _papers(down or up), str(len(up.documents)) if up and down else ""
        tip = "\n".join(_tooltip(book, one) for one in (up, down) if one)
        yield Edge(top, _name(block), label, tip, Stroke.DASHED, both=bool(returns), back=not down, returns=returns)


def _stacks(columns: Columns, under: tuple[Process, ...]) -> Iterator[Edge]:
    """Hidden lines that keep a block in a column, and support under it."""
    for block, inside in columns.items():
        names = [_name(block), *(one.id for one in inside)]
        yield from (Edge(a, b, hidden=True, weight=30) for a, b in pairwise(names))
        yield from (Edge(names[-1], one.id, hidden=True, weight=20 if one.block == block else 0) for one in under)


def _calls(processes: tuple[Process, ...], rows: dict[str, int]) -> Iterator[Edge]:
    """Calls, written from the upper process to the lower one whichever of them calls, as ranks go."""
    known = {one.id: one for one in processes}
    for process in processes:
        for name in dict.fromkeys(node.process for node in process.flow if isinstance(node, CallNode)):
            if name not in known or name == process.id:
                continue
            tip = f"«{process.title}» вызывает «{known[name].title}»"
            if rows[process.id] <= rows[name]:
                yield Edge(process.id, name, tooltip=tip, weight=0, loose=rows[process.id] == rows[name])
            else:
                yield Edge(name, process.id, tooltip=tip, weight=0, back=True)


def _papers(passed: Passed | None) -> str:
    return counted(len(passed.documents), "документ", "документа", "документов") if passed else ""


def _tooltip(book: Handbook, passed: Passed) -> str:
    return f"{BLOCK_TITLES[passed.giver]} → {BLOCK_TITLES[passed.taker]}: {listed(book, passed.documents)}"


def _words(columns: Columns, over: tuple[Process, ...], under: tuple[Process, ...]) -> str:
    parts = [f"{BLOCK_TITLES[block]}: {_titles(inside)}." for block, inside in columns.items()]
    parts += [f"Управляющие: {_titles(over)}."] if over else []
    parts += [f"Вспомогательные: {_titles(under)}."] if under else []
    return " ".join(parts)


def _titles(processes: tuple[Process, ...]) -> str:
    return "; ".join(one.title for one in processes)

"""The flow of a process in words: ways named by what they lead to, not by identifiers of nodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbook.book import Handbook
from handbook.model.process import (
    AnyNode,
    CallNode,
    EndNode,
    GatewayNode,
    OperationNode,
    Process,
    TimedNode,
)
from handbook.titles import title_text


def in_words(book: Handbook, process: Process) -> Process:
    """The same process, to be read: its ways lead to titles.

    Args:
        book: The handbook it stands in, for titles of operations and processes.
        process: The process.
    """
    return _led(book, process, _titles(book, process))


def both_in_words(old: Handbook, before: Process, new: Handbook, after: Process) -> tuple[Process, Process]:
    """Two editions of a process, to be compared: a way that leads where it did is called the same in both.

    Args:
        old: The handbook the earlier one stands in.
        before: The earlier one.
        new: The handbook the later one stands in.
        after: The later one.
    """
    titles = _titles(old, before) | _titles(new, after)
    return _led(new, before, titles), _led(new, after, titles)


def _titles(book: Handbook, process: Process) -> dict[str, str]:
    titles: dict[str, str] = {}
    for node in process.flow:
        titles.setdefault(node.id, f"«{_title(book, node)}»")
    return titles


def _led(book: Handbook, process: Process, titles: Mapping[str, str]) -> Process:
    return process.model_copy(update={"flow": tuple(_told(book, node, titles) for node in process.flow)})


def _title(book: Handbook, node: AnyNode) -> str:
    if isinstance(node, OperationNode):
        operation = book.operations.get(node.operation)
        return operation.title if operation else node.id
    if isinstance(node, CallNode):
        process = book.processes.get(node.process)
        return process.title if process else node.id
    return node.title or node.id


def _told(book: Handbook, node: AnyNode, titles: Mapping[str, str]) -> AnyNode:
    words: dict[str, Any] = {}
    if not isinstance(node, EndNode) and node.next:
        words["next"] = titles.get(node.next, node.next)
    if isinstance(node, GatewayNode):
        words["branches"] = tuple(one.model_copy(update={"to": titles.get(one.to, one.to)}) for one in node.branches)
    if isinstance(node, TimedNode):
        words["timers"] = tuple(
            one.model_copy(update={"to": titles.get(one.to, one.to), "title": title_text(book, one.title)})
            for one in node.timers
        )
    return node.model_copy(update=words) if words else node

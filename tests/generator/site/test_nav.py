"""The navigation: every page once, and no page drowns in it, however large the company is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.site import paths
from generator.site.block_cards import blocks_of
from generator.site.nav import Item, nav
from handbook.book import Handbook
from tests.generator.site.building import Built

MOST = 60


def leaves(items: list[Item]) -> Iterator[str]:
    for item in items:
        for inside in [item] if isinstance(item, str) else item.values():
            yield from [inside] if isinstance(inside, str) else leaves(inside)


def shown(items: list[Item], page: str) -> int:
    """How many links Material draws for a page: the way down to it with neighbours at each step; the rest is cut."""
    count = 0
    for item in items:
        count += 1
        for inside in () if isinstance(item, str) else item.values():
            if not isinstance(inside, str) and page in leaves(inside):
                count += shown(inside, page)
    return count


def large(book: Handbook, times: int) -> Handbook:
    """The company with its processes, operations and norms several times over."""
    grown: dict[str, dict[str, object]] = {"processes": {}, "operations": {}, "norms": {}, "homes": {}}
    for number in range(times):
        for name, process in book.processes.items():
            flow = tuple(
                node.model_copy(update={"operation": f"{node.operation}-{number}"})
                if hasattr(node, "operation")
                else node
                for node in process.flow
            )
            made = process.model_copy(update={"id": f"{name}-{number}", "flow": flow})
            grown["processes"][made.id] = made
        for name, operation in book.operations.items():
            grown["operations"][f"{name}-{number}"] = operation.model_copy(update={"id": f"{name}-{number}"})
            if name in book.homes:
                grown["homes"][f"{name}-{number}"] = f"{book.homes[name]}-{number}"
        for name, placed in book.norms.items():
            norm = placed.norm.model_copy(update={"id": f"{name}-{number}"})
            home = placed.home_id if placed.home in {"company", "position"} else f"{placed.home_id}-{number}"
            grown["norms"][norm.id] = replace(placed, norm=norm, home_id=home)
    return replace(book, **grown)  # type: ignore[arg-type]  # names of its fields


def test_every_record_stands_in_the_navigation_once(sample: Built) -> None:
    found = list(leaves(nav(sample.book)))
    assert len(found) == len(set(found))
    book = sample.book
    for target, names in (("process", book.processes), ("operation", book.operations), ("document", book.documents)):
        assert {str(paths.page(target, name)) for name in names} <= set(found)  # type: ignore[arg-type]  # words of the type
    assert {str(paths.page("norm", name)) for name in book.norms} <= set(found)
    for page in found:
        assert (sample.site / paths.html(page)).is_file(), page


def test_no_page_carries_a_long_navigation(sample: Built) -> None:
    for book in (sample.book, large(sample.book, 6)):
        items = nav(book)
        counts = {page: shown(items, page) for page in leaves(items)}
        assert max(counts.values()) <= MOST, max(counts, key=lambda page: counts[page])


def test_operations_follow_one_another_as_the_process_goes(sample: Built) -> None:
    from handbook.work import operations_of

    found = list(leaves(nav(sample.book)))
    for process in sample.book.processes.values():
        own = [one for one in operations_of(sample.book, process) if sample.book.homes.get(one.id) == process.id]
        first = found.index(str(paths.page("process", process.id)))
        wanted = [str(paths.page("operation", one.id)) for one in own]
        assert found[first + 1 : first + 1 + len(wanted)] == wanted


def test_a_process_as_it_was_stands_after_the_others_and_says_so(built: Built) -> None:
    (process,) = built.book.processes.values()
    former = process.model_copy(update={"id": "former", "title": "Продать по-старому", "variant": "as-is"})
    book = replace(built.book, processes={"former": former, process.id: process})
    listed = next(item["Процессы"] for item in nav(book) if isinstance(item, dict) and "Процессы" in item)
    titles = [words for item in listed if isinstance(item, dict) for words in item]
    assert [words for words in titles if words.startswith("Продать")] == [
        "Продать",
        "Продать по-старому (прежний порядок)",
    ]
    (block,) = (one for one in blocks_of(book) if one.processes)
    assert [card.process.id for card in block.processes] == [process.id, "former"]

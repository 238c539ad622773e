"""Norms of a company that is made of a workbook: proposed, not approved, and none that cannot be judged."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator.workbook.outcome import Outcome
from handbook.norms import AnyNorm
from handbook.source.yaml12 import Pointer

_TIP = "Впишите недостающее в столбец «Остальное», по строке на параметр: «stage: КП отправлено»"


def adopt_norms(outcome: Outcome) -> None:
    """Make every new norm a draft unless its row says otherwise; wrong ones are told of and left out.

    A norm that lacks what its kind needs would spoil every command.

    Args:
        outcome: What comes of the workbook; its files and changes are mended in place.
    """
    adapter: TypeAdapter[Any] = TypeAdapter(AnyNorm)
    for path, data in list(outcome.created.items()):
        for base, holder in _holders(data):
            wrong = []
            for index, norm in enumerate(holder.get("norms", ())):
                if not norm.setdefault("draft", True):
                    del norm["draft"]
                try:
                    adapter.validate_python(norm, by_alias=True, by_name=False)
                except ValidationError as error:
                    wrong.append(index)
                    _tell(outcome, path, (*base, "norms", index), norm, error)
            for index in reversed(wrong):
                del holder["norms"][index]
                _forget(outcome, path, (*base, "norms"), index)
            if not holder.get("norms", True):
                del holder["norms"]
        if not data:
            del outcome.created[path]


def _holders(data: dict[str, Any]) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Records that may have norms, with their places in a file."""
    yield (), data
    for index, post in enumerate(data.get("positions", ())):
        yield ("positions", index), post


def _tell(outcome: Outcome, path: str, pointer: Pointer, norm: dict[str, Any], error: ValidationError) -> None:
    missing = ", ".join(str(item["loc"][-1]) for item in error.errors() if item["loc"])
    message = f"норма «{norm.get('title', norm['id'])}» не создана: не хватает или неверно — {missing}"
    place = next(change.place for change in outcome.changes if (change.file, change.pointer) == (path, pointer))
    outcome.warn("workbook-row", message, place, _TIP)


def _forget(outcome: Outcome, path: str, holder: Pointer, index: int) -> None:
    """Let the changes know that an item of a list is gone: those after it stand one place earlier."""
    kept = []
    for change in outcome.changes:
        depth = len(holder)
        number = change.pointer[depth] if len(change.pointer) > depth else None
        if change.file == path and change.pointer[:depth] == holder and isinstance(number, int) and number >= index:
            if number == index:
                continue
            moved = (*holder, number - 1, *change.pointer[depth + 1 :])
            kept.append(dataclasses.replace(change, pointer=moved))
        else:
            kept.append(change)
    outcome.changes[:] = kept

"""Cells of a norm: the limit in force in columns of its own, every other parameter as the sources spell it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.report.safe import clean
from generator.workbook.codecs import CellError, tidied
from generator.workbook.plan import Titles, value_at
from generator.workbook.sources import Row
from handbook.norms import KINDS
from handbook.source.editing.records import same
from handbook.source.editing.written import brackets, mapping, scalar
from handbook.source.yaml12 import Pointer, load
from handbook.source.yaml_error import YamlError

#: What sources write for a kind → what it is called.
KIND_TITLES = {str(one.model_fields["kind"].default): one.kind_title for one in KINDS}
#: Keys of a norm that columns of their own hold whole; dated limits are told with the rest, their latest twice.
_SHOWN = frozenset({"id", "kind", "title", "why", "severity", "tolerance", "min", "max", "source", "draft"})
_SPELLING = "Пишите по строке на параметр: «stage: КП отправлено»; текст, в котором есть двоеточие, возьмите в кавычки"


def kind(row: Row, titles: Titles) -> str:  # noqa: ARG001 - one shape for all derived columns
    """The kind of a norm in Russian."""
    found = str(row.data.get("kind", ""))
    return KIND_TITLES.get(found, found)


def limit(key: str) -> Callable[[Mapping[str, Any]], Pointer]:
    """Where the latest limit of a norm stands."""

    def place(norm: Mapping[str, Any]) -> Pointer:
        return (*_edition(norm), key)

    return place


def since(norm: Mapping[str, Any]) -> Pointer:
    """Where the first day of the latest limit stands; ``from`` of a norm without dated limits is a stage."""
    edition = _edition(norm)
    return (*edition, "from") if edition else ("since",)


def limit_words(norm: Mapping[str, Any]) -> str:
    """The latest limit as the sources write it."""
    least, most = (value_at(norm, limit(key)(norm)) for key in ("min", "max"))
    words = (f"{word} {value}" for word, value in (("не менее", least), ("не более", most)) if value is not None)
    return " ".join(words)


def rest_cell(row: Row, titles: Titles) -> str:  # noqa: ARG001 - one shape for all derived columns
    """Every parameter without a column, in a shape that is read back as it was."""
    shown = _SHOWN if _edition(row.data) else _SHOWN | {"since"}
    rest = {key: value for key, value in row.data.items() if key not in shown}
    text = mapping(rest).rstrip("\n")
    if _survives(text, rest):
        return text
    return "\n".join(f"{scalar(key, flow=False)}: {brackets(value)}" for key, value in rest.items())


def read_rest(text: str) -> dict[str, Any]:
    """The parameters a cell tells.

    Raises:
        CellError: It tells none.
    """
    try:
        # The last line of a text that ends with a line break needs one.
        found, _ = load(f"{text}\n")
    except YamlError as error:
        raise CellError(f"параметры нормы не прочитаны: {error}", _SPELLING) from None
    if not isinstance(found, dict):
        raise CellError("здесь не параметры нормы, а текст", _SPELLING)
    return found


def _survives(text: str, rest: Mapping[str, Any]) -> bool:
    """Whether the parameters stay what they are in a cell."""
    try:
        return not rest or same(read_rest(tidied(clean(text))), rest)
    except CellError:
        return False


def _edition(norm: Mapping[str, Any]) -> tuple[str | int, ...]:
    """Where the latest limits of a norm stand: beside its other keys, or in the last of the dated ones."""
    limits = norm.get("limits")
    dated = enumerate(limits if isinstance(limits, list) else ())
    found = [(str(item.get("from") or ""), index) for index, item in dated if isinstance(item, dict)]
    return ("limits", max(found)[1]) if found else ()

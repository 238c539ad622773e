"""What a workbook changes, as lines for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.names import visible
from generator.workbook.outcome import Change, Outcome
from handbook.russian.numbers import counted
from handbook.source.locate import SourceFile, Spot

_SHOWN = 160


def preview(outcome: Outcome, texts: Mapping[str, str]) -> Iterator[str]:
    """Every change: whose, what was there, what will be, where.

    Args:
        outcome: What the workbook asks for.
        texts: Files as they are now, by name.
    """
    files = {name: SourceFile(Path(name), name, text.removeprefix("\ufeff")) for name, text in texts.items()}
    for change in outcome.changes:
        yield _line(change, files)
    if outcome.changes:
        numbers = counted(len(outcome.changes), "изменение", "изменения", "изменений")
        told = counted(len({change.file for change in outcome.changes}), "файле", "файлах", "файлах")
        yield f"Итого: {numbers} в {told}."


def _line(change: Change, files: Mapping[str, SourceFile]) -> str:
    file = files.get(change.file)
    if not change.column:
        return f"+ {change.label}: {_short(change.after)}  ({change.file}{'' if file else ', новый файл'})"
    where = file.place(Spot(change.file, change.pointer)) if file else None
    place = f"{change.file}:{where.line}" if where else change.file
    before, after = _apart(_one(change.before), _one(change.after))
    return f"{change.label}, {change.column}: {before} → {after}  ({place})"


def _apart(before: str, after: str) -> tuple[str, str]:
    """Two texts cut to the part that differs, with some words around it."""
    if max(len(before), len(after)) <= _SHOWN:
        return _quoted(before), _quoted(after)
    letters = zip(before, after, strict=False)
    start = next(
        (number for number, (one, other) in enumerate(letters) if one != other), len(min(before, after, key=len))
    )
    start = max(0, start - _SHOWN // 3)
    head = "…" if start else ""
    return _quoted(f"{head}{_short(before[start:])}"), _quoted(f"{head}{_short(after[start:])}")


def _quoted(text: str) -> str:
    return f"«{text}»" if text else "пусто"


def _one(text: str) -> str:
    return " / ".join(visible(line) for line in text.split("\n"))


def _short(text: str) -> str:
    one = _one(text)
    return one if len(one) <= _SHOWN else f"{one[: _SHOWN - 1]}…"

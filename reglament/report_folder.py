"""The folder of the report: an audit put where an earlier one may lie, and what of that one stays is told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reglament.console import shown
from reglament.decisions import SHEET, aside, lay_aside

if TYPE_CHECKING:
    from reglament.auditing import Conducted, Order

#: What is known of files of the folder: the day of the audit of each, and whether it has codes in place of people.
LISTING = ".reglament-report.json"

_Known = Mapping[str, tuple[date, bool]]


def leave(done: Conducted, order: Order, folder: Path) -> tuple[str, ...]:
    """Write the report into its folder.

    A filled sheet of decisions is laid aside when it must not be lost; lists of those who owe nothing any more are
    removed, for others would read them as still valid. Nothing else is: a report of other formats may be of use.

    Args:
        done: The audit.
        order: What was asked of it.
        folder: Where the report goes.

    Returns:
        What a user must know of what lay there, in Russian.

    Raises:
        WriteError: The disk refuses.
    """
    from generator.artifact import Artifact
    from generator.report.word import LISTS
    from generator.writer import write

    remarks = []
    artifacts = list(done.artifacts)
    if done.sheet and any(folder / one.path == done.sheet for one in artifacts):
        name = shown(lay_aside(done.sheet))
        remarks.append(f"заполненный лист решений сохранён под именем {name}; следующие аудиты прочтут и его")
    inside = f"{LISTS}/"
    lists = [replace(one, path=one.path.removeprefix(inside)) for one in artifacts if one.path.startswith(inside)]
    artifacts = [one for one in artifacts if not one.path.startswith(inside)]
    # Where names are not to be seen, lists of an earlier audit are not left lying even when no new ones are made.
    if lists or (("docx" in order.formats or order.pseudonymise) and (folder / LISTS).is_dir()):
        removed = write(folder / LISTS, lists, prune=True).removed
        if removed and not lists:
            remarks.append(f"списки просрочек прежнего отчёта удалены из папки {shown(folder)}: {len(removed)}")
    made = {one.path for one in artifacts} | {f"{inside}{one.path}" for one in lists}
    left = [name for name in _present(folder) if name not in made]
    now = {one.path: (done.result.as_of, order.pseudonymise) for one in artifacts}
    if lists:
        now[LISTS] = (done.result.as_of, order.pseudonymise)
    tops = {name.partition("/")[0] for name in left}
    known = {name: about for name, about in _listed(folder).items() if name in tops and name not in now}
    write(folder, [*artifacts, Artifact(LISTING, _bytes(known | now))])
    remarks += _of_other_days(known, done.result.as_of, folder)
    if order.pseudonymise:
        named = [name for name in left if not known.get(name, (None, False))[1]]
        named += [path.name for path in aside(folder)]
        if named:
            remarks.append(
                f"в папке {shown(folder)} остались файлы прежнего отчёта, в них могут быть имена: {', '.join(named)}"
            )
    return tuple(remarks)


def _present(folder: Path) -> Iterator[str]:
    """Files of a report that lie in a folder."""
    from generator.report import FILES
    from generator.report.word import LISTS, MEETING_PACK

    yield from (name for name in (*FILES.values(), MEETING_PACK, SHEET) if (folder / name).is_file())
    yield from (f"{LISTS}/{path.name}" for path in sorted((folder / LISTS).glob("*.docx")))


def _of_other_days(known: _Known, as_of: date, folder: Path) -> Iterator[str]:
    days: dict[date, list[str]] = {}
    for name, (day, _) in known.items():
        if day != as_of:
            days.setdefault(day, []).append(name)
    for day, names in sorted(days.items()):
        yield f"в папке {shown(folder)} остался отчёт на {day:%d.%m.%Y}: {', '.join(names)}"


def _listed(folder: Path) -> dict[str, tuple[date, bool]]:
    """What an earlier run wrote down of its files; nothing of a listing that cannot be read."""
    try:
        table = json.loads((folder / LISTING).read_bytes())
        return {name: (date.fromisoformat(day), coded is True) for name, (day, coded) in table.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _bytes(known: _Known) -> bytes:
    table: Mapping[str, Sequence[str | bool]] = {name: [day.isoformat(), coded] for name, (day, coded) in known.items()}
    return json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True).encode() + b"\n"

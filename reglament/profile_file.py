"""Where the profile that the import doctor teaches stands: the company's own file, or a new one beside the others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.layout import REGULATIONS
from reglament.console import give_up, shown

if TYPE_CHECKING:
    from generator.doctor.additions import Additions
    from handbook.book import Handbook
    from handbook.diagnosis import Diagnosis

_FOLDER = Path(REGULATIONS) / "crm"


@dataclass(frozen=True, slots=True)
class Home:
    """Where a profile is to be written.

    Attributes:
        target: The file.
        name: The identifier of the profile.
        text: What the profile says already; None for a new one.
        is_read: Whether an audit of the company will find it there.
    """

    target: Path
    name: str
    text: str | None
    is_read: bool


def home_of(handbook: Handbook, diagnosis: Diagnosis, output: Path | None) -> Home:
    """Find the place of a profile: a free name where the company has none that reads the export.

    Args:
        handbook: The company.
        diagnosis: How the export is read.
        output: The file that was asked for; None chooses it.

    Raises:
        SystemExit: The file that was asked for is another one's.
    """
    folder = handbook.root / _FOLDER
    own = _own_file(handbook, diagnosis)
    text = own.read_bytes().decode("utf-8") if own else None
    if output is None:
        if own:
            return Home(own, diagnosis.profile, text, is_read=True)
        name = _free_name(handbook, folder, f"nash-{diagnosis.preset}")
        return Home(folder / f"{name}.yaml", name, None, is_read=True)
    if output.exists() and not (own and output.resolve() == own.resolve()):
        give_up(
            f"файл {shown(output)} уже есть, а выгрузка прочитана не по нему",
            "Назовите ключом -o другой файл или не называйте его: свободное имя найдётся само",
        )
    is_read = output.resolve().parent == folder.resolve() and output.suffix in {".yaml", ".yml"}
    return Home(output, diagnosis.profile if own else _name_of(handbook, folder, diagnosis, output), text, is_read)


def _own_file(handbook: Handbook, diagnosis: Diagnosis) -> Path | None:
    profile = handbook.profiles.get(diagnosis.profile) if diagnosis.own else None
    spot = handbook.spots.get(id(profile)) if profile else None
    return handbook.root / spot.file if spot else None


def _name_of(handbook: Handbook, folder: Path, diagnosis: Diagnosis, output: Path) -> str:
    from handbook.model.base import ID_PATTERN

    if not re.fullmatch(ID_PATTERN, output.stem):
        return _free_name(handbook, folder, f"nash-{diagnosis.preset}")
    return output.stem if output.stem not in handbook.profiles else _free_name(handbook, folder, output.stem)


def _free_name(handbook: Handbook, folder: Path, wanted: str) -> str:
    """The name, with a number behind it when a profile or a file has it already."""
    taken = {*handbook.profiles, *(path.stem for path in (folder.iterdir() if folder.is_dir() else ()))}
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(name for name in numbered if name not in taken)


def put(target: Path, text: str) -> None:
    """Write a profile.

    Raises:
        SystemExit: The disk refuses; nothing is written.
    """
    from generator.artifact import Artifact
    from generator.writer import WriteError, write

    try:
        write(target.parent, [Artifact(target.name, text.encode())])
    except WriteError as error:
        give_up(str(error))


def gained(rounds: Iterable[Additions]) -> str:
    """What a profile gained, for a person: «3 столбца, 1 стадия»."""
    from handbook.russian.numbers import counted

    found = list(rounds)
    columns = sum(len(source.columns) for item in found for source in item.sources)
    stages = sum(len(item.stages) for item in found)
    pipelines, people = sum(len(item.pipelines) for item in found), sum(len(item.people) for item in found)
    ignored = sum(len(item.ignore) + len(item.ignore_stages) for item in found)
    parts = [
        counted(columns, "столбец", "столбца", "столбцов") if columns else "",
        counted(pipelines, "воронка", "воронки", "воронок") if pipelines else "",
        counted(stages, "стадия", "стадии", "стадий") if stages else "",
        counted(people, "сотрудник", "сотрудника", "сотрудников") if people else "",
        f"не читать: {ignored}" if ignored else "",
    ]
    return ", ".join(part for part in parts if part)

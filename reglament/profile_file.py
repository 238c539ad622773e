"""Writes what the import doctor learnt into the company's profile: its own file, or a new one beside the others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.layout import REGULATIONS
from reglament.console import PROGRAM, give_up, shown

if TYPE_CHECKING:
    from generator.doctor.additions import Additions
    from handbook.book import Handbook
    from handbook.diagnosis import Diagnosis

_NOTHING = "Профиль: добавлять нечего."


def write_profile(handbook: Handbook, diagnosis: Diagnosis, found: Additions, output: Path | None) -> None:
    """Write the profile if it gains anything, and say what was done.

    Args:
        handbook: The company.
        diagnosis: What the doctor found.
        found: What the profile gains.
        output: Where to write; None means the company's own profile, or a new one in ``crm/``.

    Raises:
        SystemExit: Another file stands there, or the disk refuses; nothing is written.
    """
    if found.nothing:
        click.echo(_NOTHING, err=True)
        return
    own = _own_file(handbook, diagnosis)
    target = output or own or handbook.root / REGULATIONS / "crm" / f"{_name(diagnosis)}.yaml"
    if own:
        _refuse_foreign(target, own)
        extended = _extended(own, diagnosis, found)
        if extended is None:
            click.echo(_NOTHING, err=True)
            return
        text = extended
    else:
        _refuse_foreign(target, None)
        text = _new(handbook, diagnosis, found, target)
    _put(target, text)
    click.echo(f"Профиль записан: {shown(target)} ({_gained(found)}).", err=True)
    click.echo(f"Сверить выгрузку с нормами: {PROGRAM} audit ФАЙЛЫ", err=True)


def _own_file(handbook: Handbook, diagnosis: Diagnosis) -> Path | None:
    profile = handbook.profiles.get(diagnosis.profile) if diagnosis.own else None
    spot = handbook.spots.get(id(profile)) if profile else None
    return handbook.root / spot.file if spot else None


def _name(diagnosis: Diagnosis) -> str:
    return f"nash-{diagnosis.preset}"


def _refuse_foreign(target: Path, own: Path | None) -> None:
    """Never write over a file that is not the profile which was read."""
    if target.exists() and not (own and target.resolve() == own.resolve()):
        give_up(
            f"файл {shown(target)} уже есть, а выгрузка прочитана не по нему",
            "Чтобы дополнить его, назовите его профиль ключом --crm; чтобы записать рядом — другое имя ключом -o",
        )


def _extended(own: Path, diagnosis: Diagnosis, found: Additions) -> str | None:
    """The company's profile with what it gains; None when it says all that already."""
    from generator.doctor.profile_yaml import extended_profile

    text = own.read_bytes().decode("utf-8")
    extended = extended_profile(text, diagnosis, found)
    return extended if extended != text else None


def _new(handbook: Handbook, diagnosis: Diagnosis, found: Additions, target: Path) -> str:
    from generator.doctor.profile_yaml import new_profile
    from handbook.model.base import ID_PATTERN

    name = target.stem if re.fullmatch(ID_PATTERN, target.stem) else _name(diagnosis)
    if name in handbook.profiles:
        give_up(
            f"профиль {name} у компании уже есть, а выгрузка прочитана не по нему",
            f"Чтобы дополнить его, запустите map с ключом --crm {name}; чтобы записать рядом — другое имя ключом -o",
        )
    return new_profile(diagnosis, found, name, f"Наша выгрузка ({diagnosis.preset})")


def _put(target: Path, text: str) -> None:
    from generator.artifact import Artifact
    from generator.writer import WriteError, write

    try:
        write(target.parent, [Artifact(target.name, text.encode())])
    except WriteError as error:
        give_up(str(error))


def _gained(found: Additions) -> str:
    from handbook.russian.numbers import counted

    columns = sum(len(source.columns) for source in found.sources)
    ignored = len(found.ignore) + len(found.ignore_stages)
    parts = [
        counted(columns, "столбец", "столбца", "столбцов") if columns else "",
        counted(len(found.stages), "стадия", "стадии", "стадий") if found.stages else "",
        f"не читать: {ignored}" if ignored else "",
    ]
    return ", ".join(part for part in parts if part)

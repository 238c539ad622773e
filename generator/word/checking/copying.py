"""Packaged templates copied into a company's folder, where HR edits them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import assets
from generator.environment import COMPANY_FOLDER
from generator.word.kinds import KINDS, Kind
from generator.word.profile import dressed, look_of
from handbook.model.papers import Papers
from handbook.russian import suggest

_GUIDE = "word/README.md"


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of templates that were to be copied; paths are relative to the project, with forward slashes.

    Attributes:
        written: Copies made.
        kept: Copies the company already has: they were not touched.
        unknown: Names that belong to no template, each with the one that may have been meant, or None.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    unknown: tuple[tuple[str, str | None], ...] = ()


def copy_templates(root: Path, names: Sequence[str] = (), papers: Papers | None = None) -> Copied:
    """Copy packaged templates for editing, with the list of names they may use.

    A copy begins with the look the company's settings ask for; an existing copy is never overwritten.

    Args:
        root: The company's folder.
        names: Kinds of documents by identifier, file or title; none means all.
        papers: The company's settings.

    Raises:
        OSError: The folder cannot be written to.
    """
    found = [(name, _kind(name)) for name in names]
    chosen = [kind for _, kind in found if kind] if names else list(KINDS)
    look = look_of(papers or Papers())
    written, kept = [], []
    for kind in dict.fromkeys(chosen):
        target = root / COMPANY_FOLDER / kind.template
        relative = f"{COMPANY_FOLDER}/{kind.template}"
        if target.exists():
            kept.append(relative)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(dressed((assets.templates() / kind.template).read_bytes(), look))
        written.append(relative)
    if written:
        # The list of names belongs to the program and changes with it.
        guide = root / COMPANY_FOLDER / _GUIDE
        if guide.resolve() != (assets.templates() / _GUIDE).resolve():
            guide.write_bytes((assets.templates() / _GUIDE).read_bytes())
    known = [kind.id for kind in KINDS]
    unknown = tuple((name, suggest(name, known)) for name, kind in found if kind is None)
    return Copied(tuple(written), tuple(kept), unknown)


def _kind(name: str) -> Kind | None:
    wanted = name.casefold().removesuffix(".docx")
    return next((kind for kind in KINDS if wanted in {kind.id, kind.title.casefold()}), None)

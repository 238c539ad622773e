"""Facts of the company's folder that its site shows: when sources changed, which Word files and editions there are."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reglament.last_changes import last_changes

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from typing import TypeAlias

    from generator.artifact import Artifact
    from generator.folders import Folders
    from generator.site.given import Given
    from handbook.addressees import Paper
    from handbook.book import Handbook
    from handbook.editions.approved import Approved, BrokenEditionError
    from handbook.finding import Finding

    Editions: TypeAlias = Mapping[Paper, tuple[Approved, ...] | BrokenEditionError]


def gathered(handbook: Handbook, folders: Folders, today: date) -> tuple[Given, tuple[Finding, ...]]:
    """What the site shows besides the handbook, and what is doubtful about that.

    Args:
        handbook: The company.
        folders: Where Word documents and pictures for paper lie.
        today: No source was changed later.
    """
    from generator.site.given import Given

    found = editions(handbook)
    known = Given(
        changed=last_changes(handbook.root, today),
        word=word(handbook, folders.documents),
        prints=prints(handbook, folders.prints),
        kept=kept(found),
    )
    return known, tuple(doubts(handbook, found))


def files(folders: Folders, known: Given) -> Iterator[Artifact]:
    """What the site offers for download and does not make itself, as files of it.

    Args:
        folders: Where Word documents and pictures for paper lie.
        known: What there is.
    """
    yield from copies(folders.documents, known.word)
    yield from _pictures(folders.prints, known.prints)


def word(handbook: Handbook, documents: Path) -> dict[str, int]:
    """Word documents of a company that stand in a folder, with their sizes; what others put there is theirs."""
    from generator.documents.files import everything, placed

    found: dict[str, int] = {}
    for _, _, name in placed(handbook, everything(handbook)):
        path = documents / name
        with contextlib.suppress(OSError):
            if path.is_file():
                found[name] = path.stat().st_size
    return {name: found[name] for name in sorted(found)}


def prints(handbook: Handbook, folder: Path) -> dict[str, int]:
    """Processes whose pictures for paper stand in a folder, with the sizes of the files."""
    from generator.png_files import png_name

    found: dict[str, int] = {}
    for name in handbook.processes:
        with contextlib.suppress(OSError):
            found[name] = (folder / png_name(name)).stat().st_size
    return found


def copies(documents: Path, names: Mapping[str, int]) -> Iterator[Artifact]:
    """Word documents as files of the site; one that cannot be read is left out, the check of links names it."""
    from generator.artifact import Artifact
    from generator.site.downloads import FOLDER

    for name in names:
        with contextlib.suppress(OSError):
            yield Artifact(f"{FOLDER}/{name}", (documents / name).read_bytes())


def _pictures(folder: Path, names: Mapping[str, int]) -> Iterator[Artifact]:
    from generator.artifact import Artifact
    from generator.png_files import png_name
    from generator.site.pictures.process_pictures import print_path

    for name in names:
        with contextlib.suppress(OSError):
            yield Artifact(print_path(name), (folder / png_name(name)).read_bytes())


def editions(handbook: Handbook) -> Editions:
    """Approved editions of what people sign, or why those of a paper cannot be read."""
    from handbook.addressees import papers
    from handbook.editions import approved

    found: dict[Paper, tuple[Approved, ...] | BrokenEditionError] = {}
    for paper in papers(handbook):
        try:
            found[paper] = approved.kept(handbook.root, paper.what, paper.id)
        except approved.BrokenEditionError as error:
            found[paper] = error
    return found


def kept(found: Editions) -> dict[Paper, tuple[Approved, ...]]:
    """Papers with editions to show; ``doubts`` tells of those whose editions cannot be read."""
    return {paper: known for paper, known in found.items() if isinstance(known, tuple) and known}


def doubts(handbook: Handbook, found: Editions) -> Iterator[Finding]:
    """What the site cannot tell of editions, or tells otherwise than the sources, and why."""
    from handbook.editions.approved import FOLDER
    from handbook.finding import Finding, Place, Severity
    from handbook.published import subject
    from handbook.russian.letters import upper_first

    for paper, known in found.items():
        if not isinstance(known, tuple):
            words = f"история документа «{subject(handbook, paper).title}» не показана: {known.trouble}"
            place = Place((FOLDER / f"{paper.what}-{paper.id}").as_posix())
            yield Finding("broken-edition", Severity.WARNING, words, (place,), upper_first(known.tip))
            continue
        published = subject(handbook, paper).publication
        if known and published and known[-1].edition > published.edition:
            yield Finding(
                "broken-edition",
                Severity.WARNING,
                f"утверждена редакция {known[-1].edition}, а в описании стоит {published.edition}",
                (Place((FOLDER / known[-1].path).as_posix()),),
                "Верните из git либо описание с этой редакцией, либо историю без неё",
            )

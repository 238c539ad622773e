"""Hand-written pages of the company: ``regulations/pages/`` goes into the site as it is, with norms filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from generator.artifact import Artifact
from generator.site.here import Here
from generator.writer import check_path
from handbook import crossref
from handbook.book import Handbook
from handbook.crossref import CrossRef
from handbook.finding import Finding, Place, Severity
from handbook.layout import REGULATIONS
from handbook.russian.text import suggest

FOLDER = "pages"


@dataclass(frozen=True)
class OwnPages:
    """Hand-written pages and pictures, and what is wrong with them."""

    artifacts: tuple[Artifact, ...] = ()
    findings: tuple[Finding, ...] = ()


def own_pages(book: Handbook, project: Path, taken: Iterable[str]) -> OwnPages:
    """Read the company's pages.

    Args:
        book: The handbook, for ``[[norm:ID]]`` in the pages.
        project: The company's folder.
        taken: Paths of generated files, which a hand-written one may not replace.
    """
    base = project / REGULATIONS / FOLDER
    reserved = {_built(path): path for path in taken}
    artifacts: list[Artifact] = []
    findings: list[Finding] = []
    for path in sorted(base.rglob("*"), key=lambda item: item.relative_to(base).as_posix()):
        name = path.relative_to(base).as_posix()
        if not path.is_file() or any(part.startswith(".") for part in name.split("/")):
            continue
        shown = f"{REGULATIONS}/{FOLDER}/{name}"
        other = reserved.get(_built(name))
        if other is not None:
            findings.append(_collision(shown, other))
            continue
        reserved[_built(name)] = name
        trouble = check_path(name)
        content = None if trouble else _content(path)
        if content is None:
            findings.append(_unreadable(shown, trouble))
            continue
        if name.endswith(".md"):
            words = content.decode("utf-8-sig", errors="replace")
            findings += _doubts(book, shown, content, words)
            here = Here(book, name)
            content = crossref.expand(words, lambda found, here=here: _reference(here, found)).encode()  # type: ignore[misc]
        artifacts.append(Artifact(name, content))
    return OwnPages(tuple(artifacts), tuple(findings))


def _reference(here: Here, found: CrossRef) -> Markup:
    return here.reference(found)


def _built(path: str) -> str:
    """The file a page becomes, the same for what one disk would not tell apart."""
    stem = path.removesuffix(".md")
    if stem == path:
        return path.casefold()
    head, _, tail = stem.rpartition("/")
    tail = "index" if tail.casefold() == "readme" else tail
    return f"{head}/{tail}.html".lstrip("/").casefold()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _doubts(book: Handbook, shown: str, content: bytes, words: str) -> Iterator[Finding]:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield Finding(
            "page-encoding",
            Severity.ERROR,
            "страница не в кодировке UTF-8",
            (Place(shown),),
            "Сохраните файл в UTF-8",
        )
    for number, line in enumerate(words.splitlines(), 1):
        for found in crossref.find(line):
            target = found.known_target
            known = book.ids(target) if target else {}
            if found.id not in known:
                hint = suggest(found.id, known)
                yield Finding(
                    "unknown-reference",
                    Severity.ERROR,
                    f"ссылка [[{found.target}:{found.id}]] ведёт в никуда",
                    (Place(shown, line=number, excerpt=line),),
                    f"Возможно, вы имели в виду «{hint}»" if hint else "Исправьте идентификатор",
                )


def _collision(shown: str, other: str) -> Finding:
    return Finding(
        "page-collision",
        Severity.ERROR,
        f"на месте этой страницы стоит другая: «{other}»",
        (Place(shown),),
        "Переименуйте файл: страницы ролей, операций, процессов, документов и норм строятся из их описаний",
    )


def _unreadable(shown: str, trouble: str | None) -> Finding:
    return Finding(
        "page-unreadable",
        Severity.ERROR,
        f"страница не попадёт на сайт: {trouble or 'файл не читается'}",
        (Place(shown),),
        "Переименуйте файл" if trouble else "Проверьте права на файл",
    )

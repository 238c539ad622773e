"""Hand-written pages of the company: ``regulations/pages/`` goes into the site as it is, with norms filled in.

What systems and programs leave in any folder is passed over, everything else gets into the site or is told of.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

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
#: Hidden files that are meant for a web server; others are somebody's leavings.
SERVED = (".htaccess", ".nojekyll", ".well-known")
#: Settings of MkDocs by which the company keeps its own pages for itself.
LEFT_OUT = ("exclude_docs", "draft_docs")

_LEAVINGS = frozenset({"thumbs.db", "desktop.ini"})
#: Begins the name of what Word keeps beside a document that is open.
_LOCK = "~$"
_PAGE = ".md"
#: Files that look like pages; MkDocs takes some of them for pages and copies the others as they are.
_LIKE_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
#: The error page is for the server to show.
_ERROR_PAGE = "404.md"
_HEAD = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)


@dataclass(frozen=True)
class OwnPages:
    """Hand-written pages and pictures, and what is wrong with them."""

    artifacts: tuple[Artifact, ...] = ()
    findings: tuple[Finding, ...] = ()


def own_pages(book: Handbook, project: Path, taken: Iterable[str], theirs: Mapping[str, Any] | None = None) -> OwnPages:
    """Read the company's pages.

    Args:
        book: The handbook, for ``[[norm:ID]]`` in the pages.
        project: The company's folder.
        taken: Paths of generated files, which a hand-written one may not replace.
        theirs: The company's settings, which may leave some of its pages out; None when it has none.
    """
    is_left_out = _matching(theirs, *LEFT_OUT)
    base = project / REGULATIONS / FOLDER
    reserved = {_built(path): path for path in taken}
    artifacts: list[Artifact] = []
    findings: list[Finding] = []
    for path in sorted(base.rglob("*"), key=lambda item: item.relative_to(base).as_posix()):
        name = path.relative_to(base).as_posix()
        if _is_passed_over(path, name) or is_left_out(name):
            continue
        shown = f"{REGULATIONS}/{FOLDER}/{name}"
        other = reserved.get(_built(name))
        if other is not None:
            findings.append(_collision(shown, other))
            continue
        reserved[_built(name)] = name
        trouble = _trouble(name)
        content = None if trouble else _content(path)
        if content is None:
            findings.append(_unreadable(shown, trouble))
            continue
        if name.endswith(_PAGE):
            words = content.decode("utf-8-sig", errors="replace")
            findings += _doubts(book, shown, content, words)
            here = Here(book, name)
            content = crossref.expand(words, partial(_reference, here)).encode()
        artifacts.append(Artifact(name, content))
    return OwnPages(tuple(artifacts), tuple(findings))


def listed(own: OwnPages, theirs: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Pages the navigation names: all but the error page and those the company's settings take out of it.

    Args:
        own: The company's pages.
        theirs: Its settings; None when it has none.
    """
    is_hidden = _matching(theirs, "not_in_nav")
    pages = (one.path for one in own.artifacts if one.path.endswith(_PAGE) and one.path != _ERROR_PAGE)
    return tuple(path for path in pages if not is_hidden(path))


def _matching(theirs: Mapping[str, Any] | None, *keys: str) -> Callable[[str], bool]:
    """Whether a path is meant by settings written as in ``.gitignore``; those nobody can read mean nothing."""
    from pathspec.gitignore import GitIgnoreSpec

    specs = []
    for key in keys:
        with contextlib.suppress(AttributeError, ValueError, re.error):
            specs.append(GitIgnoreSpec.from_lines((theirs or {}).get(key, "").splitlines()))
    return lambda path: any(spec.match_file(path) for spec in specs)


def _is_passed_over(path: Path, name: str) -> bool:
    """Whether a file is none that anybody put there for the site."""
    steps = name.split("/")
    if any(step.startswith(".") and step not in SERVED for step in steps):
        return True
    if steps[-1].lower() in _LEAVINGS or steps[-1].startswith(_LOCK):
        return True
    # A link that leads nowhere is no file, and is told of.
    return not path.is_file() and not (path.is_symlink() and not path.exists())


def _trouble(name: str) -> str | None:
    if name.lower().endswith(_LIKE_PAGES) and not name.endswith(_PAGE):
        return f"имя страницы должно кончаться на «{_PAGE}»"
    return check_path(name)


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
    yield from _head(shown, words)
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


def _head(shown: str, words: str) -> Iterator[Finding]:
    """What is wrong with the settings a page begins with: MkDocs would show them as text."""
    import yaml

    written = _HEAD.match(words.replace("\r\n", "\n"))
    try:
        if written is None or isinstance(yaml.safe_load(written[1]), dict | None):
            return
        line = 2
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 2
    yield Finding(
        "page-head",
        Severity.ERROR,
        "шапка страницы между строками «---» — не настройки в YAML",
        (Place(shown, line=line),),
        "Исправьте её («title: Название») или уберите",
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

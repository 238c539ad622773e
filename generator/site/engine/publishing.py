"""From Markdown pages to everything that stands in the site: rendered, checked, with the index of the search."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from generator.artifact import Artifact
from generator.folders import Folders
from generator.site.config import CONFIG
from generator.site.engine import kept
from generator.site.engine.built_page import read_page, tree_of
from generator.site.engine.crew import Crew
from generator.site.engine.digests import digest
from generator.site.engine.kept import Kept
from generator.site.engine.mkdocs_run import astray, failure, quiet, run_mkdocs, told
from generator.site.engine.rendering import Rendered, Site, mended, opened
from generator.site.engine.standing import Standing
from generator.site.engine.verify import faults
from generator.site.own_pages import FOLDER
from generator.site.search import index, sections
from handbook.book import Handbook
from handbook.finding import Finding, Place
from handbook.layout import REGULATIONS

#: What MkDocs makes beside the pages and a site in a folder has no use for: a map stamped with today's date, an
#: error page that looks for the site at the root of a server, maps of the theme's scripts.
_USELESS = frozenset({"sitemap.xml", "sitemap.xml.gz", "404.html"})
_USELESS_ENDS = (".map",)


@dataclass(frozen=True, slots=True)
class Published:
    """A site that is not written yet.

    Attributes:
        artifacts: All its files.
        findings: What is wrong with it.
        pages: What to keep of its pages once it is written.
    """

    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]
    pages: tuple[Kept, ...] = ()


def apart(
    crew: Crew, folders: Folders, settings: Mapping[str, Any], extra: Sequence[Artifact], common: str
) -> Published:
    """A site whose pages are rendered each by itself: those that changed, the others as they stand.

    Args:
        crew: Who renders; it knows the company.
        folders: Where the pages lie and the last site stands.
        settings: What MkDocs builds by.
        extra: Files put into the site as they are.
        common: A digest of everything all pages are made of besides the navigation.
    """
    book = crew.book
    crew.begin(partial(_workshop, settings, folders))
    with quiet() as collector:
        try:
            with opened(settings, folders, collector) as site:
                names = _names(site, folders.docs, digest(common, site.common()))
                standing = dict(_standing(folders, names))
                new = [source for source in site.sources if source not in standing]
                others = [Artifact(*one) for one in site.others()]
                remarks = site.remarks
                made = crew.divide(new, lambda part: list(site.render(part)))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever extensions of Markdown raise
            return Published((), (*told(book, collector.messages), failure(book, error, collector.page)))
    rendered = standing | {one.source: one for one in made}
    pages = [rendered[source] for source in names]
    read = {one.path: one.page for one in pages}
    artifacts = [*others, *(Artifact(one.path, one.content) for one in pages), *extra]
    artifacts = [*_wanted(artifacts, folders), *index((part for one in pages for part in one.sections), book)]
    complaints = (*told(book, (*remarks, *(remark for one in pages for remark in one.remarks))), *_astray(book, pages))
    return Published(
        tuple(sorted(artifacts, key=lambda one: one.path)),
        (*complaints, *_fresh(folders, faults(read, {one.path for one in artifacts}, read), complaints)),
        tuple(Kept(names[one.source], _sum(one.content), one) for one in pages),
    )


def together(book: Handbook, folders: Folders, extra: Sequence[Artifact], aside: Path) -> Published:
    """A site built by MkDocs as a whole, with the plugins, hooks and templates of the company.

    Args:
        book: The handbook.
        folders: Where the pages lie.
        extra: Files put into the site as they are.
        aside: An empty folder to build into.
    """
    built, complaints = run_mkdocs(book, folders.build / CONFIG, aside)
    if not built:
        return Published((), complaints)
    artifacts = [*_wanted(_collected(aside), folders), *extra]
    trees = {one.path: tree_of(one.content) for one in artifacts if one.path.endswith(".html")}
    read = {path: read_page(tree) for path, tree in trees.items()}
    artifacts += index((part for path, tree in trees.items() for part in sections(path, tree)), book)
    found = _fresh(folders, faults(read, {one.path for one in artifacts}, read), complaints)
    return Published(tuple(sorted(artifacts, key=lambda one: one.path)), (*complaints, *found))


def some(
    book: Handbook, standing: Standing, settings: Mapping[str, Any], files: Sequence[Artifact], only: Collection[str]
) -> Published:
    """Some pages of a site that stands, rendered anew.

    Args:
        book: The handbook.
        standing: The site.
        settings: What MkDocs builds by.
        files: Files that belong to the pages, such as pictures.
        only: Which, as Markdown pages.
    """
    with quiet() as collector:
        try:
            pages = standing.render(settings, only, collector)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever extensions of Markdown raise
            standing.close()
            return Published((), (*told(book, collector.messages), failure(book, error, collector.page)))
    artifacts = (*files, *(Artifact(one.path, one.content) for one in pages))
    read = {one.path: one.page for one in pages}
    known = {**standing.anchors(), **read}
    there = standing.there(one.path for one in artifacts)
    complaints = told(book, [remark for one in pages for remark in one.remarks])
    return Published(artifacts, (*complaints, *_fresh(standing.folders, faults(read, there, known), complaints)))


@contextmanager
def _workshop(
    settings: Mapping[str, Any], folders: Folders, book: Handbook
) -> Iterator[Callable[[Sequence[str]], list[Rendered]]]:
    del book  # the Markdown pages hold all there is of it
    with quiet() as collector, opened(settings, folders, collector) as site:
        yield lambda sources: list(site.render(sources))


def _names(site: Site, docs: Path, common: str) -> dict[str, str]:
    """What each page is made of, as a digest."""
    return {source: digest(common, source, (docs / source).read_bytes()) for source in site.sources}


def _standing(folders: Folders, names: Mapping[str, str]) -> Iterator[tuple[str, Rendered]]:
    """Pages of the last site that are made of the same and that nobody has touched."""
    for source, page in kept.read_pages(folders.build).items():
        if names.get(source) != page.made_of:
            continue
        with contextlib.suppress(OSError):
            content = (folders.site / page.rendered.path).read_bytes()
            if _sum(content) == page.content:
                yield source, replace(page.rendered, content=content)


def _astray(book: Handbook, pages: Sequence[Rendered]) -> Iterator[Finding]:
    """Links to places that their goals have not; MkDocs looks for them only when it renders all pages at once."""
    anchors = {one.path: one.page.anchors for one in pages}
    for one in pages:
        for aim in one.aims:
            if aim.goal in anchors and not {aim.anchor, unquote(aim.anchor)} & anchors[aim.goal]:
                yield astray(book, one.source, aim.link)


def _fresh(folders: Folders, found: Iterable[Finding], before: Iterable[Finding]) -> Iterator[Finding]:
    """Faults of the built pages that MkDocs has not told of already, by the hand-written page itself."""
    known = {place.file.removesuffix(".md") for finding in before for place in finding.places}
    for finding in found:
        own = f"{REGULATIONS}/{FOLDER}/{finding.places[0].file.removesuffix('.html')}"
        if finding.code != "site-link" or own not in known:
            is_own = (folders.project / f"{own}.md").is_file()
            yield replace(finding, places=(Place(f"{own}.md"),)) if is_own else finding


def _collected(folder: Path) -> Iterator[Artifact]:
    for path in _paths(folder):
        content = (folder / path).read_bytes()
        yield Artifact(path, mended(content.decode("utf-8", "replace")) if path.endswith(".html") else content)


def _paths(folder: Path) -> Iterator[str]:
    yield from (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _wanted(artifacts: Iterable[Artifact], folders: Folders) -> Iterator[Artifact]:
    """Files of the site without those of no use; what the company put there itself is of use to it."""
    for one in artifacts:
        useless = one.path in _USELESS or one.path.endswith(_USELESS_ENDS)
        sources = (one.path, f"{one.path.removesuffix('.html')}.md") if useless else ()
        if not useless or any((folders.docs / source).is_file() for source in sources):
            yield one


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

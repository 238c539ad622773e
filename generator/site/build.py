"""Builds the site: pages to ``build/docs``, what MkDocs makes of them put in its place by the writer."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.artifact import Artifact
from generator.folders import Folders
from generator.shelf import Shelf
from generator.site.company_config import company_config
from generator.site.config import CONFIG, as_file, idle, settings_of
from generator.site.engine import kept, stamp
from generator.site.engine.alone import alone
from generator.site.engine.crew import Crew
from generator.site.engine.digests import digest, of_artifacts, of_folders, of_given, of_handbook, of_program
from generator.site.engine.making import made_pages
from generator.site.engine.publishing import apart, some, together
from generator.site.engine.separable import is_separable
from generator.site.engine.standing import Standing
from generator.site.engine.strangers import strangers
from generator.site.given import Given
from generator.site.nav import Item, nav
from generator.site.own_pages import OwnPages, listed, own_pages
from generator.site.pages import pages
from generator.site.search import FILES
from generator.writer import WriteError, Written, write, write_some
from handbook.book import Handbook
from handbook.finding import Finding, Severity


@dataclass(frozen=True)
class SiteBuild:
    """What building did.

    Attributes:
        docs: Markdown pages and ``mkdocs.yml``, relative to the build folder.
        site: The built site, relative to the site folder.
        findings: Links that lead nowhere, pages that collide, and the like; errors mean the old site still stands.
    """

    docs: Written
    site: Written
    findings: tuple[Finding, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """Every file of the built site, changed or not."""
        return tuple(sorted((*self.site.changed, *self.site.unchanged)))


@dataclass(frozen=True)
class _Task:
    """What is to be built of what."""

    book: Handbook
    folders: Folders
    given: Given
    extra: tuple[Artifact, ...]
    theirs: dict[str, Any] | None

    def common(self) -> str:
        """A digest of what all pages are made of besides their Markdown and the navigation."""
        theme = (self.theirs or {}).get("theme")
        own = theme.get("custom_dir") if isinstance(theme, dict) else None
        looks = of_folders([self.folders.project / own]) if isinstance(own, str) else ""
        settings = (self.folders.build / CONFIG).read_bytes() if (self.folders.build / CONFIG).is_file() else b""
        return digest(of_program(), json.dumps(self.theirs, default=str), looks, settings)

    def made_of(self) -> str:
        """A digest of everything the site is made of."""
        return digest(
            self.common(),
            of_handbook(self.book),
            of_given(self.given),
            of_artifacts(self.extra),
            stamp.sources(self.folders.project),
        )


def build_site(  # noqa: PLR0913 - what a build takes is given by name
    handbook: Handbook,
    project_root: Path,
    *,
    build_dir: Path | None = None,
    site_dir: Path | None = None,
    given: Given | None = None,
    extra: Sequence[Artifact] = (),
    only: Collection[str] | None = None,
    standing: Standing | None = None,
    waiting: Callable[[], None] = lambda: None,
) -> SiteBuild:
    """Build the site of a company.

    Only pages that changed are rendered and only files that differ are replaced in the site; files of an earlier
    build that are no longer made are removed, and a build of the same as before does nothing. The result is that of
    a build from scratch. A build that fails, or whose pages have errors such as dead links, leaves the old site whole.

    Args:
        handbook: The handbook.
        project_root: The company's folder, with ``regulations/`` and perhaps ``templates/`` and ``mkdocs.yml``.
        build_dir: For Markdown pages and ``mkdocs.yml``; by default ``build/`` of the company.
        site_dir: For the site; by default ``site/`` of the company.
        given: What is known besides the handbook; None is nothing.
        extra: Files put into the site as they are.
        standing: What is kept loaded for ``only`` from one build to the next; None loads it anew.
        waiting: Called once when another program is building the site and is waited for.
        only: Markdown pages to publish now, sooner than the whole site could be: everything else of the site stays as
            it is, also what depends on them. Without a site to put them in, all of it is built.

    Raises:
        TemplateMistakeError: A template has a mistake.
        ConfigError: The company's ``mkdocs.yml`` cannot be used.
        WriteError: The disk refuses.
    """
    usual = Folders.of(project_root)
    folders = replace(usual, build=build_dir or usual.build, site=site_dir or usual.site)
    given = replace(given or Given(), shelf=Shelf(folders.drawings))
    task = _Task(handbook, folders, given, tuple(extra), company_config(project_root))
    separable = is_separable(task.theirs, project_root)
    if only is not None and separable and folders.start.is_file() and kept.stands(folders.build):
        # Nobody waits here: a reader sees the page before the whole build, which may be at work, has ended.
        with contextlib.nullcontext(standing) if standing else Standing(folders) as ready:
            return _build_some(task, frozenset(only), ready)
    with alone(folders.build, waiting):
        made_of = task.made_of() if separable else ""
        last = stamp.last(folders, made_of) if separable else None
        return SiteBuild(*last.left, last.findings) if last else _build_all(task, separable=separable)


def rehearse(handbook: Handbook, project_root: Path, given: Given, standing: Standing, only: Collection[str]) -> None:
    """Do everything that building some pages does, and put nothing anywhere: what is loaded once is loaded then.

    Args:
        handbook: The handbook.
        project_root: The company's folder, whose site stands.
        given: What is known besides the handbook.
        standing: What is kept loaded.
        only: Markdown pages.
    """
    task = _Task(handbook, standing.folders, given, (), company_config(project_root))
    own = own_pages(handbook, project_root, (), task.theirs)
    pages(handbook, project_root, given, only)
    some(handbook, standing, _settings(task, own, ()), (), only)


def _build_all(task: _Task, *, separable: bool) -> SiteBuild:
    folders = task.folders
    with Crew(task.book, len(task.book.operations) + len(task.book.norms)) as crew:
        settings, docs, findings = _prepare(task, crew)
        if separable:
            published = apart(crew, folders, settings, task.extra, task.common())
        else:
            with _aside(folders.build) as aside:
                published = together(task.book, folders, task.extra, Path(aside))
    met = strangers(folders.site, published.artifacts)
    findings = tuple(dict.fromkeys((*findings, *published.findings, *met)))
    if _are_serious(findings):
        return SiteBuild(docs, Written(), findings)
    built = SiteBuild(docs, write(folders.site, published.artifacts, prune=True), findings)
    if separable:
        kept.write_pages(folders.build, published.pages)
        stamp.put(folders, task.made_of(), (*docs.changed, *docs.unchanged), built.files, findings)
    return built


def _build_some(task: _Task, only: frozenset[str], standing: Standing) -> SiteBuild:
    book, folders = task.book, task.folders
    own = own_pages(book, folders.project, (), task.theirs)
    missing = {path for path in _leaves(nav(book, listed(own, task.theirs))) if not (folders.docs / path).is_file()}
    wanted = only | missing
    made = (*pages(book, folders.project, task.given, wanted), *(one for one in own.artifacts if one.path in wanted))
    docs = write_some(folders.docs, made)
    # A page that goes on from one that is not made now stands as it was made before.
    parts = (path.relative_to(folders.docs).as_posix() for path in folders.docs.rglob("*--*.md"))
    settings = _settings(task, own, (*parts, *(one.path for one in made)))
    pages_made = {one.path for one in made if one.path.endswith(".md")}
    files = [one for one in made if one.path not in pages_made]
    published = some(book, standing, settings, files, wanted | pages_made)
    findings = tuple(dict.fromkeys((*own.findings, *published.findings)))
    if _are_serious(findings):
        return SiteBuild(_joined(docs, Written()), Written(), findings)
    return SiteBuild(_joined(docs, Written()), write_some(folders.site, published.artifacts), findings)


def _prepare(task: _Task, crew: Crew) -> tuple[dict[str, Any], Written, tuple[Finding, ...]]:
    """Write everything MkDocs needs into the build folder, without building; the settings come first."""
    book, folders = task.book, task.folders
    generated = made_pages(crew, book, folders.project, task.given)
    task.given.shelf.tidy()
    taken = (*(one.path for one in (*generated, *task.extra)), *FILES)
    own = own_pages(book, folders.project, taken, task.theirs)
    settings = _settings(task, own, (one.path for one in generated))
    docs = write(folders.docs, (*generated, *own.artifacts), prune=True)
    written = _joined(docs, write(folders.build, [as_file(settings)]))
    return settings, written, (*own.findings, *idle(task.theirs))


def _settings(task: _Task, own: OwnPages, made: Iterable[str]) -> dict[str, Any]:
    theirs = {one.path for one in own.artifacts}
    generated = {path for path in made if path not in theirs}
    return settings_of(task.book, task.folders, task.theirs, listed(own, task.theirs), generated)


def _leaves(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, str):
            yield item
        else:
            for inside in item.values():
                yield from [inside] if isinstance(inside, str) else _leaves(inside)


def _joined(docs: Written, made: Written) -> Written:
    return Written(
        (*(f"docs/{path}" for path in docs.changed), *made.changed),
        (*(f"docs/{path}" for path in docs.unchanged), *made.unchanged),
        tuple(f"docs/{path}" for path in docs.removed),
    )


def _are_serious(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _aside(build: Path) -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix=".site-", dir=build)
    except OSError as error:
        raise WriteError(f"В папке {build} не создать другую: {error.strerror or error}. Проверьте права") from error

"""Builds the site: pages to ``build/docs``, MkDocs into a folder aside, the result put in its place by the writer."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.artifact import Artifact
from generator.folders import Folders
from generator.site.company_config import company_config
from generator.site.config import CONFIG, config, idle
from generator.site.given import Given
from generator.site.mkdocs_run import run_mkdocs
from generator.site.own_pages import FOLDER, own_pages
from generator.site.pages import pages
from generator.site.verify import verify
from generator.writer import WriteError, Written, write
from handbook.book import Handbook
from handbook.finding import Finding, Severity
from handbook.layout import REGULATIONS

#: What MkDocs makes beside the pages and a site in a folder has no use for: a map stamped with today's date, an
#: error page that looks for the site at the root of a server, maps of the theme's scripts.
_USELESS = frozenset({"sitemap.xml", "sitemap.xml.gz", "404.html"})
_USELESS_ENDS = (".map",)


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


def prepare(handbook: Handbook, folders: Folders, given: Given | None = None) -> tuple[Written, tuple[Finding, ...]]:
    """Write everything MkDocs needs into the build folder, without building.

    Raises:
        TemplateMistakeError: A template has a mistake.
        ConfigError: The company's ``mkdocs.yml`` cannot be used.
        WriteError: The disk refuses.
    """
    generated = pages(handbook, folders.project, given)
    own = own_pages(handbook, folders.project, (one.path for one in generated))
    theirs = company_config(folders.project)
    settings = config(handbook, folders, theirs, (one.path for one in own.artifacts if one.path.endswith(".md")))
    docs = write(folders.docs, (*generated, *own.artifacts), prune=True)
    made = write(folders.build, [settings])
    written = Written(
        (*(f"docs/{path}" for path in docs.changed), *made.changed),
        (*(f"docs/{path}" for path in docs.unchanged), *made.unchanged),
        tuple(f"docs/{path}" for path in docs.removed),
    )
    return written, (*own.findings, *idle(theirs))


def build_site(
    handbook: Handbook,
    project_root: Path,
    *,
    build_dir: Path | None = None,
    site_dir: Path | None = None,
    given: Given | None = None,
) -> SiteBuild:
    """Build the site of a company.

    MkDocs builds into a folder aside; only files that differ are then replaced in the site, and files of an
    earlier build that are no longer made are removed. A build that fails, or whose pages have errors such as dead
    links, leaves the old site whole.

    Args:
        handbook: The handbook.
        project_root: The company's folder, with ``regulations/`` and perhaps ``templates/`` and ``mkdocs.yml``.
        build_dir: For Markdown pages and ``mkdocs.yml``; by default ``build/`` of the company.
        site_dir: For the site; by default ``site/`` of the company.
        given: What is known besides the handbook; None is nothing.

    Raises:
        TemplateMistakeError: A template has a mistake.
        ConfigError: The company's ``mkdocs.yml`` cannot be used.
        WriteError: The disk refuses.
    """
    usual = Folders.of(project_root)
    folders = replace(usual, build=build_dir or usual.build, site=site_dir or usual.site)
    docs, findings = prepare(handbook, folders, given)
    with _aside(folders.build) as aside:
        built, remarks = run_mkdocs(handbook, folders.build / CONFIG, Path(aside))
        findings += remarks
        if not built:
            return SiteBuild(docs, Written(), findings)
        artifacts = tuple(_collect(Path(aside)))
    findings = tuple(dict.fromkeys((*findings, *_fresh(verify(artifacts), findings))))
    if any(finding.severity is Severity.ERROR for finding in findings):
        return SiteBuild(docs, Written(), findings)
    return SiteBuild(docs, write(folders.site, artifacts, prune=True), findings)


def _aside(build: Path) -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix=".site-", dir=build)
    except OSError as error:
        raise WriteError(f"В папке {build} не создать другую: {error.strerror or error}. Проверьте права") from error


def _fresh(found: Iterable[Finding], told: Iterable[Finding]) -> Iterator[Finding]:
    """Dead links of the built pages that MkDocs has not told of already, by the hand-written page itself."""
    known = {place.file.removesuffix(".md") for finding in told for place in finding.places}
    for finding in found:
        own = f"{REGULATIONS}/{FOLDER}/{finding.places[0].file.removesuffix('.html')}"
        if finding.code != "site-link" or own not in known:
            yield finding


def _collect(folder: Path) -> Iterator[Artifact]:
    for path in sorted(folder.rglob("*"), key=lambda item: item.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in _USELESS and not name.endswith(_USELESS_ENDS):
            yield Artifact(name, path.read_bytes())

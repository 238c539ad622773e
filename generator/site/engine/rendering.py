"""Renders chosen pages of a site through MkDocs, each by itself: its Markdown, the files there are and the navigation.

MkDocs reads and renders all pages one after another. Where no code of the company takes part in that, a page depends
on nothing of the other pages but their place and title in the navigation, so that any share of the pages comes out
the same to the byte as in a run over all of them.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.folders import Folders
from generator.site.config import CONFIG, as_file
from generator.site.engine.built_page import BuiltPage, read_page, tree_of
from generator.site.engine.heads import Heads
from generator.site.engine.mkdocs_run import Collector, Remark, loaded
from generator.site.engine.squeeze import squeezed
from generator.site.engine.template_memory import template_memory
from generator.site.engine.tidy import tidy
from generator.site.search import Section, sections

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


@dataclass(frozen=True, slots=True)
class Aim:
    """A link of a Markdown page to a place of another or of its own, as it is written.

    Attributes:
        goal: The built page it leads to.
        anchor: The place there.
        link: The link as its author wrote it.
    """

    goal: str
    anchor: str
    link: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page made of its Markdown.

    Attributes:
        source: The Markdown page, relative to ``docs/``.
        path: The built page, relative to the site.
        content: The built page.
        remarks: What MkDocs complained of while it was made.
        aims: Its links to places.
        page: What the built page says of itself.
        sections: What can be found on it.
    """

    source: str
    path: str
    content: bytes
    remarks: tuple[Remark, ...]
    aims: tuple[Aim, ...]
    page: BuiltPage
    sections: tuple[Section, ...]


class Site:
    """A site ready to be rendered page by page."""

    def __init__(
        self, config: MkDocsConfig, env: Environment, files: Files, nav: Navigation, collector: Collector
    ) -> None:
        """Take what MkDocs made of a configuration; ``opened`` gathers it."""
        self._config, self._env, self._files, self._nav, self._collector = config, env, files, nav, collector
        #: What MkDocs complained of so far, the navigation and not a page being its cause.
        self.remarks: tuple[Remark, ...] = tuple(collector.messages)
        self._pages = files.documentation_pages()
        self._by_source = {file.src_uri: file for file in self._pages}

    @property
    def sources(self) -> tuple[str, ...]:
        """Markdown pages of the site, relative to ``docs/``."""
        return tuple(self._by_source)

    def place(self, source: str) -> str:
        """The built page of a Markdown page, relative to the site."""
        return str(self._by_source[source].dest_uri)

    def read_heads(self, known: Heads) -> None:
        """Learn what the navigation shows of pages: titles it does not state itself, and what their heads say.

        Args:
            known: What was read of pages before.
        """
        for file in self._pages:
            known.read(_page_of(file), self._config)
        for page in self._nav.pages:
            if "title" not in vars(page) and not known.entitle(page):
                self._populate(page)
                known.keep_title(page)

    def common(self) -> str:
        """A digest of what all pages share: which files there are, and what the navigation shows of them."""
        shown = [[page.file.src_uri, page.title, page.meta] for page in self._nav.pages]
        known = sorted(file.src_uri for file in self._files)
        return hashlib.sha256(json.dumps([shown, known], default=str).encode()).hexdigest()

    def others(self) -> Iterator[tuple[str, bytes]]:
        """Files that are no pages: those of the company and of the theme."""
        from mkdocs.structure.files import InclusionLevel

        for file in self._files:
            if not file.is_documentation_page() and file.inclusion is not InclusionLevel.EXCLUDED:
                yield file.dest_uri, file.content_bytes

    def render(self, sources: Iterable[str]) -> Iterator[Rendered]:
        """Pages made of their Markdown.

        Args:
            sources: Which, relative to ``docs/``.
        """
        for source in sources:
            file = self._by_source[source]
            page = _page_of(file)
            self._collector.messages.clear()
            self._collector.page = source
            self._populate(page)
            aims = tuple(
                Aim(goal.dest_uri, anchor, link)
                for goal, links in (page.links_to_anchors or {}).items()
                for anchor, link in links.items()
            )
            content = self._built(page)
            tree = tree_of(content)
            yield Rendered(
                source,
                file.dest_uri,
                content,
                tuple(self._collector.messages),
                aims,
                read_page(tree),
                sections(file.dest_uri, tree),
            )

    def _populate(self, page: Page) -> None:
        page.render(self._config, self._files)

    def _built(self, page: Page) -> bytes:
        from mkdocs.commands.build import get_context

        page.active = True
        try:
            template = self._env.get_template(page.meta.get("template", "main.html"))
            output = template.render(get_context(self._nav, self._pages, self._config, page))
        finally:
            page.active = False
        return mended(output)


def mended(html: str) -> bytes:
    """A page as the theme wrote it, without its faults and its indents."""
    return squeezed(tidy(html)).encode("utf-8", errors="xmlcharrefreplace")


@contextmanager
def opened(settings: Mapping[str, Any], folders: Folders, collector: Collector) -> Iterator[Site]:
    """A site by its settings, its heads read.

    Args:
        settings: What MkDocs builds by.
        folders: Where the pages lie; nothing is written.
        collector: Hears what MkDocs complains of.
    """
    with ready(settings, folders) as press:
        yield press.site(settings, collector)


class Press:
    """MkDocs and its theme loaded by settings: sites come out of it as their pages are at that moment."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Take a configuration that plugins have seen; ``ready`` loads it."""
        self._config, self._env, self._heads = config, config.theme.get_env(), Heads()
        self._env.bytecode_cache = template_memory()
        self._of_theme: tuple[File, ...] | None = None
        self._of_docs: tuple[File, ...] = ()
        #: What stood in the folders of ``docs/`` when these were taken.
        self._names: list[tuple[str, list[str]]] = []

    def site(self, settings: Mapping[str, Any], collector: Collector) -> Site:
        """The site of the pages that stand in ``docs/``.

        Args:
            settings: The navigation and the name of the site; what else there is, was loaded.
            collector: Hears what MkDocs complains of.
        """
        from mkdocs.structure.files import set_exclusions
        from mkdocs.structure.nav import get_navigation

        config = self._config
        config.nav, config.site_name = list(settings["nav"]), settings["site_name"]
        config.plugins.on_pre_build(config=config)
        files = config.plugins.on_files(self._files(), config=config)
        set_exclusions(files, config)
        found = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        env = config.plugins.on_env(self._env, config=config, files=files)
        site = Site(config, env, files, found, collector)
        site.read_heads(self._heads)
        return site

    def _files(self) -> Files:
        """Every file of the site; those known from before are the very same, without their pages."""
        from mkdocs.structure.files import Files, get_files

        config = self._config
        if self._of_theme is None:
            found = Files(())
            found.add_files_from_theme(self._env, config)
            self._of_theme = tuple(found)
        names = [(folder, sorted(inside)) for folder, _, inside in os.walk(config.docs_dir, followlinks=True)]
        if names != self._names:
            self._names, self._of_docs = names, tuple(get_files(config))
        files = Files(self._of_docs)
        for file in self._of_docs:
            file.page = None
        for file in self._of_theme:
            # What the company puts in its place wins.
            if file.src_uri not in files.src_uris:
                files.append(file)
        return files


@contextmanager
def ready(settings: Mapping[str, Any], folders: Folders) -> Iterator[Press]:
    """MkDocs loaded by settings, while it lasts; their navigation is handed over with each site.

    Args:
        settings: What MkDocs builds by.
        folders: Where the pages lie; nothing is written.
    """
    from generator.site.engine.raw_blocks import RawBlocks

    # MkDocs would read a long navigation for as long as all the rest.
    content = as_file({**settings, "nav": []}).content
    with _Script(folders.build / CONFIG, content) as script, loaded(script, folders.site) as found:
        config = found.plugins.on_config(found)
        config["markdown_extensions"] = [*config.markdown_extensions, RawBlocks()]
        yield Press(config)


class _Script(io.BytesIO):
    """A file that is not written, with the name by which others are found from it."""

    def __init__(self, path: Path, content: bytes) -> None:
        super().__init__(content)
        self.name = str(path)


def _page_of(file: File) -> Page:
    # MkDocs has given one to every page of the navigation and to all the others.
    page = file.page
    assert page is not None  # noqa: S101 - so the types of MkDocs know it too
    return page

"""The one place that knows MkDocs: runs it inside this process and turns its complaints into findings."""

from __future__ import annotations

import logging
import os
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from generator.names import visible
from generator.site import paths
from generator.site.company_config import FILE
from handbook.book import Handbook
from handbook.finding import Finding, Place, Severity
from handbook.layout import REGULATIONS
from handbook.model.base import Record, Target

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_LINK = re.compile(
    r"Doc file '(?P<page>[^']+)' contains an? (?:[a-z]+ )*?link '(?P<link>[^']*)'(?P<rest>.*)", re.DOTALL
)
_ABSENT = (
    (re.compile(r'The "([^"]+)" plugin is not installed'), "плагин «{}» не установлен"),
    (re.compile(r"Failed to load extension '([^']+)'.*No module named", re.DOTALL), "расширение «{}» не установлено"),
)
_OURS = Path(__file__).resolve().parents[2]
_GUESS = re.compile(r"Did you mean '([^']+)'")
#: Plugins whose index is not wanted: while they are there the theme shows its search, and it reads an index of ours.
_INDEXING = ("material.plugins.search", "material.plugins.offline")
_TABLES: tuple[Target, ...] = ("role", "operation", "process", "document", "norm")


_NO_PLACE = "ведёт к месту, которого на странице нет"
_TIP = "Исправьте ссылку; на записи ссылайтесь как [[norm:ID]]"
#: The name a heading gets by itself changes with its words.
_TIPS = {_NO_PLACE: "Исправьте ссылку или дайте заголовку имя, на которое она ведёт: «## Глава {#glava}»"}

#: A complaint of MkDocs: how serious it is by the scale of Python's logging, and its words.
Remark = tuple[int, str]


class Collector(logging.Handler):
    """Keeps what MkDocs complains of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[Remark] = []
        #: The page in work, relative to ``docs/``, where pages are rendered one by one.
        self.page: str | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        self.messages.append((record.levelno, record.getMessage()))


def run_mkdocs(handbook: Handbook, config_file: Path, site_dir: Path) -> tuple[bool, tuple[Finding, ...]]:
    """Build the whole site by a configuration, with whatever code of the company takes part.

    Args:
        handbook: The handbook, to tell which source a complaint is about.
        config_file: The generated ``mkdocs.yml``.
        site_dir: An empty folder for the site.

    Returns:
        Whether the site was built, and what MkDocs complained of. Hooks, plugins and extensions of the company
        run inside it and may fail in any way: that is a complaint too.
    """
    from mkdocs.commands.build import build

    with quiet() as collector:
        try:
            with loaded(config_file, site_dir) as settings:
                build(settings)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever code of the company raises
            return False, (*told(handbook, collector.messages), failure(handbook, error))
    return True, told(handbook, collector.messages)


@contextmanager
def loaded(config_file: Path | IO[bytes], site_dir: Path) -> Iterator[MkDocsConfig]:
    """The settings MkDocs builds by, its plugins started; the search index is made elsewhere, of the built pages."""
    from mkdocs.config import load_config

    source = str(config_file) if isinstance(config_file, Path) else config_file
    settings = load_config(config_file=source, site_dir=str(site_dir))
    settings.plugins.on_startup(command="build", dirty=False)
    for event in ("page_context", "post_build"):
        kept = [one for one in settings.plugins.events[event] if not _indexes(one)]
        settings.plugins.events[event][:] = kept
    try:
        yield settings
    finally:
        settings.plugins.on_shutdown()


def _indexes(event: object) -> bool:
    """Whether an event of a plugin gathers the search index or copies it."""
    return type(getattr(event, "__self__", None)).__module__.startswith(_INDEXING)


@contextmanager
def quiet() -> Iterator[Collector]:
    """Hear MkDocs without letting it speak: its loggers are given back as they were."""
    logger = logging.getLogger("mkdocs")
    handlers, level, propagate = logger.handlers[:], logger.level, logger.propagate
    collector = Collector()
    logger.handlers, logger.propagate = [collector], False
    logger.setLevel(logging.WARNING)
    try:
        with warnings.catch_warnings():
            # Deprecations inside MkDocs and its theme are no business of the reader of a handbook.
            warnings.simplefilter("ignore")
            yield collector
    finally:
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


def told(handbook: Handbook, remarks: Iterable[Remark]) -> tuple[Finding, ...]:
    """Complaints of MkDocs as findings."""
    return tuple(_finding(handbook, level, message) for level, message in remarks)


def astray(handbook: Handbook, page: str, link: str) -> Finding:
    """A link of a Markdown page that leads to a place its goal has not.

    Args:
        handbook: The handbook, to tell which source the page is made of.
        page: The page, relative to ``docs/``.
        link: The link as it is written.
    """
    return _dead_link(handbook, page, link, _NO_PLACE, None)


def _finding(handbook: Handbook, level: int, message: str) -> Finding:
    match = _LINK.match(message)
    if match is None:
        severity = Severity.ERROR if level >= logging.ERROR else Severity.WARNING
        absent = next((words.format(found[1]) for sign, words in _ABSENT if (found := sign.search(message))), None)
        words = absent or f"MkDocs сообщает: {_short(handbook, message)}"
        return Finding("site-build", severity, words, (Place(FILE),), f"Проверьте {FILE}")
    guess = _GUESS.search(match["rest"])
    trouble = _trouble(match["rest"], message)
    return _dead_link(handbook, match["page"], match["link"], trouble, guess[1] if guess else None)


def _dead_link(handbook: Handbook, page: str, link: str, trouble: str, guess: str | None) -> Finding:
    return Finding(
        "site-link",
        Severity.ERROR,
        f"ссылка «{link}» {trouble}",
        _places(handbook, page),
        f"Возможно, вы имели в виду «{guess}»" if guess else _TIPS.get(trouble, _TIP),
    )


def _trouble(rest: str, message: str) -> str:
    if "anchor" in rest:
        return _NO_PLACE
    if "absolute link" in message:
        return "начинается с «/» и не откроется из папки"
    if "excluded" in rest:
        return "ведёт на страницу, которой нет на сайте"
    return "ведёт в никуда"


def _places(handbook: Handbook, page: str) -> tuple[Place, ...]:
    """The source a page was made of, or the hand-written page itself."""
    for target in _TABLES:
        for name, record in handbook.ids(target).items():
            if paths.page(target, name) == page:
                spot = handbook.spots.get(id(record)) if isinstance(record, Record) else None
                return (Place(spot.file if spot else page),)
    return (Place(f"{REGULATIONS}/pages/{page}"),)


def _short(handbook: Handbook, message: str) -> str:
    """What happened without the calls that led to it: the first line and the last, and no folders of this machine."""
    near = message.replace(f"{handbook.root.resolve()}{os.sep}", "")
    lines = [line.strip() for line in near.splitlines() if line.strip()]
    return visible(" ".join(dict.fromkeys((lines[0], lines[-1])))) if lines else ""


def failure(handbook: Handbook, error: BaseException, page: str | None = None) -> Finding:
    """Why the site could not be built.

    Args:
        handbook: The handbook.
        error: What stopped it.
        page: The page in work, relative to ``docs/``.
    """
    from jinja2 import TemplateNotFound
    from mkdocs.exceptions import MkDocsException

    words = _short(handbook, str(error))
    own = f"{REGULATIONS}/pages/{page}"
    at = Place(own) if page and (handbook.root / own).is_file() else None
    if isinstance(error, TemplateNotFound):
        words = f"нет шаблона «{error.name}»"
    elif isinstance(error, SystemExit):
        words = ""  # MkDocs leaves so after it has told what is wrong
    elif not isinstance(error, MkDocsException):
        words = f"{type(error).__name__}: {words}" if words else type(error).__name__
    return Finding(
        "site-build",
        Severity.ERROR,
        f"сайт не собран: {words or 'MkDocs остановился'}",
        (_culprit(handbook, error.__traceback__) or at or Place(FILE),),
        f"Проверьте {'шапку страницы и ' if at else ''}настройки в {FILE} рядом с regulations/; "
        "прежний сайт оставлен как был",
    )


def _culprit(handbook: Handbook, traceback: TracebackType | None) -> Place | None:
    """The line of the company's own code an error came from."""
    root = handbook.root.resolve()
    found = None
    while traceback is not None:
        path = Path(traceback.tb_frame.f_code.co_filename)
        if path.is_relative_to(root) and not path.is_relative_to(_OURS):
            inside = path.relative_to(root)
            # An environment in the company's folder holds programs of others.
            if not any(part.startswith(".") or part == "site-packages" for part in inside.parts):
                found = Place(inside.as_posix(), line=traceback.tb_lineno)
        traceback = traceback.tb_next
    return found

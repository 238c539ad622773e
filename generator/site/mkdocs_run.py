"""The one place that knows MkDocs: runs it inside this process and turns its complaints into findings."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.site import paths
from handbook.book import Handbook
from handbook.finding import Finding, Place, Severity
from handbook.layout import REGULATIONS
from handbook.model.base import Record, Target

_LINK = re.compile(
    r"Doc file '(?P<page>[^']+)' contains an? (?:[a-z]+ )*?link '(?P<link>[^']*)'(?P<rest>.*)", re.DOTALL
)
_GUESS = re.compile(r"Did you mean '([^']+)'")
_TABLES: tuple[Target, ...] = ("role", "operation", "process", "document", "norm")


class _Collector(logging.Handler):
    """Keeps what MkDocs complains of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append((record.levelno, record.getMessage()))


def run_mkdocs(handbook: Handbook, config_file: Path, site_dir: Path) -> tuple[bool, tuple[Finding, ...]]:
    """Build the site by a configuration.

    Args:
        handbook: The handbook, to tell which source a complaint is about.
        config_file: The generated ``mkdocs.yml``.
        site_dir: An empty folder for the site.

    Returns:
        Whether the site was built, and what MkDocs complained of.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    with _quiet() as collector:
        try:
            loaded = load_config(config_file=str(config_file), site_dir=str(site_dir))
            loaded.plugins.on_startup(command="build", dirty=False)
            try:
                build(loaded)
            finally:
                loaded.plugins.on_shutdown()
        except (MkDocsException, SystemExit) as error:
            findings = [_finding(handbook, level, message) for level, message in collector.messages]
            return False, (*findings, _failure(str(error)))
    return True, tuple(_finding(handbook, level, message) for level, message in collector.messages)


@contextmanager
def _quiet() -> Iterator[_Collector]:
    """Hear MkDocs without letting it speak: its loggers are given back as they were."""
    logger = logging.getLogger("mkdocs")
    handlers, level, propagate = logger.handlers[:], logger.level, logger.propagate
    collector = _Collector()
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


def _finding(handbook: Handbook, level: int, message: str) -> Finding:
    match = _LINK.match(message)
    if match is None:
        severity = Severity.ERROR if level >= logging.ERROR else Severity.WARNING
        return Finding("site-build", severity, f"MkDocs сообщает: {message.strip()}", (), "Проверьте mkdocs.yml")
    guess = _GUESS.search(match["rest"])
    return Finding(
        "site-link",
        Severity.ERROR,
        f"ссылка «{match['link']}» {_trouble(match['rest'], message)}",
        _places(handbook, match["page"]),
        f"Возможно, вы имели в виду «{guess[1]}»"
        if guess
        else "Исправьте ссылку; на записи ссылайтесь как [[norm:ID]]",
    )


def _trouble(rest: str, message: str) -> str:
    if "anchor" in rest:
        return "ведёт к месту, которого на странице нет"
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


def _failure(message: str) -> Finding:
    return Finding(
        "site-build",
        Severity.ERROR,
        f"сайт не собран: {message.strip() or 'MkDocs остановился'}",
        (Place("mkdocs.yml"),),
        "Проверьте настройки в mkdocs.yml рядом с regulations/; прежний сайт оставлен как был",
    )

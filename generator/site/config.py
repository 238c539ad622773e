"""``build/mkdocs.yml``: the product's settings under the company's own, which it INHERITs and never overrules."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.artifact import Artifact
from generator.site.nav import nav
from generator.site.pages import SHIM, STYLE
from generator.site.text import title
from handbook.book import Handbook

COMPANY_CONFIG = "mkdocs.yml"
CONFIG = "mkdocs.yml"

FEATURES = (
    "navigation.tabs",
    "navigation.tabs.sticky",
    "navigation.sections",
    "navigation.indexes",
    "navigation.path",
    "navigation.prune",
    "navigation.top",
    "navigation.footer",
    "toc.follow",
    "search.highlight",
    "search.suggest",
    "content.tooltips",
)
PALETTE = (
    {
        "media": "(prefers-color-scheme)",
        "primary": "indigo",
        "accent": "indigo",
        "toggle": {"icon": "material/brightness-auto", "name": "Светлая тема"},
    },
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "indigo",
        "accent": "indigo",
        "toggle": {"icon": "material/weather-sunny", "name": "Тёмная тема"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "indigo",
        "accent": "indigo",
        "toggle": {"icon": "material/weather-night", "name": "Как в системе"},
    },
)
EXTENSIONS: dict[str, dict[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "sane_lists": {},
    "tables": {},
    "toc": {"permalink": "#", "permalink_title": "Ссылка на раздел", "toc_depth": 3},
}
PLUGINS: dict[str, dict[str, Any]] = {
    "search": {"lang": "ru", "separator": r"[\s\u200b\-_,:!=\[\]()\"«»/—–|]+|\.(?!\d)"},
    "offline": {},
}


class ConfigError(Exception):
    """The company's ``mkdocs.yml`` cannot be used; the text says in Russian why and what to do."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things lie: the company's folder, the folder of build files, the docs in it, the built site."""

    project: Path
    build: Path
    site: Path

    @property
    def docs(self) -> Path:
        """The Markdown pages."""
        return self.build / "docs"


def config(book: Handbook, folders: Folders, own: Iterable[str] = ()) -> Artifact:
    """The configuration MkDocs builds the site by, for ``folders.build``.

    What the company says of looks stands: its theme, palette, logo and features. What makes the site the
    handbook's own, and readable without a network, is set here: navigation, folders, plain file names, no fonts
    from elsewhere.

    Args:
        book: The handbook.
        folders: Where the company, the pages and the site lie.
        own: Hand-written pages, relative to ``docs/``.

    Raises:
        ConfigError: The company's ``mkdocs.yml`` is not YAML, or no table of settings.
    """
    import yaml

    theirs = company_config(folders.project)
    settings: dict[str, Any] = {}
    if theirs is not None:
        settings["INHERIT"] = _way(folders.build, folders.project / COMPANY_CONFIG)
    theirs = theirs or {}
    settings |= {
        "site_name": title(book.company.site_name),
        "site_url": "",
        "docs_dir": "docs",
        "site_dir": _way(folders.build, folders.site),
        "use_directory_urls": False,
        "theme": _theme(_table(theirs.get("theme")), folders),
        "extra_css": [STYLE, *_others(theirs.get("extra_css"), STYLE)],
        "extra": {"generator": False, "polyfills": [SHIM], "homepage": "index.html"},
        "plugins": PLUGINS | _named(theirs.get("plugins")),
        "markdown_extensions": EXTENSIONS | _named(theirs.get("markdown_extensions")),
        "validation": {
            "nav": {"omitted_files": "info", "not_found": "warn", "absolute_links": "info"},
            "links": {
                "not_found": "warn",
                "anchors": "warn",
                "absolute_links": "warn",
                "unrecognized_links": "warn",
            },
        },
        "nav": nav(book, own),
    }
    header = (
        "# Этот файл собран из regulations/: правки в нём пропадут. Тема и цвета — в mkdocs.yml рядом с regulations/.\n"
    )
    body = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=110)
    return Artifact(CONFIG, (header + body).encode())


def company_config(project: Path) -> dict[str, Any] | None:
    """The company's own ``mkdocs.yml`` with tags left unread; None when there is none.

    Raises:
        ConfigError: It cannot be read.
    """
    import yaml

    path = project / COMPANY_CONFIG
    if not path.is_file():
        return None

    class Loader(yaml.SafeLoader):
        """Reads ``!ENV`` and ``!!python/name`` as nothing: MkDocs itself reads them for good."""

    Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)
    try:
        # A SafeLoader with fewer powers, not more.
        found = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=Loader)  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", строка {mark.line + 1}" if mark else ""
        raise ConfigError(f"Файл {COMPANY_CONFIG}{where}: это не YAML. Исправьте его или удалите") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"Файл {COMPANY_CONFIG} не читается: сохраните его в UTF-8 и проверьте права") from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ConfigError(f"Файл {COMPANY_CONFIG}: нужны настройки вида «ключ: значение»")
    return found


def _theme(theirs: dict[str, Any], folders: Folders) -> dict[str, Any]:
    made: dict[str, Any] = {"name": theirs.get("name", "material")}
    if made["name"] == "material":
        made["font"] = False
        made.setdefault("language", theirs.get("language", "ru"))
        made["features"] = list(dict.fromkeys([*FEATURES, *_list(theirs.get("features"))]))
        if "palette" not in theirs:
            made["palette"] = [dict(one) for one in PALETTE]
        icon = _table(theirs.get("icon"))
        if "logo" not in theirs and "logo" not in icon:
            made["icon"] = {"logo": "material/book-open-page-variant-outline"}
    if isinstance(theirs.get("custom_dir"), str):
        # MkDocs reads the path from the file that is built, not from the one it INHERITs.
        made["custom_dir"] = _way(folders.build, folders.project / theirs["custom_dir"])
    return made


def _way(start: Path, goal: Path) -> str:
    """A relative path where there is one: another disk of Windows has none."""
    try:
        return Path(os.path.relpath(goal.resolve(), start.resolve())).as_posix()
    except ValueError:
        return goal.resolve().as_posix()


def _table(value: Any) -> dict[str, Any]:  # noqa: ANN401 - raw YAML
    return value if isinstance(value, dict) else {"name": value} if isinstance(value, str) else {}


def _list(value: Any) -> list[Any]:  # noqa: ANN401 - raw YAML
    return value if isinstance(value, list) else []


def _others(value: Any, own: str) -> list[Any]:  # noqa: ANN401 - raw YAML
    return [item for item in _list(value) if item != own]


def _named(value: Any) -> dict[str, Any]:  # noqa: ANN401 - raw YAML
    """A list of names or of one-key tables as one table, which merges by name."""
    if isinstance(value, dict):
        return value
    made: dict[str, Any] = {}
    for item in _list(value):
        made |= item if isinstance(item, dict) else {str(item): {}}
    return made

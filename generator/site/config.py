"""``build/mkdocs.yml``: the product's settings under the company's own, which it INHERITs and never overrules."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from yaml import ScalarNode

from generator.artifact import Artifact
from generator.folders import Folders
from generator.site.company_config import FILE, ConfigError, Tagged, dump
from generator.site.nav import nav
from generator.site.own_pages import LEFT_OUT, SERVED
from generator.site.pages import SCRIPTS, SHIM, STYLE
from generator.site.text import title
from handbook.book import Handbook
from handbook.finding import Finding, Place, Severity

CONFIG = "mkdocs.yml"
THEME = "material"

FEATURES = (
    "navigation.tabs",
    "navigation.tabs.sticky",
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
        "toggle": {"icon": "material/white-balance-sunny", "name": "Тёмная тема"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "indigo",
        "accent": "indigo",
        "toggle": {"icon": "material/moon-waning-crescent", "name": "Как в системе"},
    },
)
#: Headings that state no name of their own are named by their words, Russian ones too, and not by their number.
_SLUGIFY = Tagged(ScalarNode("tag:yaml.org,2002:python/name:markdown.extensions.toc.slugify_unicode", ""))
EXTENSIONS: dict[str, dict[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "sane_lists": {},
    "tables": {},
    "toc": {"permalink": "#", "permalink_title": "Ссылка", "toc_depth": 3, "slugify": _SLUGIFY},
}
#: Settings with paths MkDocs takes from the folder of the file it is given; the company means its own folder.
_PATHS = ("hooks", "watch")
#: Settings the build decides of: name, value that asks for nothing else, what stands instead.
_OURS = (
    ("site_dir", "site", "сайт всегда в папке site"),
    ("docs_dir", "docs", "свои страницы берутся из regulations/pages"),
    ("nav", None, "меню собирается из описания"),
    ("use_directory_urls", False, "у каждой страницы свой файл, чтобы сайт открывался из папки"),
)
PLUGINS: dict[str, dict[str, Any]] = {
    "search": {"lang": "ru", "separator": r"[\s\u200b\-_,:!=\[\]()\"«»/—–|]+|\.(?!\d)"},
    "offline": {},
}


def settings_of(
    book: Handbook,
    folders: Folders,
    theirs: dict[str, Any] | None,
    own: Iterable[str] = (),
    made: Iterable[str] = (),
) -> dict[str, Any]:
    """What MkDocs builds the site by, as ``as_file`` writes it into ``folders.build``.

    What the company says of looks stands: its theme, palette, logo and features. What makes the site the
    handbook's own, and readable without a network, is set here: navigation, folders, plain file names, no fonts
    from elsewhere.

    Args:
        book: The handbook.
        folders: Where the company, the pages and the site lie.
        theirs: The company's settings; None when it has none.
        own: Hand-written pages, relative to ``docs/``.
        made: Generated files, relative to ``docs/``.

    Raises:
        ConfigError: The company asks for a theme the pages are not made for.
    """
    settings: dict[str, Any] = {}
    if theirs is not None:
        settings["INHERIT"] = _way(folders.build, folders.project / FILE)
    theirs = theirs or {}
    settings |= {
        "site_name": title(book.company.site_name),
        "site_url": "",
        "docs_dir": "docs",
        # The build says where the site goes; whoever builds by this file alone, as Zensical does, stays in its folder.
        "site_dir": "site",
        "use_directory_urls": False,
        "theme": _theme(_table(theirs.get("theme")), folders),
        "extra_css": [STYLE, *_others(theirs.get("extra_css"), STYLE)],
        "extra_javascript": [*SCRIPTS, *_others(theirs.get("extra_javascript"), *SCRIPTS)],
        "extra": {"generator": False, "polyfills": [SHIM], "homepage": "index.html"},
        "plugins": _at_home(PLUGINS | _named(theirs.get("plugins")), folders),
        "markdown_extensions": _at_home(EXTENSIONS | _named(theirs.get("markdown_extensions")), folders),
        "validation": {
            "nav": {"omitted_files": "info", "not_found": "warn", "absolute_links": "info"},
            "links": {
                "not_found": "warn",
                "anchors": "warn",
                "absolute_links": "warn",
                "unrecognized_links": "warn",
            },
        },
        # What the company leaves out is not among the pages; MkDocs by itself would leave out these.
        **dict.fromkeys(LEFT_OUT, ""),
        "exclude_docs": "\n".join(["!/templates/", *(f"!{name}" for name in SERVED)]),
        "nav": nav(book, own, made),
    }
    for key in _PATHS:
        if _list(theirs.get(key)):
            settings[key] = [_path(folders, item) for item in theirs[key]]
    return settings


def as_file(settings: Mapping[str, Any]) -> Artifact:
    """Settings as the file MkDocs reads."""
    header = (
        "# Этот файл собран из regulations/: правки в нём пропадут. Тема и цвета — в mkdocs.yml рядом с regulations/.\n"
    )
    return Artifact(CONFIG, (header + dump(dict(settings))).encode())


def idle(theirs: dict[str, Any] | None) -> Iterator[Finding]:
    """Settings of the company that change nothing, because the build decides of them."""
    for key, usual, instead in _OURS:
        value = (theirs or {}).get(key, usual)
        if isinstance(value, str):
            value = posixpath.normpath(value)
        if value != usual:
            yield Finding(
                "site-setting",
                Severity.WARNING,
                f"настройка «{key}» не действует: {instead}",
                (Place(FILE),),
                "Уберите её, чтобы она не вводила в заблуждение",
            )


def _theme(theirs: dict[str, Any], folders: Folders) -> dict[str, Any]:
    name = theirs.get("name", THEME)
    if name != THEME:
        raise ConfigError(
            f"Файл {FILE}: сайт не собран, тема «{name}» не подходит — страницы рассчитаны на тему {THEME}. "
            f"Напишите theme: {{name: {THEME}}} или уберите name; свой вид задают палитра, extra_css и custom_dir"
        )
    made: dict[str, Any] = {"name": THEME, "font": False, "language": theirs.get("language", "ru")}
    made["features"] = list(dict.fromkeys([*FEATURES, *_list(theirs.get("features"))]))
    if "palette" not in theirs:
        made["palette"] = [dict(one) for one in PALETTE]
    if "logo" not in theirs and "logo" not in _table(theirs.get("icon")):
        made["icon"] = {"logo": "material/book-open-outline"}
    if "custom_dir" in theirs:
        made["custom_dir"] = _path(folders, theirs["custom_dir"])
    return made


def _path(folders: Folders, value: Any) -> Any:  # noqa: ANN401 - raw YAML
    """A path of the company as the file in the build folder has to say it: MkDocs reads it from there."""
    return _way(folders.build, folders.project / value) if isinstance(value, str) else value


def _at_home(value: Any, folders: Folders) -> Any:  # noqa: ANN401 - raw YAML
    """Settings whose ``!relative $config_dir`` leads to the company's folder and not to the build folder."""
    if isinstance(value, dict):
        return {key: _at_home(item, folders) for key, item in value.items()}
    if isinstance(value, list):
        return [_at_home(item, folders) for item in value]
    if not isinstance(value, Tagged) or not isinstance(value.node, ScalarNode):
        return value
    start, _, rest = value.node.value.partition("/")
    if value.node.tag != "!relative" or start != "$config_dir":
        return value
    return Tagged(ScalarNode(value.node.tag, f"{start}/{_way(folders.build, folders.project / rest)}"))


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


def _others(value: Any, *own: str) -> list[Any]:  # noqa: ANN401 - raw YAML
    return [item for item in _list(value) if item not in own]


def _named(value: Any) -> dict[str, Any]:  # noqa: ANN401 - raw YAML
    """A list of names or of one-key tables as one table, which merges by name."""
    if isinstance(value, dict):
        return value
    made: dict[str, Any] = {}
    for item in _list(value):
        made |= item if isinstance(item, dict) else {str(item): {}}
    return made

"""Whether pages of a site can be rendered apart: whether code or templates of the company may see them all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.site.company_config import Tagged

#: Plugins that do nothing to a page, their index being made elsewhere.
_PLUGINS = frozenset({"search", "offline", "material/search", "material/offline"})
#: Extensions of Markdown that look at nothing but the page: no other file, no time, no code of the company.
_EXTENSIONS = frozenset(
    {
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "extra",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "meta",
        "nl2br",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
        "pymdownx.betterem",
        "pymdownx.caret",
        "pymdownx.details",
        "pymdownx.highlight",
        "pymdownx.inlinehilite",
        "pymdownx.keys",
        "pymdownx.mark",
        "pymdownx.smartsymbols",
        "pymdownx.superfences",
        "pymdownx.tabbed",
        "pymdownx.tasklist",
        "pymdownx.tilde",
    }
)
#: Settings that bring code, templates or another manner of building.
_WHOLE = ("hooks", "extra_templates", "strict")


def is_separable(theirs: Mapping[str, Any] | None, project: Path) -> bool:
    """Whether each page is made of itself and the navigation only.

    Args:
        theirs: The company's settings; None when it has none.
        project: The company's folder.
    """
    if not theirs:
        return True
    theme = theirs.get("theme")
    theme = theme if isinstance(theme, dict) else {}
    return (
        not any(theirs.get(key) for key in _WHOLE)
        and set(_names(theirs.get("plugins"))) <= _PLUGINS
        and {name.removeprefix("markdown.extensions.") for name in _names(theirs.get("markdown_extensions"))}
        <= _EXTENSIONS
        and not theme.get("static_templates")
        and not _has_templates(theme.get("custom_dir"), project)
        and not _tagged(theirs)
    )


def _names(value: object) -> Iterator[str]:
    """Names in a table, in a list of names or in a list of one-key tables."""
    if isinstance(value, dict):
        yield from map(str, value)
    for item in value if isinstance(value, list) else ():
        yield from map(str, item if isinstance(item, dict) else (item,))


def _has_templates(folder: object, project: Path) -> bool:
    """Whether the company's part of the theme is more than pictures and styles: a template sees the whole site."""
    if folder is None:
        return False
    if not isinstance(folder, str):
        return True
    return any(path.suffix in {".html", ".yml", ".yaml", ".py"} for path in (project / folder).rglob("*"))


def _tagged(value: object) -> bool:
    """Whether a value comes from elsewhere: the environment, or a function of somebody's."""
    if isinstance(value, dict):
        return any(map(_tagged, value.values()))
    return any(map(_tagged, value)) if isinstance(value, list) else isinstance(value, Tagged)

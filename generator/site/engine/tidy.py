"""Mends what the theme writes into every page and no browser needs: the page stays the same and becomes valid HTML.

Each change stands for one fault of Material 9.8. They are made in the text of a page, cheaply, and not in the tree.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache

_CONTENTS = 'id="__toc"'
#: What stands as it is on every page, with what stands instead. A check box cannot be completed, so it says nothing of
#: it; the script of the site tells Firefox not to restore it.
_SAME = (
    (
        '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">',
        '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" aria-label="Меню">',
    ),
    (
        '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">',
        '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" aria-label="Поиск">',
    ),
    (
        '<div class="md-search" data-md-component="search" role="dialog">',
        '<div class="md-search" data-md-component="search" role="dialog" aria-label="Поиск по сайту">',
    ),
    ('<nav class="md-path" aria-label="Навигация"', '<nav class="md-path" aria-label="Вы здесь"'),
)
#: The name of the program that made a page helps no reader.
_MADE_BY = re.compile(r'<meta name="generator" content="[^"]*">')
#: The script that puts on the colours a reader has chosen, and the same in half as many letters.
_COLOURS = re.compile(
    r'var palette=__md_get\("__palette"\);[^<]*\(prefers-color-scheme: dark\)[^<]*"data-md-color-"\+key,value\)\}'
)
_COLOURS_SHORT = (
    '((p,n)=>{if(!p||!(p=p.color))return;const m="(prefers-color-scheme",s="data-md-color-",'
    'i=p.media==m+")"&&document.querySelector(`[${s}media=\'${m}: ${matchMedia(m+": light)").matches?'
    '"light":"dark"})\']`);for(n of i?["media","scheme","primary","accent"]:Object.keys(p))'
    'document.body.setAttribute(s+n,i?i.getAttribute(s+n):p[n])})(__md_get("__palette"))'
)
_SETTINGS = re.compile(r'(<script id="__config" type="application/json">)(.*?)(?=</script>)', re.DOTALL)
_LABEL = re.compile(
    r'(<label class="md-nav__link[^"]*" for="__nav_[0-9_]+") id="[^"]*"(?: tabindex=""|( tabindex="0"))?>'
)
_TITLE = re.compile(r'<label class="md-nav__title" for="(__nav_[0-9_]+)">')
#: An icon of the theme; only a document of its own needs to be told that it is a picture.
_ICON = re.compile(r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 24 24"><path d="([^"]+)"/></svg>')
#: As long an outline is worth a name by which the icon is repeated.
_LONG = 60
#: A part of the menu within another part: the numbers of both are in its name.
_WITHIN = re.compile(r'aria-labelledby="((__nav_\d+(?:_\d+)*)_\d+_label)"')
_NOWHERE = '<label class="md-nav__title" for="__toc">'


def tidy(html: str) -> str:
    """A page with the faults of the theme mended.

    * A label of a section has an empty ``tabindex``, which is no number and means none.
    * A part of the menu is called by a label that may hold an arrow only; now by the one that holds its title.
    * A part may be called as the part around it, a process as its block; it is called by both titles.
    * A label of contents may name a box that is not on the page: it labels nothing.
    * The boxes behind the menu and the search and the dialog of the search have no name; they get one.
    * The path of a page is called as the menu is: two places of a page may not share a name.
    * Icons say what only a file of its own has to say, and some are written out twice.
    * Settings of the scripts spell Russian letters by number, six signs each; the choice of colours is long-winded.

    Args:
        html: The page as the theme wrote it.
    """
    made = _TITLE.sub(r'<label class="md-nav__title" for="\1" id="\1_label">', _LABEL.sub(r"\1\2>", html))
    made = _WITHIN.sub(r'aria-labelledby="\2_label \1"', made)
    for old, new in _SAME:
        made = made.replace(old, new, 1)
    if _NOWHERE in made and _CONTENTS not in made:
        made = made.replace(_NOWHERE, '<label class="md-nav__title">')
    made = _COLOURS.sub(lambda _: _COLOURS_SHORT, _MADE_BY.sub("", made, count=1), count=1)
    made = _SETTINGS.sub(lambda found: found[1] + _short(found[2]), made, count=1)
    return _with_light_icons(made)


@lru_cache(maxsize=64)
def _short(settings: str) -> str:
    """The same settings in plain letters; kept, because they differ by the depth of a page only."""
    return json.dumps(json.loads(settings), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _with_light_icons(html: str) -> str:
    counts = Counter(_ICON.findall(html))
    named: dict[str, str] = {}

    def light(icon: re.Match[str]) -> str:
        outline = icon[1]
        if outline in named:
            return f'<svg viewBox="0 0 24 24"><use href="#{named[outline]}"/></svg>'
        if counts[outline] == 1 or len(outline) < _LONG:
            return f'<svg viewBox="0 0 24 24"><path d="{outline}"/></svg>'
        named[outline] = f"__icon_{len(named)}"
        return f'<svg viewBox="0 0 24 24"><path id="{named[outline]}" d="{outline}"/></svg>'

    return _ICON.sub(light, html)

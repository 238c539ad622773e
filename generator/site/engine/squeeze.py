"""Takes the room between tags out of a page: the theme indents its templates, and a fifth of a page is that."""

from __future__ import annotations

import re

#: Where white space means something to a browser or to a program.
_KEPT = re.compile(r"<(pre|textarea|script|style)\b.*?</\1>", re.DOTALL)
#: The menu and the contents: every piece there is a block of its own, so that spaces around it show nowhere.
_MENU = re.compile(r'<div class="md-sidebar\b.*?<div class="md-content\b', re.DOTALL)
_EDGE = re.compile(r"(?<=>)\s+|\s+(?=<)")
_GAP = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*")


def squeezed(html: str) -> str:
    """A page with each gap of line breaks and indents as one line break, and with none in the menu.

    A browser shows the same.
    """
    html = _MENU.sub(lambda menu: _EDGE.sub("", menu[0]), html)
    made, end = [], 0
    for kept in _KEPT.finditer(html):
        made += [_GAP.sub("\n", html[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join((*made, _GAP.sub("\n", html[end:])))

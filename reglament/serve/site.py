"""The company's site as files, each page with the script that reloads it; the files themselves stay as they were."""

from __future__ import annotations

import hashlib
import mimetypes
import posixpath
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from reglament.serve.paths import file_of

_END = b"</body>"
#: What a page shows besides its own words: styles, scripts, pictures, those that a script fetches among them.
_SHOWN = re.compile(rb"""\s(?:src|href|data|data-picture)=["']([^"'?:]+)""")
#: Pages have words of their own; the index of the search is asked for only when somebody searches.
_OTHERS = (".html", "/")
_SEARCH = "search/"
_PAGE = ".html"
#: What the registry of Windows may say otherwise.
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
    ".md": "text/markdown; charset=utf-8",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".bpmn": "application/xml",
}


def type_of(path: Path) -> str:
    """The media type of a file, the same on every machine."""
    known = _TYPES.get(path.suffix.lower())
    return known or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def page_of(site: Path, path: str) -> Path | None:
    """The file of the site an address means: a folder is its ``index.html``.

    Args:
        site: The folder of the site.
        path: The path below it.
    """
    return file_of(site, f"{path}index.html" if not path or path.endswith("/") else path)


def source_of(path: str) -> str | None:
    """The Markdown page that a page of the site is made of, by its path below the site; None when it is no page."""
    name = f"{path}index.html" if not path or path.endswith("/") else path
    return f"{name.removesuffix(_PAGE)}.md" if name.endswith(_PAGE) else None


def mark_of(site: Path, page: Path) -> str:
    """What a page looks like, in short: it must be shown anew when this is another.

    Args:
        site: The folder of the site.
        page: The file of the page.
    """
    content = page.read_bytes()
    mark = hashlib.sha256(content)
    base = page.relative_to(site.resolve()).parent.as_posix()
    shown = {unescape(match.decode("utf-8", "replace")).partition("#")[0] for match in _SHOWN.findall(content)}
    for found in sorted(shown - {""}):
        name = posixpath.normpath(posixpath.join(base, unquote(found)))
        file = None if found.endswith(_OTHERS) or name.startswith(_SEARCH) else file_of(site, name)
        if file:
            known = file.stat()
            mark.update(f"{name} {known.st_size} {known.st_mtime_ns}\n".encode())
    return mark.hexdigest()[:24]


def with_reload(page: bytes, mark: str) -> bytes:
    """A page with the script that reloads it once its mark is another."""
    script = f'<script src="/assets/reload.js" data-mark="{mark}" defer></script>'.encode()
    head, end, tail = page.rpartition(_END)
    return head + script + end + tail if end else page + script

"""The company's site as files, each page with the script that reloads it; the files themselves stay as they were."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from reglament.serve.paths import file_of

_SCRIPT = b'<script src="/assets/reload.js" defer></script>'
_END = b"</body>"
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


def with_reload(page: bytes) -> bytes:
    """A page with the script that reloads it."""
    head, end, tail = page.rpartition(_END)
    return head + _SCRIPT + end + tail if end else page + _SCRIPT

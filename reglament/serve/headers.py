"""What every answer tells the browser: what the page may do, and that nobody else may have it."""

from __future__ import annotations

import re

_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
#: Our own pages: scripts and styles from files only, nothing from elsewhere.
OWN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: The site: its theme has styles and scripts in its pages, and searches in a worker.
SITE = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; "
    "form-action 'none'; base-uri 'self'; frame-ancestors 'none'"
)
#: A file to be saved: as a page it would do nothing.
FILE = "default-src 'none'; sandbox; frame-ancestors 'none'"
_NO_SCRIPT = "'none'"
_HASHES = re.compile(r"'sha(?:256|384|512)-[A-Za-z0-9+/=]{40,90}'")
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')


def security(policy: str) -> dict[str, str]:
    """The headers of an answer.

    Args:
        policy: What the page may do.
    """
    return {**_COMMON, "Content-Security-Policy": policy}


def report_policy(page: str) -> str:
    """What a report may do: run the scripts it names itself, each by its hash, and load nothing at all.

    Args:
        page: The beginning of the report.
    """
    found = _META.search(page)
    scripts = next((part for part in found[1].split(";") if part.strip().startswith("script-src")), "") if found else ""
    hashes = " ".join(_HASHES.findall(scripts)) or _NO_SCRIPT
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )

"""Compiles the Russian words of the command line: ``python -m reglament.locale.compile``."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOG = Path(__file__).parent / "ru" / "LC_MESSAGES" / "reglament.po"


class _Timeless(Catalog):
    """A catalogue whose header says only what gettext needs: Babel's own has the minute and its version in it."""

    mime_headers = (
        ("Language", "ru"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    )


def compiled() -> bytes:
    """The catalogue as gettext reads it at run time; the same words give the same bytes."""
    catalogue = _Timeless(locale="ru")
    with CATALOG.open("rb") as stream:
        for message in read_po(stream, locale="ru"):
            if message.id:
                catalogue[message.id] = message
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


if __name__ == "__main__":
    CATALOG.with_suffix(".mo").write_bytes(compiled())

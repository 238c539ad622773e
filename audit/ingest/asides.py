"""Rows that are not used, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from audit.database import Connection
from audit.ingest.convert import quoted
from audit.ingest.shapes import like
from audit.ingest.staged import Staged
from audit.ingest.wording import distinct_texts
from handbook.russian.text import normalise
from handbook.tables import TABLE

NO_KEY = "нет номера записи"
TEST_RECORD = "пробная запись"
DELETED = "удалена в CRM"
FILTERED = "не подходит отбору профиля"
NO_DEAL = "сделки нет среди проверяемых"
NO_STAGE = "нет стадии"

_OTHERS = "SELECT source_row FROM {raw} WHERE coalesce({cell} NOT IN ({good}), {blank})"
_ASIDE = "UPDATE {table} SET aside = {reason} WHERE aside IS NULL AND {condition}"


def set_aside(con: Connection, table: str, reason: str, condition: str) -> None:
    """Mark rows that are not used; a row keeps its first reason."""
    con.execute(_ASIDE.format(table=table, reason=quoted(reason), condition=condition))


def set_aside_by_source(con: Connection, staged: Staged, raw: str) -> None:
    """Mark rows that the source of the profile does not want, and those that cannot be used.

    Args:
        con: Where.
        staged: The staging table.
        raw: The loaded text it was made from.
    """
    match = staged.match
    for title, allowed in match.source.filters.items():
        _filter(con, staged, raw, match.filters[title], like(allowed))
    for title, refused in match.source.excluded.items():
        if title in match.filters:
            _filter(con, staged, raw, match.filters[title], _unlike(refused))
    set_unusable_aside(con, staged)


def _unlike(values: Sequence[str]) -> Callable[[str], bool]:
    fits = like(values)
    return lambda text: not fits(text)


def _filter(con: Connection, staged: Staged, raw: str, position: int, wanted: Callable[[str], bool]) -> None:
    """Set rows aside that a source of the profile does not want; a blank cell is an empty text."""
    cell = f"c{position}"
    good = ", ".join(quoted(text) for text in ("", *distinct_texts(con, raw, cell)) if not text or wanted(text))
    blank = "FALSE" if wanted("") else "TRUE"
    set_aside(
        con, staged.name, FILTERED, f"source_row IN ({_OTHERS.format(raw=raw, cell=cell, good=good, blank=blank)})"
    )


def set_unusable_aside(con: Connection, staged: Staged) -> None:
    """Mark rows without a number and those that were deleted in the CRM."""
    match = staged.match
    keys = [column.name for column in TABLE[match.table].columns if column.key]
    for key in keys or [name for name in ("deal_id", "owner") if name in staged.columns][:1]:
        set_aside(con, staged.name, NO_KEY, f"{key} IS NULL")
    if "is_deleted" in staged.columns:
        set_aside(con, staged.name, DELETED, "is_deleted")


def set_test_records_aside(con: Connection, staged: Staged, words: Sequence[str]) -> None:
    """Mark records whose title holds one of the words (as a word, not as a part of one)."""
    if "title" not in staged.filled or not words:
        return
    apart = r"[^\p{L}\p{N}]"
    # Blanks of any kind stand between words, as they do for ``normalise``.
    wanted = "|".join(r"[\s\p{Z}]+".join(re.escape(part) for part in normalise(word).split()) for word in words)
    pattern = quoted(f"(^|{apart})({wanted})($|{apart})")
    set_aside(con, staged.name, TEST_RECORD, f"regexp_matches(replace(lower(title), 'ё', 'е'), {pattern})")

"""Words of a staging table in those of the profile, of the staff list and of banks; each distinct text once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from audit.database import Connection, fill
from audit.ingest.currencies import code_of
from audit.ingest.lookalikes import skeleton
from audit.ingest.people import People, holds_people
from audit.ingest.staged import Staged
from handbook.finding import Place
from handbook.russian.text import normalise
from handbook.tables import TABLE, Type

_DISTINCT = 'SELECT DISTINCT "{column}" FROM {table} WHERE "{column}" IS NOT NULL AND {where} ORDER BY 1'
_FIRST_ROWS = (
    'SELECT "{column}", min(source_row) FROM {table} WHERE "{column}" IS NOT NULL AND aside IS NULL'
    " GROUP BY 1 ORDER BY 2"
)
_TRANSLATE = (
    'UPDATE {table} SET "{column}" = words.after FROM words WHERE {table}."{column}" = words.before AND {where}'
)


def translate_columns(con: Connection, staged: Staged, people: People) -> None:
    """Put words and names of a staging table in those of the profile and of the staff list."""
    columns = (column for column in TABLE[staged.match.table].columns if column.name in staged.columns)
    for column in columns:
        words = {normalise(key): value for key, value in staged.match.column(column.name).values.items()}
        if column.type is Type.TEXT and words:
            translate(con, staged.name, column.name, meaning(words))
        if column.name == "currency":
            translate(con, staged.name, column.name, code_of)
        if holds_people(staged.match.table, column.name):
            _meet_shared(con, staged, column.name, people)
            translate(con, staged.name, column.name, people.resolve)


def _meet_shared(con: Connection, staged: Staged, column: str, people: People) -> None:
    """Tell of names that several people bear, at the first row each stands in."""
    for text, row in con.execute(_FIRST_ROWS.format(table=staged.name, column=column)).fetchall():
        if people.is_shared(text):
            people.met(text, Place(staged.file, row=row, field=staged.match.title(column), excerpt=text))


def meaning(words: Mapping[str, str]) -> Callable[[str], str | None]:
    """What a word of the profile means; one that is put as nothing is a blank."""
    alike = {skeleton(word): text for word, text in words.items()}
    return lambda text: words.get(normalise(text), alike.get(skeleton(text), text)) or None


def translate(con: Connection, table: str, column: str, meaning: Callable[[str], str | None]) -> None:
    """Replace texts of a column by their meaning; each distinct text is asked about once."""
    put_words(con, table, column, {text: meaning(text) for text in distinct_texts(con, table, column)})


def distinct_texts(con: Connection, table: str, column: str, where: str = "TRUE") -> list[str]:
    """The texts that stand in a column, each once; ``where`` is SQL of the rows that are looked at."""
    found = con.execute(_DISTINCT.format(table=table, column=column, where=where)).fetchall()
    return [str(row[0]) for row in found]


def put_words(con: Connection, table: str, column: str, words: Mapping[str, str | None], where: str = "TRUE") -> None:
    """Replace texts of a column by others; ``where`` is SQL of the rows that are changed."""
    changed = [(before, after) for before, after in words.items() if before != after]
    if changed:
        con.execute("CREATE OR REPLACE TABLE words (before VARCHAR, after VARCHAR)")
        fill(con, "words", {"before": "VARCHAR", "after": "VARCHAR"}, changed)
        con.execute(_TRANSLATE.format(table=table, column=column, where=where))

"""Old and new values of changed fields in the words of the fields: a change tells the same as a card."""

from __future__ import annotations

from collections.abc import Sequence

from audit.database import fill
from audit.ingest.convert import expression, quoted
from audit.ingest.recognition.recognise import Match
from audit.ingest.staged import Reader, Staged
from audit.ingest.stages import Stages
from audit.ingest.values import UNREAD, read_moment
from audit.ingest.wording import distinct_texts, put_words
from handbook.russian.text import normalise
from handbook.tables import Type

_MOMENTS = {"closed_at": Type.TIMESTAMP, "planned_close": Type.DATE}
_READ = "SELECT g.text, CAST({value} AS VARCHAR) FROM (SELECT unnest($texts) AS text) AS g"
#: Every stage a change names, with the pipeline its deal is in.
_STAGES = (
    'SELECT DISTINCT d.pipeline, f."{column}" FROM {table} AS f LEFT JOIN deals AS d ON d.deal_id = f.id'
    " WHERE f.field = 'stage' AND f.\"{column}\" IS NOT NULL ORDER BY ALL"
)
_PLACE = (
    'UPDATE {table} SET "{column}" = p.after FROM (SELECT w.before, w.after, d.deal_id FROM words AS w'
    " JOIN deals AS d ON d.pipeline IS NOT DISTINCT FROM w.pipeline) AS p"
    " WHERE {table}.field = 'stage' AND {table}.id = p.deal_id AND {table}.\"{column}\" = p.before"
)


def put_in_words(reader: Reader, staged: Staged, deals: Sequence[Match], stages: Stages) -> None:
    """Read dates, outcomes and stages in the changes of fields as the profile reads them in deals.

    A text that nobody can read stays as it is: the rules tell of it where it matters.

    Args:
        reader: What they are read with.
        staged: Rows of ``field_changes``; deals are filled already.
        deals: How the deals of the export were read.
        stages: Knows the funnels.
    """
    for column in ("old", "new"):
        if not {"field", column} <= staged.columns:
            continue
        con, table = reader.con, staged.name
        for field, kind in _MOMENTS.items():
            formats = [shape for match in deals for shape in _formats(match, field)]
            texts = distinct_texts(con, table, column, _of(field))
            put_words(con, table, column, _moments(reader, texts, kind, formats), _of(field))
        words = {key: value for match in deals for key, value in _outcomes(match).items()}
        texts = distinct_texts(con, table, column, _of("outcome"))
        put_words(con, table, column, {text: words.get(normalise(text), text) for text in texts}, _of("outcome"))
        _place(reader, staged, column, stages)


def _of(field: str) -> str:
    """SQL of the changes of a field."""
    return f"field = {quoted(field)}"


def _formats(match: Match, field: str) -> Sequence[str]:
    return match.column(field).formats if field in match.source.columns else ()


def _outcomes(match: Match) -> dict[str, str]:
    values = match.column("outcome").values if "outcome" in match.source.columns else {}
    return {normalise(key): value for key, value in values.items()}


def _moments(reader: Reader, texts: Sequence[str], kind: Type, formats: Sequence[str]) -> dict[str, str | None]:
    """Dates and moments as ISO writes them; an agreed blank («не закрыта») is none."""
    if not texts:
        return {}
    value = expression(kind, "g.text", formats, reader.zones)
    found: dict[str, str | None] = {}
    for text, read in reader.con.execute(_READ.format(value=value), {"texts": list(texts)}).fetchall():
        other = read_moment(text) if read is None else None
        if other is not UNREAD:
            found[text] = read or (str(other) if other is not None else None)
    return found


def _place(reader: Reader, staged: Staged, column: str, stages: Stages) -> None:
    pairs = reader.con.execute(_STAGES.format(table=staged.name, column=column)).fetchall()
    placed = [(pipeline, text, stages.place(pipeline, text).stage) for pipeline, text in pairs]
    changed = [row for row in placed if row[1] != row[2]]
    if changed:
        columns = {"pipeline": "VARCHAR", "before": "VARCHAR", "after": "VARCHAR"}
        reader.con.execute("CREATE OR REPLACE TABLE words (pipeline VARCHAR, before VARCHAR, after VARCHAR)")
        fill(reader.con, "words", columns, changed)
        reader.con.execute(_PLACE.format(table=staged.name, column=column))

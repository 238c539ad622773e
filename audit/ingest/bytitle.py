"""Records that name their deal instead of numbering it: tasks, quotes and invoices of a CRM's own lists."""

from __future__ import annotations

from audit.database import Connection
from audit.ingest.staged import Staged
from audit.ingest.wording import distinct_texts, put_words
from handbook.finding import Finding, Place, Severity
from handbook.russian.text import normalise

_TITLES = (
    "SELECT title, min(deal_id), count(DISTINCT deal_id) FROM"
    " (SELECT trim(regexp_replace(replace(lower(title), 'ё', 'е'), '\\s+', ' ', 'g')) AS title, deal_id FROM deals)"
    " WHERE title IN (SELECT unnest($titles)) GROUP BY 1"
)
_ROWS = "SELECT source_row, deal_id FROM {table} WHERE aside IS NULL AND deal_id IN (SELECT unnest($lost)) ORDER BY 1"
_SHOWN = 20


def number_deals(con: Connection, staged: Staged) -> None:
    """Put the number of a deal in place of its title, where exactly one deal of the export bears it.

    Args:
        con: Where; deals are filled already.
        staged: A staging table whose profile says ``by: title``; a title of none or of several deals becomes a blank,
            and a finding tells of it.
    """
    texts = distinct_texts(con, staged.name, "deal_id")
    if not texts:
        return
    keys = {text: normalise(text) for text in texts}
    found = con.execute(_TITLES, {"titles": sorted(set(keys.values()))}).fetchall()
    numbers = {title: number for title, number, count in found if count == 1}
    several = {title for title, _, count in found if count > 1}
    lost = [text for text, key in keys.items() if key not in numbers]
    if lost:
        rows = con.execute(_ROWS.format(table=staged.name), {"lost": lost}).fetchall()
        if rows:
            staged.findings.append(_finding(staged, rows, any(keys[text] in several for _, text in rows)))
    put_words(con, staged.name, "deal_id", {text: numbers.get(key) for text, key in keys.items()})


def _finding(staged: Staged, rows: list[tuple[int, str]], shared: bool) -> Finding:  # noqa: FBT001 - private
    title = staged.match.title("deal_id")
    why = "сделки с таким названием в выгрузке нет" + (" или оно у нескольких сделок" if shared else "")
    return Finding(
        "deal-by-title",
        Severity.WARNING,
        f"{why}; записи остались без сделки (строк: {len(rows)})",
        tuple(Place(staged.file, row=row, field=title, excerpt=text) for row, text in rows[:_SHOWN]),
        "Выгрузите сделки вместе с этими записями или возьмите выгрузку с номерами сделок (REST)",
    )

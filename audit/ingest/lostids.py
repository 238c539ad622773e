"""Numbers of records that a spreadsheet or a script rounded: «6,82E+18» is the number of many records, and of none."""

from __future__ import annotations

from audit.database import Connection
from audit.ingest.asides import set_aside
from audit.ingest.staged import Staged
from handbook.finding import Finding, Place, Severity
from handbook.tables import TABLE

LOST = "номер записи потерял цифры"

_ROUNDED = r"^\d([.,]\d+[eE]\+?|[eE]\+)\d{{1,3}}$"
_IS_ROUNDED = (
    '(contains("{column}", \'e\') OR contains("{column}", \'E\')) AND regexp_matches("{column}", \'' + _ROUNDED + "')"
)
_ROWS = 'SELECT source_row, "{column}" FROM {table} WHERE aside IS NULL AND {rounded} ORDER BY 1'
_BLANK = 'UPDATE {table} SET "{column}" = NULL WHERE {rounded}'
_SHOWN = 20


def leave_out_rounded(con: Connection, staged: Staged) -> list[Finding]:
    """Set aside the records whose own number is rounded, and blank such numbers of other records; tell of both.

    Args:
        con: Where.
        staged: A staging table.
    """
    keys = {column.name for column in TABLE[staged.match.table].columns if column.key} or {"deal_id"}
    found = []
    for column in sorted(name for name in staged.columns if name == "id" or name.endswith("_id")):
        rounded = _IS_ROUNDED.format(column=column)
        named = {"table": staged.name, "column": column, "rounded": rounded}
        rows = con.execute(_ROWS.format(**named)).fetchall()
        if not rows:
            continue
        if column in keys:
            set_aside(con, staged.name, LOST, rounded)
        else:
            con.execute(_BLANK.format(**named))
        title = staged.match.title(column)
        count = f" (строк: {len(rows)})" if len(rows) > 1 else ""
        what = "эти строки отложены" if column in keys else "они считаются пустыми"
        found.append(
            Finding(
                "lost-digits",
                Severity.WARNING,
                f"номера записей потеряли цифры: «{rows[0][1]}»{count}; {what}",
                tuple(Place(staged.file, row=row, field=title, excerpt=text) for row, text in rows[:_SHOWN]),
                "Выгрузите данные из CRM ещё раз и не пересохраняйте файл в Excel: он хранит только 15 цифр",
            )
        )
    return found

"""Which rows below a header are no records: blank ones, totals, signatures, captions of groups.

One word does not make a footer: a customer may be called «Total». A row that fills most of the columns, and not with
numbers alone, is a record whatever it begins with.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit.ingest.convert import quoted
from audit.ingest.sheet import BLANK_ROW, CAPTION_CELL, CAPTION_ROW, CAPTION_WIDTH, FOOTER_CELL, FOOTER_ROW

#: Whether a trimmed cell begins a footer.
FOOTER = f"regexp_matches(lower({{cell}}), {quoted(FOOTER_CELL)})"
#: First letters of the cells that begin footers, the signs among them.
_LETTERS = "'и', 'в', 'о', 'с', 'п', 'р', 'г', 'д', 'у', 'б', 't', 's', 'g', 'c', '<', '*'"
_LIKELY = f"({{cell}} >= '<' OR {{cell}} < '+') AND left(lower({{cell}}), 1) IN ({_LETTERS})"
#: Between the filled cells of a row when they are looked at together.
_MARK = "chr(30)"
_NUMBER = (
    r"[-+(]*[$€₽ ]*([0-9]{1,3}([ \x{a0}\x{202f},.'][0-9]{3})+|[0-9]+)([.,][0-9]+)?\)?"
    r"[ \x{a0}]*(%|₽|\$|€|руб\.?|р\.|шт\.?|rub|usd|eur)?|[0-9]+:[0-9]{2}(:[0-9]{2})?"
)
#: A cell and after it nothing but numbers.
_SUMS = rf"[^\x1e]*(\x1e({_NUMBER}))*"
#: A record has at least so many cells unless it fills every column.
_FEWEST = 4


def likely_footer(cell: str) -> str:
    """SQL of whether a cell begins a footer, quick for cells that do not."""
    return f"{_LIKELY.format(cell=cell)} AND {FOOTER.format(cell=cell)}"


def aside_of(cells: Sequence[str], width: int) -> str:
    """SQL of the reason why a row is no record, NULL for records.

    Args:
        cells: Its trimmed cells, in their order; NULL where there is nothing.
        width: How many columns have titles.
    """
    first, last = f"coalesce({', '.join(cells)}, NULL)", f"coalesce({', '.join(reversed(cells))}, NULL)"
    whole = f"concat_ws({_MARK}, {', '.join(cells)})"
    filled = f"(length({whole}) - length(replace({whole}, {_MARK}, '')) + 1)"
    enough = f"{filled} * 2 >= {width} AND ({filled} >= {_FEWEST} OR {filled} >= {width})"
    record = f"{enough} AND NOT regexp_full_match(lower({whole}), {quoted(_SUMS)})"
    # Captions stand in the first column; one cell elsewhere is a record without its number.
    caption = f"{last} = {cells[0]} AND regexp_matches({cells[0]}, {quoted(CAPTION_CELL)}) AND {whole} = {cells[0]}"
    return (
        f"CASE WHEN {first} IS NULL THEN {quoted(BLANK_ROW)}"
        f" WHEN {FOOTER.format(cell=first)} THEN CASE WHEN {record} THEN NULL ELSE {quoted(FOOTER_ROW)} END"
        + (f" WHEN {caption} THEN {quoted(CAPTION_ROW)}" if width >= CAPTION_WIDTH else "")
        + " END"
    )

"""What only a whole column can tell: what its marks part, whether its months come first, whether it holds days.

The expressions find the values that make such a question of a column; where there is one, the whole column is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from audit.database import Connection, fill
from audit.ingest.values import decimal_mark, either_way, group_marks, read_number
from handbook.finding import Finding, Place, Severity

_DOUBTFUL = r"(^|[^0-9\s\p{Z}])[\s\p{Z}]*[1-9]\d{0,2}[.,]\d{3}([^0-9.,]|$)"
_MONTH_SECOND = r"^\d{1,2}\.(1[3-9]|[2-9]\d)\.(\d{4}|\d{2})\b"
_MIDNIGHT, _OFFSET = r"[ T]0?0:00(:00([.,]0+)?)?", r"\s*(Z|UTC|GMT|[+-]\d\d(:?\d\d)?)"
_COUNTED = r"\d{5}[.,]\d+|\d{10}|\d{13}"
_MIDNIGHT_TEXT = re.compile(f"{_MIDNIGHT}({_OFFSET})?$", re.IGNORECASE)
_COUNTED_TEXT = re.compile(_COUNTED)
_ANY = "SELECT 1 FROM {table} WHERE {condition} LIMIT 1"
_DOTTED = "SELECT DISTINCT {text} FROM {table} WHERE {text} LIKE '%_.%_.%' ORDER BY 1"
#: A number with a mark that the database has read: it reads one way.
_DECIMAL = "SELECT {text} FROM {table} WHERE \"{column}\" IS NOT NULL AND contains({text}, '{mark}') LIMIT 1"
_ROWS = (
    "SELECT source_row, {text} FROM {table} WHERE aside IS NULL AND {text} IN (SELECT before FROM doubtful) ORDER BY 1"
)
_SHOWN, _SHOWN_ROWS = 3, 20
_SIGNS = frozenset("$€£¥₽₸₴₾₼")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a staging table, its text beside it.

    Attributes:
        con: Where.
        table: The staging table.
        name: The canonical column.
    """

    con: Connection
    table: str
    name: str

    @property
    def text(self) -> str:
        """SQL of the text."""
        return f"{self.name}_text"

    def has(self, condition: str) -> bool:
        """Whether any text fulfils a condition."""
        return self.con.execute(_ANY.format(table=self.table, condition=condition)).fetchone() is not None

    def holds_days(self) -> bool:
        """Whether every moment is a midnight: such are days, whatever clock they were written by."""
        return not self.has(is_timed(self.text)) and self.has(is_midnight(self.text))

    def dotted(self) -> list[str]:
        """Its distinct texts with two points, as dates have."""
        asked = _DOTTED.format(text=self.text, table=self.table)
        return [str(row[0]) for row in self.con.execute(asked).fetchall()]


def reads_both_ways(text: str) -> str:
    """The SQL of a number whose only mark stands before three digits, with or without a currency."""
    return f"({text} LIKE '%,___%' OR {text} LIKE '%.___%') AND regexp_matches({text}, '{_DOUBTFUL}')"


def has_month_second(text: str) -> str:
    """The SQL of a date with points of which the second part is no month."""
    return f"regexp_matches({text}, '{_MONTH_SECOND}')"


def is_midnight(text: str, *, elsewhere: bool = False) -> str:
    """The SQL of a midnight by any clock; or of one that has its offset from UTC: another moment elsewhere."""
    offset = _OFFSET if elsewhere else f"({_OFFSET})?"
    return f"contains({text}, '0:00') AND regexp_matches({text}, '{_MIDNIGHT}{offset}\\s*$', 'i')"


def is_timed(text: str) -> str:
    """The SQL of a moment that is no midnight: a time of the day, or a count of seconds or of parts of a day."""
    midnight = f"regexp_matches({text}, '{_MIDNIGHT}({_OFFSET})?$', 'i')"
    return f"(contains({text}, ':') AND NOT {midnight} OR regexp_full_match({text}, '{_COUNTED}'))"


def is_timed_text(text: str) -> bool:
    """Whether a text is a moment that is no midnight; what ``is_timed`` asks the database."""
    return bool(_COUNTED_TEXT.fullmatch(text) or (":" in text and not _MIDNIGHT_TEXT.search(text)))


def thousands(column: Column, left: Sequence[str], place: Place, *, money: bool) -> tuple[str, list[Finding]]:
    """The marks that part thousands in a column of numbers, and a remark when that is but a likelihood.

    Args:
        column: The column, read but for what is left.
        left: Its distinct texts that the database could not read.
        place: File and title.
        money: Whether they are sums; quantities often have three digits behind their decimal mark: «2,000».
    """
    marks, doubtful = group_marks(left), {text: digits for text in left if (digits := either_way(text))}
    if marks or not (doubtful and money):
        return marks, []
    proven = {decimal_mark(text) for text in left} | {mark for mark in ",." if _is_decimal(column, mark)}
    unsure = {text: digits for text, digits in doubtful.items() if not proven & set(digits)}
    if not unsure:
        return "", []
    used = {mark for digits in unsure.values() for mark in ",." if mark in digits}
    if len(used) == 1:
        signed = all(_SIGNS & set(text) for text in unsure)
        several = len(set(unsure.values())) > 1
        marks = "".join(used) if proven - {""} or (several and (used == {","} or signed)) else ""
    return marks, _ambiguous(column, unsure, marks, place)


def _is_decimal(column: Column, mark: str) -> bool:
    asked = _DECIMAL.format(text=column.text, table=column.table, column=column.name, mark=mark)
    return column.con.execute(asked).fetchone() is not None


def _ambiguous(column: Column, texts: dict[str, str], marks: str, place: Place) -> list[Finding]:
    column.con.execute("CREATE OR REPLACE TABLE doubtful (before VARCHAR)")
    fill(column.con, "doubtful", {"before": "VARCHAR"}, [(text,) for text in texts])
    rows = column.con.execute(_ROWS.format(text=column.text, table=column.table)).fetchall()
    if not rows:
        return []
    first = list(dict.fromkeys(text for _, text in rows))
    shown = ", ".join(f"«{text}»" for text in first[:_SHOWN])
    more = f" и ещё {len(first) - _SHOWN}" if len(first) > _SHOWN else ""
    count = f" (строк: {len(rows)})" if len(rows) > 1 else ""
    how = f"знак перед тремя цифрами сочтён разделителем {'тысяч' if marks else 'дробной части'}"
    value = read_number(first[0], marks)
    if isinstance(value, Decimal):
        how += f": «{first[0]}» — это {f'{value.normalize():f}'.replace('.', ',')}"
    return [
        Finding(
            "ambiguous-number",
            Severity.WARNING,
            f"числа читаются двояко: {shown}{more}{count}; {how}",
            tuple(Place(place.file, row=row, field=place.field, excerpt=text) for row, text in rows[:_SHOWN_ROWS]),
            "Выгрузите суммы без разделителей тысяч или с копейками",
        )
    ]

"""Currencies in the words of banks: by their own column, and by the signs people write beside sums."""

from __future__ import annotations

import re
from collections.abc import Mapping

from audit.database import Connection, fill
from audit.ingest.convert import quoted
from audit.ingest.lookalikes import skeleton
from handbook.finding import Finding, Place, Severity
from handbook.russian.numbers import format_number

_WORDS: Mapping[str, tuple[str, ...]] = {
    "RUB": ("₽", "р", "руб", "рубль", "рубля", "рубли", "рублей", "российский рубль", "rur", "rub", "russian ruble"),
    "USD": ("$", "дол", "долл", "доллар", "доллара", "доллары", "долларов", "доллар сша", "us dollar", "usd", "us$"),
    "EUR": ("€", "евро", "euro", "eur"),
    "KZT": ("₸", "тг", "тенге", "kzt"),
    "BYN": ("белорусский рубль", "byn", "бел руб"),
    "CNY": ("юань", "китайский юань", "cny", "¥"),
    "GBP": ("£", "фунт стерлингов", "gbp"),
    "UAH": ("₴", "грн", "гривна", "uah"),
}
CODES = frozenset(_WORDS)
_CODES = {skeleton(word): code for code, words in _WORDS.items() for word in words}
#: A sign or a code beside a sum: «€ 3.500,00», «12 500 USD», «1000|RUB».
_SIGN = {
    code: re.compile(
        "|".join(
            rf"(?<![^\W\d_]){word}(?![^\W\d_])" if word.isalpha() else re.escape(word)
            for word in words
            if " " not in word
        ),
        re.IGNORECASE,
    )
    for code, words in _WORDS.items()
}
#: Sums with something besides figures and blanks.
_TEXTS = "SELECT DISTINCT amount_text FROM {table} WHERE regexp_matches(amount_text, '[^0-9.,+ \\x{{A0}}\\x{{202F}}-]')"
_PUT = (
    "UPDATE {table} SET currency = money.code FROM money"
    " WHERE {table}.amount_text = money.before AND {table}.currency IS NULL"
)
#: Tables whose sums are recalculated into the company's currency.
_TABLES = ("deals", "invoices", "payments", "orders", "quotes")
_STRANGE = (
    "SELECT upper(trim(currency)) AS code, source_file, count(*), min(source_row) FROM {table}"
    " WHERE nullif(trim(currency), '') IS NOT NULL AND amount IS NOT NULL AND amount <> 0"
    " AND CASE upper(trim(currency)) WHEN 'RUR' THEN 'RUB' ELSE upper(trim(currency)) END <> {own}"
    " AND upper(trim(currency)) NOT IN (SELECT upper(trim(currency)) FROM fx WHERE currency IS NOT NULL)"
    " GROUP BY 1, 2 ORDER BY 2, 1"
)


def code_of(text: str) -> str:
    """The code of a currency by its name or sign; the text itself when it says nothing certain."""
    return _CODES.get(skeleton(text), text)


def code_beside(text: str) -> str | None:
    """The code of the currency written beside a sum; None when there is none, or several."""
    found = [code for code, sign in _SIGN.items() if sign.search(text)]
    return found[0] if len(found) == 1 else None


def take_signs(con: Connection, table: str, *, has_column: bool, own: str) -> bool:
    """Take currencies from beside the sums of a staging table, where no column tells them.

    Args:
        con: Where.
        table: A staging table with the text of its column ``amount``.
        has_column: Whether it has a column of currencies.
        own: Code of the company's currency: without a column, its sign needs no telling.

    Returns:
        Whether any was found, so that the table has such a column now.
    """
    texts = [str(row[0]) for row in con.execute(_TEXTS.format(table=table)).fetchall()]
    found = [(text, code) for text in sorted(texts) if (code := code_beside(text))]
    if not found or (not has_column and all(code == own for _, code in found)):
        return False
    con.execute(f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS currency VARCHAR")
    con.execute("CREATE OR REPLACE TABLE money (before VARCHAR, code VARCHAR)")
    fill(con, "money", {"before": "VARCHAR", "code": "VARCHAR"}, found)
    con.execute(_PUT.format(table=table))
    return True


def without_rate(con: Connection, present: Mapping[str, set[str]], own: str) -> list[Finding]:
    """A warning for every currency of a file that cannot be recalculated: its sums are not judged.

    Args:
        con: Where the canonical tables are.
        present: Columns that were filled, by table.
        own: Code of the company's currency.
    """
    found = []
    for table in _TABLES:
        # A column that nobody asks about is filled by the export and not read.
        read = {str(row[0]) for row in con.execute(f"DESCRIBE {table}").fetchall()} & present.get(table, set())
        if not {"amount", "currency"} <= read:
            continue
        for code, file, count, row in con.execute(_STRANGE.format(table=table, own=quoted(own))).fetchall():
            found.append(
                Finding(
                    "no-rate",
                    Severity.WARNING,
                    f"суммы в валюте «{code}» не пересчитаны в {own}: курса нет (строк: {format_number(count)})",
                    (Place(str(file), row=row),),
                    "Добавьте к выгрузке таблицу курсов («Валюта», «День», «Курс»); валюту под своим названием "
                    "сопоставьте с кодом в values столбца currency профиля",
                )
            )
    return found

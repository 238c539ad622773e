"""How cells of a workbook look: formats of XlsxWriter by the kind of a value, its tint and what it begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

_BASE: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "valign": "top"}
#: A number stands off the text of the next column by two brackets: not every program heeds an indent on the right.
_GAP = "_)_)"
_HEAD: dict[str, Any] = {
    "bold": True,
    "bg_color": "#E8ECF1",
    "bottom": 1,
    "bottom_color": "#8A96A3",
    "text_wrap": True,
}


class Style(Enum):
    """How the values of a column look.

    ``FACT`` is a column of texts and numbers, all from the left; ``LACK`` is money short of a plan, which tells in
    words what its sign means.
    """

    TEXT = "@"
    WRAPPED = "wrapped"
    FACT = "fact"
    INTEGER = "#,##0"
    NUMBER = "#,##0.0###"
    PERCENT = "0.0%"
    DATE = "dd.mm.yyyy"
    MONEY = "money"
    LACK = "lack"


class Tint(Enum):
    """The colours of a word that says the same by itself."""

    BAD = ("#F8D7D3", "#7A1B12")
    WARNING = ("#FBEBC4", "#5C4300")
    GOOD = ("#D9EEDC", "#1D5128")
    QUIET = ("#E9EBEE", "#3D4752")
    ENTRY = ("#FFF9DB", "#000000")


@dataclass(frozen=True, slots=True)
class Look:
    """Formats of a column by what its value turns out to be, found once for all its rows."""

    text: Any
    quoted: Any
    day: Any
    whole: Any
    number: Any
    link: Any
    tints: Mapping[str, Any]
    blank: Any = None


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, file: Any, currency: str) -> None:  # noqa: ANN401 - XlsxWriter is untyped
        """Make what every workbook needs."""
        self._file = file
        sign = {"RUB": "₽", "USD": "$", "EUR": "€"}.get(currency, "".join(filter(str.isalnum, currency))[:8])
        formats: dict[Style, dict[str, Any]] = {style: {"num_format": style.value + _GAP} for style in Style}
        formats[Style.TEXT] = {"num_format": "@"}
        formats[Style.WRAPPED] = {"num_format": "@", "text_wrap": True}
        formats[Style.FACT] = {"num_format": "@", "text_wrap": True}
        formats[Style.DATE] = {"num_format": Style.DATE.value, "align": "left"}
        formats[Style.MONEY] = {"num_format": f'#,##0.00 "{sign}"{_GAP}'}
        sums = f'#,##0 "{sign}"{_GAP}'
        formats[Style.LACK] = {
            "num_format": f'"не хватает "{sums};"сверх плана "{sums};"ровно по плану"{_GAP}',
            # A number with words that is too wide for its column must not become a row of hashes.
            "shrink": True,
        }
        self._plain = formats
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.head = self._format(_HEAD)
        # Titles of blocks and of their columns may come from a CRM.
        self.title = self._format({"num_format": "@", "quote_prefix": True, "bold": True, "font_size": 12})
        self.block_head = self._format({"num_format": "@", "quote_prefix": True} | _HEAD)

    def look(self, style: Style, tints: Mapping[str, Tint] | None = None, ground: Tint | None = None) -> Look:
        """The formats of a column.

        Args:
            style: How its values look.
            tints: The tints of its words.
            ground: The tint of every cell, empty ones too: where a person writes.
        """
        loose = style in {Style.TEXT, Style.WRAPPED, Style.FACT, Style.NUMBER}
        under: dict[str, Any] = (
            {} if ground is None else {"bg_color": ground.value[0], "border": 1, "border_color": "#C9CED4"}
        )
        text = self._plain[style if style in {Style.WRAPPED, Style.FACT} else Style.TEXT] | under
        side: dict[str, Any] = under | ({"align": "left"} if style is Style.FACT else {})
        return Look(
            text=self._format(text),
            quoted=self._format(text | {"quote_prefix": True}),
            day=self._format(self._plain[Style.DATE] | under),
            # A whole number shows no decimals, and a number in a column of texts still looks like one.
            whole=self._format(self._plain[Style.INTEGER if loose else style] | side),
            number=self._format(self._plain[Style.NUMBER if loose else style] | side),
            link=self._format(text | {"font_color": "#0B5394", "underline": 1, "quote_prefix": True}),
            tints={word: self._tinted(text, tint) for word, tint in (tints or {}).items()},
            blank=self._format(self._plain[style] | under) if ground else None,
        )

    def _tinted(self, text: Mapping[str, Any], tint: Tint) -> Any:  # noqa: ANN401 - see above
        ground, ink = tint.value
        bold = {"bold": True} if tint is Tint.BAD else {}
        return self._format({**text, "bg_color": ground, "font_color": ink, **bold})

    def _format(self, more: Mapping[str, Any]) -> Any:  # noqa: ANN401 - see above
        whole = _BASE | dict(more)
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self._file.add_format(whole)
        return self._made[key]

"""The production calendar of Russia as data: what the fixed public holidays alone do not tell.

Generated from the ``holidays`` package (moved days off and working weekends), to which are added the non-working days
of 2020 and 2021 that the President's decrees declared and the shortened days of article 95 of the Labour Code: the
last working day before a public holiday, or the working weekend day such a day was swapped with.
``tests/handbook/test_calendar.py`` derives all three anew and compares. Days are written as ``MMDD``.
"""

from __future__ import annotations

from typing import NamedTuple


class Year(NamedTuple):
    """Departures of one year, each a text of ``MMDD`` words.

    Attributes:
        off: Weekdays that are not worked, public holidays apart.
        work: Weekend days that are worked.
        short: Working days that are an hour shorter.
    """

    off: str
    work: str
    short: str


#: Public holidays, the same every year since 2013 (article 112 of the Labour Code).
HOLIDAYS: frozenset[str] = frozenset(
    ["0101", "0102", "0103", "0104", "0105", "0106", "0107", "0108", "0223", "0308", "0501", "0509", "0612", "1104"]
)

#: 30 March - 30 April, 6-8 May, 24 June and 1 July 2020; 4-7 May and 1-3 November 2021.
DECREED: dict[int, str] = {
    2020: "0330 0331 0401 0402 0403 0406 0407 0408 0409 0410 0413 0414 0415 0416 0417 0420 0421 0422 0423 "
    "0424 0427 0428 0429 0430 0506 0507 0508 0624 0701",
    2021: "0504 0505 0506 0507 1101 1102 1103",
}

YEARS: dict[int, Year] = {
    2015: Year("0109 0309 0504 0511", "", "0430 0508 0611 1103 1231"),
    2016: Year("0222 0307 0502 0503 0613", "0220", "0220 1103"),
    2017: Year("0224 0508 1106", "", "0222 0307 1103"),
    2018: Year("0309 0430 0502 0611 1105 1231", "0428 0609 1229", "0222 0307 0428 0508 0609 1229"),
    2019: Year("0502 0503 0510", "", "0222 0307 0430 0508 0611 1231"),
    2020: Year("0224 0309 0504 0505 0511", "", "0611 1103 1231"),
    2021: Year("0222 0503 0510 0614 1105 1231", "0220", "0220 0430 0611"),
    2022: Year("0307 0502 0503 0510 0613", "0305", "0222 0305 1103"),
    2023: Year("0224 0508 1106", "", "0222 0307 1103"),
    2024: Year("0429 0430 0510 1230 1231", "0427 1102 1228", "0222 0307 0508 0611 1102"),
    2025: Year("0502 0508 0613 1103 1231", "1101", "0307 0430 0611 1101"),
    2026: Year("0109 0309 0511 1231", "", "0430 0508 0611 1103"),
    2027: Year("0222 0503 0510 0614 1105 1231", "0220", "0220 0430 0611 1103"),
}

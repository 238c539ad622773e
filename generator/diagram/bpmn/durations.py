"""Deadlines written in Russian as durations of ISO 8601, where that says exactly the same."""

import re

_UNITS = {
    "мин": "PT{}M",
    "минут[аыу]?": "PT{}M",
    "ч": "PT{}H",
    "час(?:а|ов)?": "PT{}H",
    "сут(?:ки|ок)": "P{}D",
    "день|дня|дней": "P{}D",
    "недел[яию]|недель": "P{}W",
    "месяц(?:а|ев)?": "P{}M",
    "год|года|лет": "P{}Y",
}
_NUMBERS = {
    "один": 1,
    "одна": 1,
    "одну": 1,
    "одни": 1,
    "два": 2,
    "две": 2,
    "двое": 2,
    "три": 3,
    "трое": 3,
    "четыре": 4,
    "пять": 5,
    "шесть": 6,
    "семь": 7,
    "восемь": 8,
    "девять": 9,
    "десять": 10,
}
_PASSED = r"(?:.*\s)?дольше|через|спустя|прош(?:[её]л|ла|ло|ли)|ист[её]к(?:ла|ло|ли)?"
_SPAN = re.compile(
    rf"(?:(?:{_PASSED})\s+)?(?P<count>\d{{1,4}}|{'|'.join(_NUMBERS)})\s+(?:календарн\w+\s+)?(?P<unit>\w+)\.?",
    re.IGNORECASE,
)


def iso_duration(words: str) -> str | None:
    """A duration such as ``P3D``; None for working days, moments and whatever else no clock can count alone."""
    found = _SPAN.fullmatch(words.strip())
    if found is None:
        return None
    written = found["count"].casefold()
    count = _NUMBERS.get(written) or int(written)
    units = (shape for unit, shape in _UNITS.items() if re.fullmatch(unit, found["unit"].casefold()))
    shape = next(units, None)
    return shape.format(count) if shape else None

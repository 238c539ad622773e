"""Exceptions of a company held against the violators of its norms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from audit.engines.base import Row
from audit.prepare.setting import Setting
from handbook.finding import Finding, Place, Severity
from handbook.model.waiver import Waiver
from handbook.russian.dates import date_short

_FILE = "regulations/waivers.yaml"


class Waivers:
    """The waivers of one audit: which are in force, and which of them served.

    A waiver names a violator by its key or by its object; it is in force while its last day is not before the last
    day that is judged.
    """

    def __init__(self, setting: Setting) -> None:
        """Take the waivers of the handbook."""
        self._last_day = setting.as_of - timedelta(days=1)
        # An audit of a day long gone: what waivers of today are for may not have happened by then.
        self._looks_back = setting.facts is not None and setting.facts[1] >= setting.as_of
        self._by_norm: defaultdict[str, list[Waiver]] = defaultdict(list)
        for waiver in setting.handbook.waivers:
            self._by_norm[waiver.norm].append(waiver)
        self._met: set[int] = set()

    def names(self, norm_id: str) -> Mapping[str, str]:
        """What the waivers of a norm name, expired ones too, as parameters of a question."""
        return {f"waived{number}": waiver.object.strip() for number, waiver in enumerate(self._by_norm[norm_id])}

    def of(self, norm_id: str, row: Row) -> Waiver | None:
        """The waiver in force for a violator; every waiver that names it is noted."""
        naming = [
            waiver for waiver in self._by_norm[norm_id] if waiver.object.strip() in {row["key"], row["object_id"]}
        ]
        self._met.update(id(waiver) for waiver in naming)
        return next((waiver for waiver in naming if waiver.until >= self._last_day), None)

    def findings(self, checked: Iterable[str]) -> tuple[Finding, ...]:
        """Remarks on waivers that have expired, and on those that nothing needs.

        While the export holds facts of the day of the audit or later, a breach may yet arise that a waiver excepts.

        Args:
            checked: Norms that could be judged: of others nobody knows whether their waivers are needed.
        """
        found = []
        for norm_id in checked:
            for waiver in self._by_norm[norm_id]:
                words = f"«{waiver.object}» по норме {norm_id}"
                met = id(waiver) in self._met
                if waiver.until < self._last_day:
                    what = "нарушение осталось и снова считается" if met else "нарушения больше нет"
                    tip = "Продлите исключение (until) или устраните нарушение" if met else "Удалите это исключение"
                    message = f"исключение {words} истекло {date_short(waiver.until)}: {what}"
                    found.append(_finding("expired-waiver", message, tip))
                elif not met and not self._looks_back:
                    message = f"исключение {words} ничего не исключает: такого нарушения нет"
                    tip = "Удалите его или проверьте норму и номер объекта: номер или ключ стоят в audit.xlsx"
                    found.append(_finding("unused-waiver", message, tip))
        return tuple(found)


def named(names: Sequence[str]) -> str:
    """SQL: whether a violator is named by one of the parameters."""
    listed = ", ".join(f"${name}" for name in names)
    return f"(key IN ({listed}) OR object_id IN ({listed}))"


def _finding(code: str, message: str, tip: str) -> Finding:
    return Finding(code, Severity.WARNING, message, (Place(_FILE),), tip)

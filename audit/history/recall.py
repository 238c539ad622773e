"""Earlier audits of a company as its history tells them: one a day, the oldest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from audit.history.error import HistoryError
from audit.history.folder import Kept, listed
from audit.history.people import People
from audit.history.record import load, load_head
from handbook.audits.moments import last_day
from handbook.audits.naming import rename, renamed
from handbook.audits.past import PastAudit, PastBreach, lasting
from handbook.audits.promises import Promise
from handbook.result import Result

#: Breaches of so many days are read: two months of weekly audits. What was mended before them and breaks again is new.
SPAN = 8


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the history tells.

    Attributes:
        trend: Audits from the oldest on, one a day; those of the last ``SPAN`` days with their breaches.
        whole: Those with their breaches.
        remarks: Files that were left out, and why, in Russian.
    """

    trend: tuple[PastAudit, ...] = ()
    whole: tuple[PastAudit, ...] = ()
    remarks: tuple[str, ...] = ()

    def before(self, day: date) -> Recalled:
        """What was known before a day."""
        return Recalled(
            tuple(audit for audit in self.trend if audit.as_of < day),
            tuple(audit for audit in self.whole if audit.as_of < day),
            self.remarks,
        )


def recall(root: Path, company: str, people: People | None, before: date | None = None) -> Recalled:
    """Read the history.

    Args:
        root: The company's folder.
        company: Its name: audits of another one are left out.
        people: Who is behind the codes; None when nobody can tell.
        before: The day of the audit now, when it is known: later ones are of no use.
    """
    files, remarks = listed(root)
    told = list(remarks)
    days: dict[date, list[tuple[PastAudit, Kept]]] = {}
    others = Counter[str]()
    for file in files:
        if before and file.as_of >= before:
            continue
        try:
            head, key = load_head(file.path)
        except HistoryError as error:
            told.append(str(error))
            continue
        if head.company != company:
            others[head.company] += 1
            continue
        if key and people and key != people.key_print:
            told.append(_other_key(file.path.name))
        days.setdefault(head.as_of, []).append((head, file))
    told += [
        f"в истории есть аудиты другой компании, «{name}»: {count}; они пропущены" for name, count in others.items()
    ]
    late = sorted(days)[-SPAN:]
    trend, whole = [], []
    for day in sorted(days):
        ranked = sorted(days[day], key=_fullness, reverse=True)
        found = _whole(ranked, told) if day in late else ranked[0][0]
        if found is None:
            continue
        audit = rename(found, people.names) if people else found
        trend.append(audit)
        if day in late:
            whole.append(audit)
    return Recalled(tuple(trend), tuple(whole), tuple(told))


def _whole(ranked: Iterable[tuple[PastAudit, Kept]], told: list[str]) -> PastAudit | None:
    """The first audit of a day that can be read to its end; what is wrong with others is told."""
    for _, file in ranked:
        try:
            return load(file.path.read_bytes(), file.path.name)[0]
        except HistoryError as error:
            told.append(str(error))
        except OSError as error:
            told.append(f"файл истории {file.path.name} не читается: {error.strerror or error}")
    return None


def _fullness(found: tuple[PastAudit, Kept]) -> tuple[int, int, str]:
    """Of several audits of one day, that of the fullest export tells most."""
    head, file = found
    return len(head.checked), sum(norm.population for norm in head.norms), file.path.name


def _other_key(name: str) -> str:
    return (
        f"файл истории {name} записан с другим ключом псевдонимов: сотрудники в нём не узнаются. "
        "Верните прежний файл history/pseudonyms.key"
    )


def watched(audits: Iterable[PastAudit], promises: Iterable[Promise] = ()) -> dict[str, list[tuple[str, str]]]:
    """What an audit must say of whether it still judges it: by norm, key and object of every earlier violator.

    Args:
        audits: Earlier audits.
        promises: Promises: their breaches may be older than all of those.
    """
    found: dict[str, dict[str, str]] = {}
    for item in promises:
        found.setdefault(item.norm_id, {})[item.key] = _object(item.key)
    for audit in audits:
        for norm_id, key in audit.excused:
            found.setdefault(norm_id, {}).setdefault(key, _object(key))
        for breach in audit.breaches:
            found.setdefault(breach.norm_id, {})[breach.key] = breach.object_id
    return {norm_id: list(items.items()) for norm_id, items in found.items()}


def _object(key: str) -> str:
    return key.partition("|")[0]


def recognised(result: Result, audits: Iterable[PastAudit], names: Mapping[str, str]) -> Result:
    """The result with departed violators whom the audit has made known called by their names.

    A code of somebody who is not on the staff list means nobody until his name stands in the export. What was asked
    of the code is then answered of the person: has he been judged at all, and for the time of that breach.

    Args:
        result: What the audit found.
        audits: Earlier audits in which everyone known now has his name.
        names: Who the codes are.
    """
    if not any(renamed(key, names) != key for verdict in result.verdicts for key in verdict.departed):
        return result
    breaches = {item.identity: item for audit in audits for item in audit.breaches}
    verdicts = []
    for verdict in result.verdicts:
        judged = {count.owner for count in verdict.owners if count.population}
        keys = []
        for key in verdict.departed:
            known = renamed(key, names)
            breach = breaches.get((verdict.norm_id, lasting(known)))
            if known == key or breach is None or not _is_judged(breach, judged, result.judged_from):
                keys.append(known)
        verdicts.append(replace(verdict, departed=tuple(keys)))
    return replace(result, verdicts=tuple(verdicts))


def _is_judged(breach: PastBreach, judged: set[str], since: date | None) -> bool:
    day = last_day(breach.moment)
    return breach.owner in judged and (since is None or day is None or day >= since)

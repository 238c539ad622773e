"""What changed between two audits: which breaches are new, which persist, which came back, and how others ended.

An absent breach is fixed only when its norm was checked now and its object is still judged: an object that left the
export, a norm that could not be checked and a breach that is waived are told apart, for none of them is mended.
By the same rule a breach has returned only if some audit saw that it was mended; if none did, it has persisted.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handbook.audits.moments import last_day
from handbook.audits.past import Identity, PastAudit, PastBreach, lasting
from handbook.result import Result, Verdict, Violation


class Change(StrEnum):
    """What an earlier audit says of a breach found now."""

    NEW = "new"
    PERSISTING = "persisting"
    RETURNED = "returned"
    INCOMPARABLE = "incomparable"

    @property
    def word(self) -> str:
        """The Russian word a user reads."""
        return {
            "new": "новое",
            "persisting": "не исправлено",
            "returned": "вернулось",
            "incomparable": "сравнить не с чем",
        }[self.value]


class Ending(StrEnum):
    """Why a breach of an earlier audit is not among those found now."""

    FIXED = "fixed"
    DEPARTED = "departed"
    UNCHECKED = "unchecked"
    WAIVED = "waived"

    @property
    def word(self) -> str:
        """The Russian word a user reads."""
        return {
            "fixed": "исправлено",
            "departed": "больше не судится",
            "unchecked": "норма не проверена",
            "waived": "разрешено исключением",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Ended:
    """A breach of the earlier audit that is no more among those found, and why."""

    breach: PastBreach
    title: str
    ending: Ending


@dataclass(frozen=True, slots=True)
class Comparison:
    """An audit beside an earlier one.

    Attributes:
        past: The earlier audit.
        changes: What every breach found now is, by norm and key.
        ended: Breaches of the earlier audit that were not found now, in its order.
        rewritten: Norms whose requirement reads otherwise now.
    """

    past: PastAudit
    changes: Mapping[Identity, Change]
    ended: tuple[Ended, ...]
    rewritten: frozenset[str] = frozenset()

    def change(self, norm_id: str, item: Violation) -> Change:
        """What a breach found now is."""
        return self.changes.get((norm_id, lasting(item.key)), Change.INCOMPARABLE)

    def count(self, what: Change | Ending) -> int:
        """How many breaches came to this."""
        if isinstance(what, Change):
            return sum(change is what for change in self.changes.values())
        return sum(item.ending is what for item in self.ended)


def compare(
    result: Result, past: PastAudit, earlier: Iterable[PastAudit] = (), unnamed: Container[str] = ()
) -> Comparison:
    """Put an audit beside an earlier one.

    Args:
        result: The audit now; names in it and in the earlier ones must be of one kind, real or coded.
        past: The audit it is compared with.
        earlier: Audits before that one, in any order: they tell a breach that came back from one never seen.
        unnamed: Codes in those audits behind which may be anybody, as those of a lost key.
    """
    found = {(verdict.norm_id, lasting(item.key)): item for verdict in result.verdicts for item in verdict.violations}
    known = {item.identity for item in past.breaches}
    unseen = {identity: item for identity, item in found.items() if identity not in known}
    audits = [*sorted(earlier, key=lambda audit: audit.as_of), past]
    changes = dict.fromkeys(found, Change.PERSISTING) | _changes(unseen, audits, unnamed)
    verdicts = {verdict.norm_id: verdict for verdict in result.verdicts}
    titles = {norm.norm_id: norm.title for norm in past.norms}
    waived = {(verdict.norm_id, lasting(item.violation.key)) for verdict in result.verdicts for item in verdict.waived}
    departed = {(verdict.norm_id, lasting(key)) for verdict in result.verdicts for key in verdict.departed}
    ended = tuple(
        Ended(
            item,
            titles.get(item.norm_id, item.norm_id),
            _ending(verdicts.get(item.norm_id), waived=item.identity in waived, departed=item.identity in departed),
        )
        for item in past.breaches
        if item.identity not in changes
    )
    rewritten = frozenset(
        norm.norm_id
        for norm in past.norms
        if norm.norm_id in verdicts and verdicts[norm.norm_id].requirement != norm.requirement
    )
    return Comparison(past, changes, ended, rewritten)


def _changes(
    unseen: Mapping[Identity, Violation], audits: Sequence[PastAudit], unnamed: Container[str]
) -> dict[Identity, Change]:
    """What breaches are that the last of earlier audits did not find, those audits taken from the oldest on."""
    changes = dict.fromkeys(unseen, Change.INCOMPARABLE)
    for audit in audits:
        found = {item.identity for item in audit.breaches}.union(_lasting(audit.excused))
        silent, checked = frozenset(_lasting(audit.departed)), audit.checked
        people = {one.owner for one in audit.people}
        known = people if any(name in unnamed for name in people) else None
        for identity, item in unseen.items():
            if identity in found:
                changes[identity] = Change.PERSISTING
            elif known is not None and _is_of_person(item) and item.owner not in known:
                continue
            elif identity[0] in checked and identity not in silent and _was_judged(item, audit):
                changes[identity] = _AFTER_ABSENCE[changes[identity]]
    return changes


def _lasting(found: Iterable[Identity]) -> Iterable[Identity]:
    return ((norm_id, lasting(key)) for norm_id, key in found)


#: What a breach found now is, once an audit that could have found it did not, by what it was before that audit.
_AFTER_ABSENCE = {
    Change.INCOMPARABLE: Change.NEW,
    Change.NEW: Change.NEW,
    Change.PERSISTING: Change.RETURNED,
    Change.RETURNED: Change.RETURNED,
}


def _is_of_person(item: Violation) -> bool:
    """Whether a breach is known by whose it is: that of a deal is the same whoever owns it."""
    return bool(item.owner) and item.owner in item.key.split("|")


def _was_judged(item: Violation, audit: PastAudit) -> bool:
    """Whether a breach lies in the period an audit judged; what lasts is judged whenever it began."""
    day = last_day(item.moment)
    return item.standing is True or audit.judged_from is None or day is None or day >= audit.judged_from


def _ending(verdict: Verdict | None, *, waived: bool, departed: bool) -> Ending:
    if waived:
        return Ending.WAIVED
    if verdict is None or not verdict.checked:
        return Ending.UNCHECKED
    return Ending.DEPARTED if departed else Ending.FIXED

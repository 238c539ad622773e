"""What a company remembers between audits: earlier audits and promises, read before an audit and kept after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.audits.story import Story
from handbook.russian.numbers import counted

if TYPE_CHECKING:
    from audit.history.people import People
    from audit.history.recall import Recalled
    from handbook.audits.comparison import Comparison
    from handbook.audits.past import PastAudit
    from handbook.book import Handbook
    from handbook.result import Result
    from reglament.auditing import Order
    from reglament.decisions import Decisions


class Chronicle:
    """The memory of one audit.

    Nothing that is wrong with it stops the audit; it is told in ``remarks``, in Russian.

    Args:
        handbook: The company.
        order: What is asked of the audit.
        folder: Where the report will lie; None when nowhere.

    Raises:
        BaselineError: There is no such audit to compare with.
    """

    def __init__(self, handbook: Handbook, order: Order, folder: Path | None) -> None:
        self._handbook, self._order = handbook, order
        self.remarks: list[str] = []
        self._recalled = self._recall()
        self._is_coded = False
        self._baseline = self._named()
        self._decisions = self._decided(folder)
        self._kept_promises = not self._decisions.fresh

    def watched(self) -> dict[str, list[tuple[str, str]]]:
        """Earlier violators of whom the audit must say whether it still judges them."""
        from audit.history.recall import watched

        named = (self._baseline,) if self._baseline else ()
        return watched((*self._recalled.whole, *named), self._decisions.promises)

    def story(self, result: Result) -> tuple[Result, Story]:
        """What is known of earlier audits, and the result with people of theirs recognised.

        Args:
            result: What the audit has found, with names.
        """
        from audit.history.promises import revealed
        from audit.history.recall import recognised
        from handbook.audits.comparison import compare
        from handbook.audits.naming import rename
        from handbook.audits.promises import answered
        from reglament.decisions import of_last_meeting

        people = self._people_of(result)
        names = dict(people.names) if people else {}
        if self._is_coded and self.key:
            names = self._behind(result, self.key, names) | names
        recalled = self._recalled.before(result.as_of)
        trend = [rename(audit, names) if _has_strangers(audit) else audit for audit in recalled.trend]
        days = {audit.as_of for audit in recalled.whole}
        whole = [audit for audit in trend if audit.as_of in days]
        past = self._compared(result, whole, recalled, names)
        if past and past not in trend:
            trend = sorted((*(one for one in trend if one.as_of != past.as_of), past), key=lambda one: one.as_of)
        result = recognised(result, (*whole, *((past,) if past else ())), names)
        comparison = None
        if past:
            earlier = [one for one in whole if one.as_of < past.as_of]
            comparison = compare(result, past, earlier, _codes_of(past, *earlier))
            if self._is_coded:
                self.remarks += _unknown_again(comparison)
        promises = of_last_meeting(self._decisions.promises, result.as_of)
        if people:
            promises = tuple(revealed(promise, people) for promise in promises)
        return result, Story(comparison, tuple(trend), answered(promises, result, trend))

    def keep(self, result: Result) -> None:
        """Keep an audit and new promises, when that is asked.

        Args:
            result: What the audit has found, with names.
        """
        if not self._order.keep:
            return
        from audit.history import promises as history
        from audit.history.error import HistoryError
        from audit.history.folder import keep
        from handbook.audits.naming import rename
        from handbook.audits.past import past_of

        people = self._people_of(result)
        if people is None and not self._order.keep_names:
            self.remarks.append(
                "аудит не оставлен в истории: нет ключа псевдонимов, а имена сохраняются только по --keep-names"
            )
            return
        hiding = None if self._order.keep_names else people
        audit = past_of(result)
        as_kept = rename(audit, hiding.codes) if hiding else audit
        root = self._handbook.root
        try:
            keep(root, audit, as_kept, hiding.key_print if hiding else None)
            if self._decisions.fresh:
                if self._decisions.spoilt:
                    history.lay_aside(root)
                history.keep(root, self._decisions.promises, hiding)
                self._kept_promises = True
        except HistoryError as error:
            self.remarks.append(str(error))

    def endangered(self, as_of: date) -> Path | None:
        """A filled sheet of decisions that a new one must not take the place of.

        Its promises are nowhere else, or they are of this very audit: it is still being filled.

        Args:
            as_of: The day of the audit now.
        """
        decided = self._decisions
        is_of_now = any(item.made >= as_of for item in decided.filled)
        safe = self._kept_promises and not decided.unread and not is_of_now
        return None if safe else decided.sheet

    @cached_property
    def key(self) -> bytes | None:
        """The company's key, None when there is none; made when codes are to be kept or shown.

        Raises:
            KeyFileError: Codes are to be shown, and the key can be neither read nor made.
        """
        from audit.privacy.key import KEY_FILE, KeyFileError, local_key

        order, root = self._order, self._handbook.root
        is_made = order.pseudonymise or (order.keep and not order.keep_names)
        try:
            return local_key(root) if is_made or (root / KEY_FILE).exists() else None
        except KeyFileError as error:
            if order.pseudonymise:
                raise
            self.remarks.append(str(error))
            return None

    @cached_property
    def _people(self) -> People | None:
        from audit.history.people import People

        return People(self._handbook.staff, self.key) if self.key else None

    def _people_of(self, result: Result) -> People | None:
        from audit.history.people import People, objects_of, people_of

        return People(self._handbook.staff, self.key, people_of(result), objects_of(result)) if self.key else None

    def _recall(self) -> Recalled:
        from audit.history.recall import Recalled, recall
        from audit.run import day_of_audit

        if not self._order.history:
            return Recalled()
        day = day_of_audit(self._order.as_of, self._order.judged_to)
        found = recall(self._handbook.root, self._handbook.company.short_name, self._people, day)
        self.remarks += found.remarks
        return found

    def _named(self) -> PastAudit | None:
        """The audit the user has named, if he has.

        Raises:
            BaselineError: It cannot be what this audit is compared with.
        """
        from audit.run import day_of_audit
        from handbook.audits.naming import rename
        from reglament.baseline import BaselineError, is_coded, named, trouble

        if not self._order.baseline:
            return None
        company, day = self._handbook.company.short_name, day_of_audit(self._order.as_of, self._order.judged_to)
        found = named(self._order.baseline, self._handbook.root, self._recalled if self._order.history else None, day)
        wrong = trouble(found, company, day)
        if wrong:
            raise BaselineError(wrong)
        self._is_coded = is_coded(found)
        return rename(found, self._people.names) if self._people else found

    def _decided(self, folder: Path | None) -> Decisions:
        from reglament.decisions import read

        root = self._handbook.root if self._order.history or self._order.keep else None
        found = read(root, self._people, folder, self._order.promises)
        self.remarks += found.remarks
        return found

    def _compared(
        self, result: Result, whole: list[PastAudit], recalled: Recalled, names: dict[str, str]
    ) -> PastAudit | None:
        """The audit to compare with: the one named, else the last one before."""
        from handbook.audits.naming import rename
        from handbook.audits.past import past_of
        from reglament.baseline import trouble

        if self._baseline is None:
            if not whole and self._order.history:
                self.remarks += self._why_alone(result.as_of, recalled)
            return whole[-1] if whole else None
        past = rename(self._baseline, names)
        wrong = trouble(past, result.company, result.as_of)
        if not wrong and _alone(past) == _alone(past_of(result)):
            wrong = f"{past.origin} — этот же аудит, сравнивать не с чем"
        if wrong:
            self.remarks.append(wrong)
            return None
        return past

    def _behind(self, result: Result, key: bytes, names: dict[str, str]) -> dict[str, str]:
        """What stands behind codes of a report, people in them already called by their names."""
        from audit.privacy.pseudonymise import behind
        from handbook.audits.naming import renamed

        return {renamed(coded, names): text for coded, text in behind(result, self._handbook, key).items()}

    def _why_alone(self, day: date, recalled: Recalled) -> list[str]:
        """Why there is nothing to compare with, where the history holds audits all the same."""
        from audit.history.folder import listed

        if recalled.trend:
            return ["прежние аудиты слишком давние для сравнения без даты: назовите её ключом --as-of"]
        later = [file.as_of for file in listed(self._handbook.root)[0] if file.as_of > day]
        if not later:
            return []
        return [
            f"сравнить не с чем: в истории нет аудита раньше {day:%d.%m.%Y}, самый ранний — на {min(later):%d.%m.%Y}"
        ]


def _unknown_again(comparison: Comparison) -> list[str]:
    """What is told of breaches of a report with codes that nobody knows again: they only seem to have left."""
    from audit.privacy.pseudonymise import is_coded
    from handbook.audits.comparison import Ending

    lost = sum(item.ending is Ending.DEPARTED and is_coded(item.breach.key) for item in comparison.ended)
    if not lost:
        return []
    past, found = comparison.past, counted(lost, "нарушение", "нарушения", "нарушений")
    why = f"{past.origin} — аудит с псевдонимами: {found} в нём не узнать, объекты названы кодами"
    return [f"{why}. Они показаны как «{Ending.DEPARTED.word}»; точнее сравнит аудит из истории"]


def _has_strangers(audit: PastAudit) -> bool:
    """Whether an audit has codes of people the staff list does not tell."""
    from audit.history.people import people_of_past
    from audit.privacy.codes import is_code

    return any(is_code(name) for name in people_of_past(audit))


def _codes_of(*audits: PastAudit) -> frozenset[str]:
    """Codes in earlier audits that nobody now is known by."""
    from audit.privacy.codes import is_code

    return frozenset(one.owner for audit in audits for one in audit.people if is_code(one.owner))


def _alone(audit: PastAudit) -> PastAudit:
    """An audit without what it knew of others."""
    return replace(audit, origin="", departed=())

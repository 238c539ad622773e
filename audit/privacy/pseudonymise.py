"""A result that may be shown around: who, whose and what was written give way to codes; numbers stay.

Titles of objects are dropped, for they are free text of the CRM; all other texts lose names, phones and addresses.
Tables of measures keep their rows but those of people who share a line: what they have cannot be added up again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from audit.privacy.codes import ALPHABET, LENGTH, Codes, is_code
from audit.privacy.groups import OTHERS, shared_line
from audit.privacy.scrub import Scrubber
from handbook.audits.comparison import Comparison
from handbook.audits.past import PastAudit, PastBreach
from handbook.audits.promises import Answered
from handbook.audits.story import Story
from handbook.finding import Finding, Severity
from handbook.measure import Cell, MeasureColumn, MeasureResult
from handbook.result import FileAccount, OwnerCount, Result, Score, Verdict, Violation, score_of
from handbook.russian.numbers import counted
from handbook.russian.text import normalise

if TYPE_CHECKING:
    from handbook.book import Handbook

#: Columns of measures whose cells name clients, are titles that somebody typed, or other words of the CRM.
_CLIENT, _TITLE = "client", "title"
_WRITTEN = frozenset({"event", "reason", "writing", "writings"})
#: Remarks that name people between quotation marks whom nobody else names.
_ABOUT_PEOPLE = frozenset({"unknown-owner", "shared-name"})
#: A part of a key that is a code, or a word in brackets.
_CODED = re.compile(rf"(?:^|\|)(?:\w+|№) [{ALPHABET}]{{{LENGTH}}}(?:$|\|)|\[(?:имя|телефон|почта|ссылка)\]")
_QUOTED = re.compile("«([^«»]+)»")
#: What a row of those without a client bears; it is no client's name.
_NOBODY = "без "


def pseudonymised(result: Result, story: Story, handbook: Handbook, key: bytes) -> tuple[Result, Story]:
    """An audit with code names, and what is told of earlier ones.

    Args:
        result: What the audit found.
        story: What is known of earlier audits, with names of the same kind.
        handbook: Whose staff list says who works for the company.
        key: The company's key: the same key gives the same codes.
    """
    mask = _Mask(result, story, handbook, Codes(key))
    return mask.result(result), mask.story(story)


def behind(result: Result, handbook: Handbook, key: bytes) -> dict[str, str]:
    """What keys and objects of an audit are called where it is pseudonymised, and what they are.

    A code is made of a name and cannot be read back: only what the audit now finds is known again. What two objects
    would be called alike, as «[имя]», is nobody's.

    Args:
        result: What the audit now found.
        handbook: Whose staff list says who works for the company.
        key: The company's key.
    """
    mask = _Mask(result, Story(), handbook, Codes(key))
    found: dict[str, set[str]] = {}
    for verdict in result.verdicts:
        for item in verdict.found:
            for text in {item.key, item.object_id, *item.key.split("|")}:
                found.setdefault(mask.key(text), set()).add(text)
            # He may have had too little work then for a line of his own.
            found.setdefault(mask.shared(item.key), set()).add(item.key)
    return {coded: text for coded, texts in found.items() for text in texts if len(texts) == 1 and coded != text}


def is_coded(key: str) -> bool:
    """Whether a key of a violator has a code in it, or what stands in place of a name."""
    return OTHERS in key or _CODED.search(key) is not None


class _Mask:
    """What stands in place of every name and text of one audit."""

    def __init__(self, result: Result, story: Story, handbook: Handbook, codes: Codes) -> None:
        self._codes = codes
        self._together = shared_line(result)
        # Every writing of a name means the person of the staff list.
        self._full = {normalise(name): one.name for one in handbook.staff for name in (one.name, *one.aliases)}
        owners = dict.fromkeys((*_people_of(result), *_people_of_story(story)))
        self._known = frozenset((*self._full.values(), *owners))
        people = (*(name for one in handbook.staff for name in (one.name, *one.aliases)), *owners)
        clients = {name: codes.client(name) for name in _clients_of(result) if name not in self._known}
        self._scrubber = Scrubber(people, self.person, clients)

    def person(self, name: str) -> str:
        """What stands in place of a person."""
        full = self._full.get(normalise(name), name)
        return OTHERS if full in self._together or name in self._together else self._codes.person(full)

    def text(self, text: str) -> str:
        """A text of the CRM or of a user, without people."""
        return self._scrubber.text(text)

    def told(self, text: str) -> str:
        """A text of the program or of the regulations, without people."""
        return self._scrubber.told(text)

    def result(self, result: Result) -> Result:
        verdicts = tuple(self._verdict(verdict) for verdict in result.verdicts)
        return replace(
            result,
            verdicts=verdicts,
            owners=self._scores(result, verdicts),
            accounts=tuple(self._account(account) for account in result.accounts),
            findings=tuple(self._finding(finding) for finding in result.findings),
            notes=tuple(map(self.told, result.notes)),
            measures=tuple(self._measure(measure) for measure in result.measures),
            views=tuple(self._measure(measure) for measure in result.views),
        )

    def story(self, story: Story) -> Story:
        return Story(
            self._comparison(story.comparison) if story.comparison else None,
            tuple(map(self._past, story.trend)),
            tuple(map(self._answered, story.promises)),
        )

    def _owner(self, owner: str | None) -> str | None:
        """An owner as a field holds one; a code of an earlier audit stays."""
        if not owner:
            return owner
        return self.person(owner) if owner in self._known else owner

    def _object(self, object_id: str) -> str:
        """An object: norms on people judge the owner himself, and a number may be a text that somebody typed."""
        return self.person(object_id) if object_id in self._known else self.text(object_id)

    def key(self, key: str) -> str:
        """A key: parts that are names give way to codes; people who share a line must not share a key."""
        parts = [self._object(part) for part in key.split("|")]
        return self.shared(key) if OTHERS in parts else "|".join(parts)

    def shared(self, key: str) -> str:
        """A key of somebody who shares a line with others."""
        return f"{OTHERS}|{self._codes.mark(key)}"

    def _verdict(self, verdict: Verdict) -> Verdict:
        return replace(
            verdict,
            title=self.told(verdict.title),
            requirement=self.told(verdict.requirement),
            reason=self.told(verdict.reason) if verdict.reason else verdict.reason,
            notes=tuple(map(self.told, verdict.notes)),
            violations=tuple(map(self._violation, verdict.violations)),
            waived=tuple(
                replace(
                    item,
                    violation=self._violation(item.violation),
                    reason=self.text(item.reason),
                    author=self.person(item.author) if item.author in self._known else self.text(item.author),
                )
                for item in verdict.waived
            ),
            owners=self._counts(verdict.owners),
            departed=tuple(map(self.key, verdict.departed)),
        )

    def _violation(self, item: Violation) -> Violation:
        return replace(
            item,
            key=self.key(item.key),
            object_id=self._object(item.object_id),
            object_title=None,
            owner=self._owner(item.owner),
            detail=self.text(item.detail),
            source_file=self.text(item.source_file) if item.source_file else item.source_file,
        )

    def _counts(self, counts: Iterable[OwnerCount]) -> tuple[OwnerCount, ...]:
        """Numbers of owners, those who share a line added up."""
        found: dict[str, OwnerCount] = {}
        for count in counts:
            owner = self.person(count.owner)
            sofar = found.get(owner, OwnerCount(owner, 0, 0))
            found[owner] = OwnerCount(owner, sofar.population + count.population, sofar.violators + count.violators)
        return tuple(found[owner] for owner in sorted(found))

    def _scores(self, result: Result, verdicts: Iterable[Verdict]) -> tuple[Score, ...]:
        counts: list[tuple[Severity, int, int]] = [
            (verdict.severity, count.population, count.violators)
            for verdict in verdicts
            for count in verdict.owners
            if count.owner == OTHERS
        ]
        alone = [
            replace(score, owner=owner) for score in result.owners if (owner := self._owner(score.owner)) != OTHERS
        ]
        together = [score_of(OTHERS, counts, result.score.not_checked)] if counts else []
        return tuple(sorted((*alone, *together), key=lambda one: (one.value is None, one.value or 0, one.owner or "")))

    def _account(self, account: FileAccount) -> FileAccount:
        groups = tuple(replace(group, reason=self.told(group.reason)) for group in account.set_aside)
        return replace(account, file=self.text(account.file), set_aside=groups)

    def _finding(self, finding: Finding) -> Finding:
        message = finding.message
        if finding.code in _ABOUT_PEOPLE:
            message = _QUOTED.sub(lambda match: f"«{self.person(match[1])}»", message)
        places = tuple(
            replace(place, file=self.text(place.file), field=place.field and self.text(place.field), excerpt=None)
            for place in finding.places
        )
        tip = self.told(finding.tip) if finding.tip else finding.tip
        return replace(finding, message=self.told(message), places=places, tip=tip)

    def _measure(self, measure: MeasureResult) -> MeasureResult:
        rows = [
            tuple(self._cell(cell, column) for cell, column in zip(row, measure.columns, strict=True))
            for row in measure.rows
        ]
        kept = tuple(row for row in rows if OTHERS not in row)
        left = len(rows) - len(kept)
        told = (f"Не показано: {counted(left, 'строка', 'строки', 'строк')} тех, у кого мало данных",) if left else ()
        notes = (*map(self.told, measure.notes), *told)
        reason = self.told(measure.reason) if measure.reason else measure.reason
        return replace(measure, rows=kept, notes=notes, reason=reason)

    def _cell(self, cell: Cell, column: MeasureColumn) -> Cell:
        if not isinstance(cell, str):
            return cell
        if column.name == _TITLE:
            return None
        if cell in self._known:
            return self.person(cell)
        if column.name == _CLIENT and not cell.startswith(_NOBODY):
            return self._codes.client(cell)
        return self.text(cell) if column.name in _WRITTEN else self.told(cell)

    def _comparison(self, comparison: Comparison) -> Comparison:
        changes = {(norm_id, self.key(key)): change for (norm_id, key), change in comparison.changes.items()}
        ended = tuple(replace(item, breach=self._breach(item.breach)) for item in comparison.ended)
        return replace(comparison, past=self._past(comparison.past), changes=changes, ended=ended)

    def _past(self, past: PastAudit) -> PastAudit:
        people = [
            replace(one, owner=owner) for one in past.people if (owner := self._owner(one.owner)) and owner != OTHERS
        ]
        return replace(
            past,
            people=tuple(people),
            breaches=tuple(map(self._breach, past.breaches)),
            excused=tuple((norm_id, self.key(key)) for norm_id, key in past.excused),
            departed=tuple((norm_id, self.key(key)) for norm_id, key in past.departed),
        )

    def _breach(self, breach: PastBreach) -> PastBreach:
        return replace(
            breach,
            key=self.key(breach.key),
            object_id=self._object(breach.object_id),
            owner=self._owner(breach.owner),
        )

    def _answered(self, item: Answered) -> Answered:
        promise = item.promise
        return replace(
            item,
            promise=replace(
                promise,
                key=self.key(promise.key),
                subject=self.text(promise.subject),
                owner=self._owner(promise.owner),
                note=self.text(promise.note),
            ),
        )


def _people_of(result: Result) -> Iterator[str]:
    """Everyone a result names as an owner."""
    yield from (score.owner for score in result.owners if score.owner)
    for verdict in result.verdicts:
        yield from (count.owner for count in verdict.owners)
        for item in verdict.found:
            if item.owner:
                yield item.owner


def _people_of_story(story: Story) -> Iterator[str]:
    """Everyone an earlier audit names, those whom it has under a code apart."""
    audits = (*story.trend, *((story.comparison.past,) if story.comparison else ()))
    names = [one.owner for audit in audits for one in audit.people]
    names += [item.owner for audit in audits for item in audit.breaches if item.owner]
    names += [item.promise.owner for item in story.promises if item.promise.owner]
    yield from (name for name in names if not is_code(name))


def _clients_of(result: Result) -> Iterator[str]:
    """Clients a result names: objects of norms on clients, and rows of measures."""
    for verdict in result.verdicts:
        if verdict.kind == "contact_gap":
            yield from (item.object_title for item in verdict.found if item.object_title)
    for measure in (*result.measures, *result.views):
        for place, column in enumerate(measure.columns):
            if column.name == _CLIENT:
                yield from (cell for row in measure.rows if isinstance(cell := row[place], str))

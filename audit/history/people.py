"""Who is behind the codes of the history: only those known now can be told, and only with the company's key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from audit.names import Names
from audit.privacy.codes import Codes, is_code
from audit.privacy.scrub import Scrubber
from handbook.audits.past import PastAudit
from handbook.model.people import Person
from handbook.result import Result


class People:
    """Names and codes of one company.

    Args:
        staff: The staff list.
        key: The company's key.
        others: Names besides: owners whom the staff list does not know.
        objects: Identifiers of objects and parts of keys: those that somebody typed may hold names, too.
    """

    def __init__(
        self, staff: Iterable[Person], key: bytes, others: Iterable[str] = (), objects: Iterable[str] = ()
    ) -> None:
        self._staff = tuple(staff)
        self._codes = Codes(key)
        self.key_print = hashlib.sha256(b"reglament-history" + key).hexdigest()[:8]
        known = Names(self._staff)
        self._full = {
            name: full
            for person in self._staff
            for name in (person.name, *person.aliases)
            if (full := known.owner(name))
        }
        strangers = {name: name for name in others if name not in self._full and _is_name(name)}
        names = {**self._full, **strangers}
        scrubber = Scrubber(names, self._codes.person, {})
        typed = {
            text: f"№ {self._codes.mark(text)}"
            for text in objects
            if text not in names and not is_code(text) and scrubber.told(text) != text
        }
        #: What is kept in place of a name.
        self.codes = {**typed, **{name: self._codes.person(full) for name, full in names.items()}}
        #: Who a code is, and whose another writing of a name is.
        self.names = {
            **{code: text for text, code in typed.items()},
            **{self._codes.person(name): name for name in reversed(strangers)},
            **{self._codes.person(full): full for full in self._full.values()},
            **{name: full for name, full in self._full.items() if name != full},
        }


def people_of(result: Result) -> tuple[str, ...]:
    """Everyone whose breach or work a result names."""
    names = [score.owner for score in result.owners]
    for verdict in result.verdicts:
        names += [count.owner for count in verdict.owners]
        names += [item.owner for item in verdict.found]
    return tuple(dict.fromkeys(name for name in names if name))


def objects_of(result: Result) -> tuple[str, ...]:
    """Identifiers of objects and parts of keys of a result that are more than numbers."""
    found: dict[str, None] = {}
    for verdict in result.verdicts:
        for item in verdict.found:
            if not (item.key.isascii() and item.object_id.isascii() and "@" not in item.key):
                found |= dict.fromkeys((item.object_id, *item.key.split("|")))
    return tuple(text for text in found if any(letter.isalpha() for letter in text))


def people_of_past(audit: PastAudit) -> tuple[str, ...]:
    """Everyone a kept audit names, by name or by code."""
    names = [one.owner for one in audit.people] + [item.owner for item in audit.breaches]
    return tuple(dict.fromkeys(name for name in names if name))


def _is_name(name: str) -> bool:
    """Numbers of users are no names, and a code is nobody's name."""
    return any(letter.isalpha() for letter in name) and not is_code(name)

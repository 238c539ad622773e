"""Who the position works with: what it receives and gives, drawn from inputs, outputs and participants.

What control points report is a right of whoever reads it, and stands there.

A counterpart is named by its position when one position alone carries the role: what is signed names posts of the
company, not roles of its processes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from generator.links import positions_of
from generator.word.job_description.lists import unrepeated
from generator.word.job_description.post import Post
from generator.word.job_description.record import Counterpart
from generator.word.words import phrase, quoted
from handbook.book import Handbook
from handbook.model.operation import Operation
from handbook.russian import upper_first

Way = Literal["receives", "gives"]
#: The other role, which way it goes, and what.
Exchange = tuple[str, Way, str]

_NOTHING = "—"


def counterparts(post: Post) -> tuple[Counterpart, ...]:
    """Rows of the table, in the order the counterparts are first met in the processes."""
    rows: dict[str, dict[Way, list[str]]] = {}
    for operation in post.operations:
        for role, way, what in _exchanges(post, operation):
            if role not in post.roles and role in post.handbook.roles:
                rows.setdefault(_called(post.handbook, role), {"receives": [], "gives": []})[way].append(what)
    return tuple(
        Counterpart(upper_first(title), _cell(both["receives"]), _cell(both["gives"])) for title, both in rows.items()
    )


def _called(handbook: Handbook, role: str) -> str:
    holders = positions_of(handbook, role)
    return holders[0].title if len(holders) == 1 else handbook.roles[role].title


def _cell(texts: list[str]) -> tuple[str, ...]:
    """Lines of a cell: each but the last ends with «;»."""
    lines = [phrase(text) for text in unrepeated(texts)] or [_NOTHING]
    return (*(f"{line};" for line in lines[:-1]), lines[-1])


def _exchanges(post: Post, operation: Operation) -> Iterator[Exchange]:
    """Documents first; what a participant is spoken to about, only where no document passes the same way."""
    owner = operation.owner
    if owner is None:
        return
    passed = [(item.source, owner, item.document) for item in operation.inputs if item.source]
    passed += [(owner, role, output.document) for output in operation.outputs for role in output.to]
    for giver, receiver, document in passed:
        yield from _handed(post, giver, receiver, _document(post, document))
    told = {(giver, receiver) for giver, receiver, _ in passed}
    for participant in operation.participants:
        subject = post.speech.prose(participant.subject) if participant.subject else ""
        subject = subject or f"сведения по операции {quoted(operation.title)}"
        ways = {"to": [(owner, participant.role)], "from": [(participant.role, owner)]}
        ways["both"] = ways["to"] + ways["from"]
        for giver, receiver in ways[participant.direction]:
            if (giver, receiver) not in told:
                yield from _handed(post, giver, receiver, subject)


def _handed(post: Post, giver: str, receiver: str, what: str) -> Iterator[Exchange]:
    """An exchange as the position sees it; nothing when it is on neither side, or on both."""
    if giver in post.roles and receiver not in post.roles:
        yield receiver, "gives", what
    elif receiver in post.roles and giver not in post.roles:
        yield giver, "receives", what


def _document(post: Post, identity: str) -> str:
    document = post.handbook.documents.get(identity)
    return document.title if document else identity

"""Who the position works with: what it receives and gives, drawn from inputs, outputs and participants.

A counterpart is named by its position when one position alone carries the role: what is signed names posts of the
company, not roles of its processes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from generator.links import positions_of
from generator.word.job_description.post import Post
from generator.word.job_description.record import Counterpart
from generator.word.words import distinct, phrase, quoted
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
    lines = [phrase(text) for text in distinct(texts)] or [_NOTHING]
    return (*(f"{line};" for line in lines[:-1]), lines[-1])


def _exchanges(post: Post, operation: Operation) -> Iterator[Exchange]:
    owner = operation.owner
    if owner is None:
        return
    for item in operation.inputs:
        if item.source:
            yield from _handed(post, item.source, owner, _document(post, item.document))
    for output in operation.outputs:
        for role in output.to:
            yield from _handed(post, owner, role, _document(post, output.document))
    for participant in operation.participants:
        subject = post.speech.prose(participant.subject) if participant.subject else ""
        subject = subject or f"сведения по операции {quoted(operation.title)}"
        if participant.direction in {"to", "both"}:
            yield from _handed(post, owner, participant.role, subject)
        if participant.direction in {"from", "both"}:
            yield from _handed(post, participant.role, owner, subject)
    for point in operation.control_points:
        yield from _handed(post, owner, point.to, post.speech.prose(point.information))


def _handed(post: Post, giver: str, receiver: str, what: str) -> Iterator[Exchange]:
    """An exchange as the position sees it; nothing when it is on neither side, or on both."""
    if giver in post.roles and receiver not in post.roles:
        yield receiver, "gives", what
    elif receiver in post.roles and giver not in post.roles:
        yield giver, "receives", what


def _document(post: Post, identity: str) -> str:
    document = post.handbook.documents.get(identity)
    return document.title if document else identity

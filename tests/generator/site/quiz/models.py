"""The truth of a question, worked out from the records alone and by other ways than the question was made."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.site.quiz.question import Question
from handbook.book import Handbook
from handbook.flow import graph
from handbook.model.operation import ControlPoint, Operation, Step
from handbook.work import performers


def _place(question: Question) -> str:
    return question.link.partition("#")[0].removesuffix(".html").rpartition("/")[2]


def _operation(book: Handbook, question: Question) -> Operation:
    return book.operations[_place(question)]


def _point(book: Handbook, question: Question) -> ControlPoint:
    name = question.link.partition("#kt-")[2]
    return next(one for one in _operation(book, question).control_points if one.id == name)


def _step(book: Handbook, question: Question) -> Step:
    return _operation(book, question).steps[int(question.link.partition("#shag-")[2]) - 1]


def _titles(book: Handbook, names: tuple[str, ...] | list[str]) -> set[str]:
    return {" ".join(book.roles[name].title.split()) for name in names if name in book.roles}


def _said(words: str) -> str:
    """A text to compare: letters and figures only."""
    return re.sub(r"[\W_]+", "", words.casefold())


def _holds(words: str, option: str) -> bool:
    """Whether a text of the sources says an option: references are written out in the option only."""
    pieces = [piece for part in re.split(r"\[\[.*?\]\]", words) if (piece := _said(part))]
    left = _said(option)
    return any(left in piece for piece in pieces) or (len(pieces) > 1 and pieces[0] in left)


def _set(question: Question, truth: set[str]) -> bool:
    """Right options are true, wrong ones are not."""
    return set(question.answer) <= truth and not truth.intersection(question.wrong)


def _quoted(question: Question, number: int = 0) -> str:
    return str(re.findall(r"«((?:[^«»]|«[^«»]*»)*)»", question.text)[number])


def _limit(book: Handbook, question: Question) -> bool:
    norm = book.norms[_place(question)].norm
    required = norm.words()
    return _set(question, {required[:1].upper() + required[1:]})


def _owners(book: Handbook, question: Question) -> bool:
    return _set(question, _titles(book, [_operation(book, question).owner or ""]))


def _inputs(book: Handbook, question: Question) -> bool:
    operation = _operation(book, question)
    truth = {book.documents[one.document].title for one in operation.inputs}
    return _set(question, truth) and set(question.answer) == truth


def _sources(book: Handbook, question: Question) -> bool:
    title = _quoted(question, -1)
    inputs = [one for one in _operation(book, question).inputs if book.documents[one.document].title == title]
    return _set(question, _titles(book, [one.source for one in inputs if one.source]))


def _receivers(book: Handbook, question: Question) -> bool:
    title = _quoted(question, -1)
    outputs = [one for one in _operation(book, question).outputs if book.documents[one.document].title == title]
    truth = _titles(book, [name for one in outputs for name in one.to])
    return _set(question, truth) and set(question.answer) == truth


def _results(book: Handbook, question: Question) -> bool:
    notes = [one.note for one in _operation(book, question).outputs if one.note]
    return any(_holds(note, question.answer[0]) for note in notes) and not any(
        _said(note) == _said(wrong) for note in notes for wrong in question.wrong
    )


def _governs(book: Handbook, question: Question) -> bool:
    operation = next(one for one in book.operations.values() if one.title == _quoted(question))
    return _set(question, {book.documents[one.document].title for one in operation.governed_by})


def _fields(book: Handbook, question: Question) -> bool:
    truth = {one.title for one in _operation(book, question).crm.fields}
    return _set(question, truth)


def _stage(book: Handbook, question: Question) -> bool:
    return _set(question, {_operation(book, question).crm.stage or ""})


def _following(book: Handbook, question: Question) -> bool:
    return _holds(_step(book, question).text, question.answer[0]) or _holds(
        _step(book, question).duty or "", question.answer[0]
    )


def _order(book: Handbook, question: Question) -> bool:
    steps = _operation(book, question).steps
    places = [
        next(
            index
            for index, step in enumerate(steps)
            if _holds(step.text, option) or (step.duty and _holds(step.duty, option))
        )
        for option in question.answer
    ]
    return places == sorted(set(places))


def _next(book: Handbook, question: Question) -> bool:
    """The right stop can be reached from the operation without passing through another one."""
    operation = _operation(book, question)
    reached: set[str] = set()
    for process in (one for one in book.processes.values() if one.title == _quoted(question)):
        drawn = graph(process, book.operations)
        waiting = [name for name, node in drawn.nodes.items() if getattr(node, "operation", None) == operation.id]
        seen = set(waiting)
        while waiting:
            for arc in drawn.after(waiting.pop()):
                node = drawn.nodes[arc.target]
                name, called = getattr(node, "operation", None), getattr(node, "process", None)
                if name or called:
                    reached.add(book.operations[name].title if name else book.processes[str(called)].title)
                elif arc.target not in seen:
                    seen.add(arc.target)
                    waiting.append(arc.target)
    alone = "; «" not in question.text
    return question.answer[0] in reached and not (alone and reached.intersection(question.wrong))


def _strange(book: Handbook, question: Question) -> bool:
    return question.answer[0] == _operation(book, question).title


def _clause(book: Handbook, question: Question) -> bool:
    document = book.documents[_place(question)]
    number = question.source.rpartition("п.\u00a0")[2]
    clause = next(one for one in document.clauses if one.number == number)
    if question.kind == "where":
        return question.answer[0].startswith(f"п.\u00a0{number}. ") and clause.title is not None
    return _holds(clause.text, question.answer[0])


def _answers(book: Handbook, question: Question) -> bool:
    asked = [q for one in book.operations.values() for q in one.questions if _holds(q.question, question.text)]
    return any(_holds(one.answer or "", question.answer[0]) for one in asked) and not any(
        _said(one.answer or "") == _said(wrong) for one in asked for wrong in question.wrong
    )


#: How the answer of each kind is checked; a kind that is not here is checked by a test of its own.
def _handed(book: Handbook, question: Question) -> bool:
    """Only the right option passes between the owner and the role whose name ends the question, and that way."""
    operation = _operation(book, question)
    asked, _, name = question.text.rstrip("?").rpartition("Что в ней ")[2].partition(" ")
    way = {"получает": "to", "передаёт": "from"}[asked]
    rows = [one for one in operation.participants if book.roles[one.role].title.casefold() == name.casefold()]
    given = {_said(one.subject or "") for one in rows if one.direction == way}
    return {_said(one) for one in question.answer} == given and not given & {_said(one) for one in question.wrong}


TRUTH: dict[str, Callable[[Handbook, Question], bool]] = {
    "limit": _limit,
    "recipient": lambda book, one: _set(one, _titles(book, [_point(book, one).to])),
    "deviation": lambda book, one: _holds(_point(book, one).on_deviation, one.answer[0]),
    "when": lambda book, one: _holds(_point(book, one).when, one.answer[0]),
    "performer": lambda book, one: _set(
        one, _titles(book, [_step(book, one).role or _operation(book, one).owner or ""])
    ),
    "approver": lambda book, one: _set(one, _titles(book, [_step(book, one).approves or ""])),
    "deadline": lambda book, one: _holds(_step(book, one).deadline or "", one.answer[0]),
    "following": _following,
    "order": _order,
    "inputs": _inputs,
    "source": _sources,
    "receivers": _receivers,
    "result": _results,
    "governs": _governs,
    "fields": _fields,
    "mandatory": _fields,
    "stage": _stage,
    "next": _next,
    "where": _clause,
    "clause": _clause,
    "answer": _answers,
    "why": lambda book, one: _holds(book.norms[_place(one)].norm.why, one.answer[0]),
    "watched": lambda book, one: _set(one, _titles(book, [_point(book, one).to])),
    "owner": _owners,
    "handed": _handed,
    "strange": _strange,
    "own-norm": lambda book, one: one.answer[0] == book.norms[_place(one)].norm.title,
}


def takes_part(book: Handbook, role: str, title: str) -> bool:
    """Whether a role does something in the operation of this title."""
    return any(role in performers(one) for one in book.operations.values() if one.title == title)

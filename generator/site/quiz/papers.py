"""Questions about documents of an operation: what comes in, from whom, what goes out, to whom, what governs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import links
from generator.site.quiz.draft import Draft
from generator.site.quiz.ground import Ground
from generator.site.quiz.question import Question
from generator.site.quiz.words import overlap
from handbook import crossref
from handbook.model.operation import Operation
from handbook.russian.text import sentence

PLACE = "vhod-i-rezultat"
#: A short participle and its ending: «подписан», «закрыта», «внесены».
_SHORT = re.compile(r"\w+(?:ен|ён|ан|ят|нут|ыт)(а|о|ы|)\b", re.IGNORECASE)


def _draft(ground: Ground, operation: Operation, kind: str, asked: tuple[str, str]) -> Draft:
    """A question of a kind: what is asked, and what the answer says."""
    text, said = asked
    link = ground.url("operation", operation.id, PLACE)
    return Draft(kind, f"{operation.id}/{text}", text, said, link, f"«{operation.title}», вход и результат")


def inputs(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """What an operation starts from."""
    names = tuple(dict.fromkeys(one.document for one in operation.inputs if one.document in ground.book.documents))
    if not names:
        return
    used = {*names, *(one.document for one in operation.steps), *(one.document for one in operation.governed_by)}
    # A record that is changed is at hand from the beginning; so is what the words of steps lead to.
    used |= {one.document for one in operation.outputs if one.kind == "crm_record"}
    used |= {one.id for step in operation.steps for one in crossref.find(step.text) if one.target == "document"}
    near = [one.document for one in operation.outputs]
    for other in ground.around(operation):
        near += [one.document for one in other.inputs]
        near += [one.document for one in other.outputs]
    wrong = [ground.title("document", name) for name in near if name not in used and name in ground.book.documents]
    said = "На входе: " + "; ".join(_come(ground, operation, name) for name in names) + "."
    text = f"Что приходит на вход операции «{operation.title}»?"
    draft = _draft(ground, operation, "inputs", (text if len(names) == 1 else f"{text} Отметьте всё.", said))
    mixed = ground.mixed(wrong, draft.seed)
    titles = [ground.title("document", name) for name in names]
    yield draft.one(titles[0], mixed) if len(titles) == 1 else draft.many(titles, mixed)


def _come(ground: Ground, operation: Operation, document: str) -> str:
    item = next(one for one in operation.inputs if one.document == document)
    source = f", от роли «{ground.title('role', item.source)}»" if item.source else ""
    note = f" ({ground.plain(item.note)})" if item.note else ""
    return f"«{ground.title('document', document)}»{source}{note}"


def sources(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """From whom a document comes."""
    for item in operation.inputs:
        same = {one.source for one in operation.inputs if one.document == item.document}
        if item.source is None or item.source not in ground.book.roles or len(same) > 1:
            continue
        title = ground.title("document", item.document)
        # «Запрос клиента» comes from the client: there is nothing to know. Nor does anything come from oneself.
        if item.source == operation.owner or overlap(title, ground.title("role", item.source)):
            continue
        text = f"От кого в операцию «{operation.title}» приходит «{title}»?"
        draft = _draft(ground, operation, "source", (text, f"{_come(ground, operation, item.document)}."))
        told = {one.role for one in operation.participants if one.subject and overlap(title, one.subject)}
        wrong = [name for name in ground.roles(operation) if name not in {item.source, operation.owner, *told}]
        titles = (ground.title("role", name) for name in wrong)
        asked = Draft(draft.kind, draft.seed, text, draft.explanation, draft.link, draft.source, (item.source,))
        yield asked.one(ground.title("role", item.source), ground.mixed(titles, draft.seed))


def receivers(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """To whom a document goes."""
    for item in operation.outputs:
        right = [name for name in item.to if name in ground.book.roles]
        if not right or len(right) != len(item.to):
            continue
        title = ground.title("document", item.document)
        taking = {name for one in operation.outputs if one.document == item.document for name in one.to}
        told = {name for step in operation.steps if step.document == item.document for name in step.informed}
        told |= {one.role for one in operation.participants if one.subject and overlap(title, one.subject)}
        said = f"«{title}» получают: {', '.join(ground.title('role', name) for name in right)}."
        text = f"Кому передают результат операции «{operation.title}» — «{title}»?"
        near = [name for name in ground.roles(operation) if name not in {operation.owner, *taking, *told}]
        mixed = list(ground.mixed((ground.title("role", name) for name in near), operation.id, item.document))
        titles = [ground.title("role", name) for name in right]
        many = len(titles) > 1
        draft = Draft(
            "receivers",
            f"{operation.id}/{item.document}",
            f"{text} Отметьте всех." if many else text,
            said,
            ground.url("operation", operation.id, PLACE),
            f"«{operation.title}», вход и результат",
            tuple(right),
        )
        if taking == set(right):
            yield draft.many(titles, mixed) if many else draft.one(titles[0], mixed)


def results(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """By what a result is known to be good: among those of the same document or of the same kind."""
    own = {item.note for item in operation.outputs}
    near = [item for other in ground.around(operation) for item in other.outputs if item.note not in own]
    for item in operation.outputs:
        if not item.note or item.document not in ground.book.documents:
            continue
        title = ground.title("document", item.document)
        text = f"Операция «{operation.title}», результат — «{title}». По чему видно, что он готов?"
        note = sentence(ground.plain(item.note))
        draft = _draft(ground, operation, "result", (text, f"«{title}»: {note}"))
        same = [one.note for one in near if one.document == item.document]
        kind = [one.note for one in near if one.kind == item.kind]
        wrong = ground.mixed((sentence(ground.plain(one)) for one in (*same, *kind) if one), draft.seed)
        yield draft.one(note, (one for one in wrong if _agrees(one, note)))


def _agrees(one: str, note: str) -> bool:
    """Whether two notes could be of one result: «подписаны» is not said of an act, «подписан» of papers."""
    first, second = _SHORT.match(one), _SHORT.match(note)
    return first is None or second is None or first[1] == second[1]


def governing(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """Which document governs an operation."""
    names = [one.document for one in operation.governed_by if one.document in ground.book.documents]
    if not names:
        return
    known = {one.document for one in operation.governed_by}
    known |= {one.document for one in operation.questions if one.document}
    known |= {p.norm.source.document for p in links.norms_of_operation(ground.book, operation) if p.norm.source}
    near = [one.document for other in ground.around(operation) for one in other.governed_by]
    near += [name for name, document in ground.book.documents.items() if document.governs]
    wrong = [ground.title("document", name) for name in near if name not in known and name in ground.book.documents]
    name = names[0]
    clauses = ", ".join(one.clause for one in operation.governed_by if one.document == name and one.clause)
    link, source = ground.clause(name, next(o.clause for o in operation.governed_by if o.document == name))
    draft = Draft(
        "governs",
        operation.id,
        f"По какому документу делают операцию «{operation.title}»?",
        f"Операцию регламентирует «{ground.title('document', name)}»" + (f", пункты {clauses}." if clauses else "."),
        link,
        source,
    )
    yield draft.one(ground.title("document", name), ground.mixed(wrong, draft.seed))

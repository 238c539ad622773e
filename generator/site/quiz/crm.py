"""Questions about the CRM: which fields an operation asks for, at which stage deals stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.site.quiz.draft import Draft
from generator.site.quiz.ground import Ground
from generator.site.quiz.question import Question
from handbook.model.operation import ENTITY_TITLES, CrmField, Operation
from handbook.russian.cases import Case
from handbook.russian.inflection import inflect
from handbook.russian.text import folded
from handbook.walk import texts

_SINCE = re.compile(r"^(?:со|на) стади[ию] «([^»]+)»$")
PLACE = "crm"
#: More fields than this are a form, not a question.
_MOST = 4


def fields(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """Which fields are mandatory from a stage on, and which are filled in at all."""
    yield _mandatory(ground, operation)
    for entity in dict.fromkeys(field.entity for field in operation.crm.fields):
        yield _filled(ground, operation, entity)


def _draft(ground: Ground, operation: Operation, kind: str, text: str, said: str) -> Draft:
    link = ground.url("operation", operation.id, PLACE)
    return Draft(kind, f"{operation.id}/{kind}", text, said, link, f"«{operation.title}», требования к CRM")


def _since(field: CrmField) -> str:
    """The stage from which a field is mandatory; empty when another moment is named."""
    match = _SINCE.match(field.mandatory or "")
    return match[1] if match and field.entity == "deal" else ""


def _mandatory(ground: Ground, operation: Operation) -> Question | None:
    """Fields mandatory from a stage on, among those that become mandatory at a later one."""
    process = ground.process(operation)
    if process is None or process.funnel is None:
        return None
    ranks = {folded(stage.title): rank for rank, stage in enumerate(process.funnel.stages)}
    stage = next((one for field in operation.crm.fields if (one := _since(field))), "")
    rank = ranks.get(folded(stage))
    if rank is None:
        return None
    right = [field.title for field in operation.crm.fields if folded(_since(field)) == folded(stage)]
    near = [field for other in (operation, *ground.around(operation)) for field in other.crm.fields]
    sooner = {folded(field.title) for field in near if ranks.get(folded(_since(field)), 0) <= rank}
    wrong = [field.title for field in near if folded(field.title) not in sooner]
    said = f"Со стадии «{stage}» операция «{operation.title}» требует: {', '.join(right)}."
    draft = _draft(
        ground,
        operation,
        "mandatory",
        f"Операция «{operation.title}». Какие её поля обязательны уже со стадии «{stage}»? Отметьте все.",
        said,
    )
    return draft.many(right, ground.mixed(wrong, draft.seed)) if len(right) > 1 else None


def _filled(ground: Ground, operation: Operation, entity: str) -> Question | None:
    right = [field.title for field in operation.crm.fields if field.entity == entity]
    known = {folded(field.title) for field in operation.crm.fields}
    near = [field for other in ground.around(operation) for field in other.crm.fields if field.entity == entity]
    wrong = [field.title for field in near if folded(field.title) not in known]
    card = inflect(ENTITY_TITLES[entity], Case.GENITIVE).text
    notes = (f"{field.title}{f' ({field.mandatory})' if field.mandatory else ''}" for field in operation.crm.fields)
    draft = _draft(
        ground,
        operation,
        f"fields-{entity}",
        f"Какие поля карточки {card} заполняют в операции «{operation.title}»? Отметьте все.",
        f"Операция заполняет: {'; '.join(notes)}.",
    )
    asked = Draft("fields", draft.seed, draft.text, draft.explanation, draft.link, draft.source)
    return asked.many(right, ground.mixed(wrong, draft.seed)) if 1 < len(right) <= _MOST else None


def stage(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """At which stage of the funnel deals stand."""
    process = ground.process(operation)
    right = operation.crm.stage
    if process is None or process.funnel is None or right is None:
        return
    titles = [one.title for one in process.funnel.stages]
    if right not in titles:
        return
    draft = _draft(
        ground,
        operation,
        "stage",
        f"Воронка «{process.funnel.pipeline}». К какой стадии относится операция «{operation.title}»?",
        f"Стадия в CRM: «{right}».",
    )
    # An operation that moves deals to one of several stages belongs to each of them.
    said = " ".join(words for _, words, target in texts(operation) if target is None)
    wrong = [title for title in titles if title != right and f"«{title}»" not in said]
    yield draft.one(right, sorted(wrong, key=lambda one: abs(titles.index(one) - titles.index(right))))

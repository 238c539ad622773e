"""Cards with their fields: where each is born, when it is mandatory, which norm checks it, who describes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.crm_spec.model import Card, Contradiction, Dictionary, Field
from generator.crm_spec.work import Work, once
from handbook.model.document import Document, DocumentField
from handbook.model.operation import ENTITY_TITLES, CrmField, Operation
from handbook.model.process import Process
from handbook.norms.required_fields import RequiredFields
from handbook.russian.text import folded

_LISTS = ("список", "справочник", "флажки")
_REFUSAL = "причина отказа"
_ALWAYS = "всегда"


@dataclass
class _Gathered:
    """A field on its way together."""

    title: str
    uses: list[tuple[Process, Operation, CrmField]] = field(default_factory=list)
    described: list[tuple[Document, DocumentField]] = field(default_factory=list)


def cards(work: Work) -> tuple[Card, ...]:
    """The cards, that of a deal first, fields in the order operations meet them."""
    gathered: dict[str, dict[str, _Gathered]] = {}
    for process, operation in work.operations():
        for item in operation.crm.fields:
            fields = gathered.setdefault(item.entity, {})
            fields.setdefault(folded(item.title), _Gathered(item.title)).uses.append((process, operation, item))
    for document in work.book.documents.values():
        if document.kind == "record":
            _describe(gathered, document)
    return tuple(
        _card(work, entity, tuple(gathered[entity].values())) for entity in ENTITY_TITLES if entity in gathered
    )


def _card(work: Work, entity: str, fields: tuple[_Gathered, ...]) -> Card:
    documents = {document.title: document for one in fields for document, _ in one.described}
    described = (
        f"«{title}» ({work.prose(one.medium)})" if one.medium else f"«{title}»" for title, one in documents.items()
    )
    return Card(ENTITY_TITLES[entity], tuple(_field(work, entity, one) for one in fields), tuple(described))


def _describe(gathered: dict[str, dict[str, _Gathered]], document: Document) -> None:
    """Lay the fields of a record document over the card most of them stand on.

    A card all of whose fields it knows is described by it too: one form for a lead and for a deal of the search. A
    field that stands on such a card is not asked of the other one.
    """
    votes = Counter(
        entity for entity, fields in gathered.items() for item in document.fields if folded(item.title) in fields
    )
    if not votes:
        return
    most = max(votes.values())
    main = next(entity for entity in ENTITY_TITLES if votes[entity] == most)
    known = {folded(item.title) for item in document.fields}
    asked = {
        entity: {key for key, one in fields.items() if one.uses}
        for entity, fields in gathered.items()
        if entity == main or known.issuperset(key for key, one in fields.items() if one.uses)
    }
    for item in document.fields:
        key = folded(item.title)
        for entity in [entity for entity, keys in asked.items() if key in keys] or [main]:
            gathered[entity].setdefault(key, _Gathered(item.title)).described.append((document, item))


def _field(work: Work, entity: str, gathered: _Gathered) -> Field:
    uses, described = gathered.uses, gathered.described
    mandatory = _when(work, gathered)
    always = [f"{_ALWAYS} («{document.title}»)" for document, item in described if item.required]
    values = once(value for _, _, item in uses for value in item.values)
    if not values and folded(gathered.title) == _REFUSAL:
        values = tuple(work.book.company.refusal_reasons)
    return Field(
        gathered.title,
        once([*(item.type for _, _, item in uses), *(item.type or "" for _, item in described)]),
        values,
        once(_notes(work, gathered, values)),
        once(operation.title for _, operation, _ in uses),
        work.everybody(operation.owner for _, operation, _ in uses),
        once(mandatory if _ALWAYS in mandatory else [*mandatory, *always]),
        tuple(_norms(work, gathered.title)) if entity == "deal" else (),
        once(document.title for document, _ in described),
    )


def _notes(work: Work, gathered: _Gathered, values: tuple[str, ...]) -> Iterator[str]:
    """How a field is filled in: what its documents say, then what operations do; who says it, when several do."""
    written = [(document.title, item.note) for document, item in gathered.described]
    done = [(operation.title, item.note) for _, operation, item in gathered.uses]
    said = [
        (who if len({name for name, _ in group}) > 1 else "", _beside(work.prose(note), values))
        for group in (written, done)
        for who, note in group
        if note
    ]
    for index, (who, note) in enumerate(said):
        others = [folded(other) for _, other in (*said[:index], *said[index + 1 :]) if folded(other) != folded(note)]
        again = folded(note) in [folded(other) for _, other in said[:index]]
        if note and not again and not any(folded(note) in other for other in others):
            yield f"{who}: {_lowered(note)}" if who else note


def _beside(note: str, values: tuple[str, ...]) -> str:
    """What a note says besides the values themselves."""
    listed = {folded(value) for value in values}
    kept = [
        part.strip()
        for part in note.split(";")
        if folded(part) != folded(", ".join(values)) and not ("," in part and listed.issuperset(_parts(part)))
    ]
    said = "; ".join(kept)
    return said[:1].upper() + said[1:]


def _parts(listing: str) -> Iterator[str]:
    return map(folded, listing.split(","))


def _lowered(text: str) -> str:
    """A sentence after a colon; abbreviations stay as they are."""
    return text if text[1:2].isupper() else text[0].lower() + text[1:]


def _when(work: Work, gathered: _Gathered) -> tuple[str, ...]:
    """When operations make a field mandatory, in a deal with the pipelines that could be meant."""
    found: dict[str, dict[str, None]] = {}
    for _, operation, item in gathered.uses:
        if item.mandatory:
            words = work.prose(item.mandatory)
            funnels = work.funnels(operation) if item.entity == "deal" else ()
            named = [funnel for funnel in funnels if any(f"«{stage.title}»" in words for stage in funnel.stages)]
            found.setdefault(words, {}).update({f"«{funnel.pipeline}»": None for funnel in named or funnels})
    return tuple(f"{words} ({', '.join(names)})" if names else words for words, names in found.items())


def _norms(work: Work, title: str) -> Iterator[str]:
    for norm in work.norms:
        if isinstance(norm, RequiredFields) and folded(title) in map(folded, norm.fields):
            # Which fields besides is said in their own lines; here only when this one is looked at.
            stage = f"со стадии «{norm.from_stage}»" if norm.from_stage else ""
            ends = {"won": "в выигранной сделке", "lost": "в проигранной сделке"}.get(norm.on or "", "")
            where = f" ({', '.join(f'«{name}»' for name in norm.scope.pipelines)})" if norm.scope.pipelines else ""
            yield f"{norm.title}: {' и '.join(filter(None, (stage, ends))) or 'в каждой сделке'}{where}"


def contradictions(work: Work, cards_: tuple[Card, ...]) -> tuple[Contradiction, ...]:
    """What the sources say of one field in two ways: its type, its values, when it is mandatory on one stage."""
    found: list[Contradiction] = []
    seen: dict[tuple[str, str], tuple[str, CrmField]] = {}
    stages: dict[tuple[str, str, str], tuple[str, str]] = {}
    for process, operation in work.operations():
        for item in operation.crm.fields:
            about = f"Поле «{item.title}» ({ENTITY_TITLES[item.entity]})"
            key = item.entity, folded(item.title)
            where, first = seen.setdefault(key, (operation.title, item))
            if folded(first.type) != folded(item.type):
                found.append(_differ(f"{about}: тип", where, first.type, operation.title, item.type))
            if first.values and item.values and first.values != item.values:
                lists = ", ".join(first.values), ", ".join(item.values)
                found.append(_differ(f"{about}: значения", where, lists[0], operation.title, lists[1]))
            if item.mandatory and operation.crm.stage:
                pipeline = process.funnel.pipeline if process.funnel else ""
                place = (*key, f"{pipeline}|{operation.crm.stage}")
                at, when = stages.setdefault(place, (operation.title, item.mandatory))
                if folded(when) != folded(item.mandatory):
                    found.append(_differ(f"{about}: когда обязательно", at, when, operation.title, item.mandatory))
    return tuple(dict.fromkeys([*found, *_against_documents(work, cards_, seen)]))


def _against_documents(
    work: Work, found: tuple[Card, ...], seen: dict[tuple[str, str], tuple[str, CrmField]]
) -> Iterator[Contradiction]:
    """Types that a document gives to fields of the very card it describes."""
    entities = {title: entity for entity, title in ENTITY_TITLES.items()}
    described = {
        (document, entities[card.title], folded(item.title))
        for card in found
        for item in card.fields
        for document in item.documents
    }
    for document in work.book.documents.values():
        for item in document.fields if document.kind == "record" else ():
            for (entity, title), (where, written) in seen.items():
                if title != folded(item.title) or (document.title, entity, title) not in described:
                    continue
                if item.type and folded(written.type) != folded(item.type):
                    about = f"Поле «{item.title}» ({ENTITY_TITLES[entity]}): тип"
                    yield _differ(about, where, written.type, f"документ «{document.title}»", item.type)


def _differ(about: str, where: str, one: str, other_where: str, other: str) -> Contradiction:
    return Contradiction(about, f"{where}: {one}", f"{other_where}: {other}")


def dictionaries(work: Work, found: tuple[Card, ...]) -> tuple[Dictionary, ...]:
    """Lists of values the CRM needs, each once; a list without values is one to agree on.

    Fields of one name share a list unless the sources give them different ones.
    """
    lists: dict[str, list[tuple[Card, Field]]] = {}
    for card in found:
        for item in card.fields:
            if any(folded(kind).startswith(_LISTS) for kind in item.types):
                lists.setdefault(folded(item.title), []).append((card, item))
    reasons = tuple(work.book.company.refusal_reasons)
    made = [] if _REFUSAL in lists or not reasons else [Dictionary("Причина отказа", (), reasons, ())]
    for group in lists.values():
        variants = list(dict.fromkeys(item.values for _, item in group if item.values)) or [()]
        for values in variants:
            same = [(card, item) for card, item in group if (item.values or variants[0]) == values]
            made.append(
                Dictionary(
                    same[0][1].title,
                    once(card.title for card, _ in same),
                    values,
                    once(note for _, item in same for note in item.notes),
                )
            )
    return tuple(made)

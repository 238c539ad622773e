"""Questions about norms: which limit, what breaks it, what it is for, who learns of a breach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator import links
from generator.site.quiz.chance import number
from generator.site.quiz.draft import Draft
from generator.site.quiz.ground import Ground
from generator.site.quiz.question import Question
from generator.site.quiz.scales import above, below, named
from handbook.book import PlacedNorm
from handbook.model.operation import Operation
from handbook.norms import LimitedNorm, Norm
from handbook.norms.base import Edition
from handbook.norms.quantity import Quantity
from handbook.russian.dates import date_words
from handbook.russian.letters import upper_first
from handbook.russian.text import sentence

#: How many values around a limit one judges by.
_VALUES = 5


def limits(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """Which limit a norm sets."""
    for norm in _norms(ground, operation):
        if isinstance(norm, LimitedNorm):
            yield limit(ground, norm)


def breaches(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """Which values break a norm."""
    for norm in _norms(ground, operation):
        if isinstance(norm, LimitedNorm):
            yield _breach(ground, norm, _edition(ground, norm))


def reasons(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """What a norm is for."""
    for norm in _norms(ground, operation):
        yield _why(ground, operation, norm)


def _norms(ground: Ground, operation: Operation) -> Iterator[Norm]:
    """Norms in force an operation lives by; nobody has to know a draft."""
    return (one.norm for one in links.norms_of_operation(ground.book, operation) if not one.norm.draft)


def _edition(ground: Ground, norm: LimitedNorm) -> Edition:
    return (norm.edition_on(ground.day) if ground.day else None) or norm.editions()[-1]


def _draft(ground: Ground, kind: str, norm: Norm, text: str) -> Draft:
    why = f"Зачем: {sentence(ground.plain(norm.why))}"
    said = f"Норма «{norm.title}»: {ground.norm(norm)}. {why}"
    return Draft(kind, norm.id, text, said, ground.url("norm", norm.id), f"Норма «{norm.title}»")


def limit(ground: Ground, norm: LimitedNorm) -> Question | None:
    """Which limit a norm sets, among other values of its unit."""
    edition = _edition(ground, norm)
    since = f" с {date_words(edition.since)}" if edition.since and len(norm.editions()) > 1 else ""
    draft = _draft(ground, "limit", norm, f"Какое требование действует{since} по норме «{norm.title}»?")
    known = [one for each in norm.editions() for one in (each.min, each.max) if one]
    others = [norm.requirement(one) for one in _other_editions(edition, known, norm.id)]
    return draft.one(upper_first(norm.requirement(edition)), [upper_first(words) for words in others])


def _other_editions(edition: Edition, known: list[Quantity], seed: str) -> Iterator[Edition]:
    """The same edition with other values: two nearest below and above in turn, so that the limit is in no known place.

    With two bounds both move, so that neither alone tells.
    """
    if edition.min is not None and edition.max is not None:
        lower = (*below(edition.min, known)[:2], *above(edition.min, known)[:1])
        upper = (*above(edition.max, known)[:2], *below(edition.max, known)[:1])
        pairs = zip(lower, upper, strict=False)
        yield from (edition.model_copy(update={"min": low, "max": high}) for low, high in pairs)
        return
    name, bound = ("max", edition.max) if edition.max is not None else ("min", edition.min)
    if bound is None:
        return
    less, more = below(bound, known), above(bound, known)
    fewer = min(number(seed, "below") % 4, len(less))
    fewer = max(fewer, 3 - len(more))
    for value in (*less[:fewer], *more[: 3 - fewer]):
        yield edition.model_copy(update={name: value})


def _breach(ground: Ground, norm: LimitedNorm, edition: Edition) -> Question | None:
    bound = edition.max or edition.min
    if bound is None or (edition.max is not None and edition.min is not None):
        return None
    less, more = below(bound), above(bound)
    fewer = max(min(1 + number(norm.id, "breach") % 3, len(less)), _VALUES - 1 - len(more))
    values = [*reversed(less[:fewer]), bound, *more[: _VALUES - 1 - fewer]]
    broken = [
        one for one in values if (one.value > bound.value if edition.max is not None else one.value < bound.value)
    ]
    text = f"Отметьте все значения, при которых норма «{norm.title}» уже нарушена."
    draft = _draft(ground, "breach", norm, text)
    exact = f"Ровно предел ({named(bound)}) норму ещё не нарушает."
    told = Draft(draft.kind, draft.seed, draft.text, f"{draft.explanation} {exact}", draft.link, draft.source)
    return told.scale([named(one) for one in values], [named(one) for one in broken])


def _why(ground: Ground, operation: Operation, norm: Norm) -> Question | None:
    asked = _draft(ground, "why", norm, f"Зачем компании норма «{norm.title}»?")
    draft = replace(asked, hint=norm.title)
    near = [placed for other in ground.around(operation) for placed in links.norms_of_operation(ground.book, other)]
    own = links.norms_of_operation(ground.book, operation)
    others = (ground.first(placed.norm.why) for placed in (*own, *near) if _is_other(placed, norm))
    return draft.one(ground.first(norm.why), ground.mixed(others, norm.id))


def _is_other(placed: PlacedNorm, norm: Norm) -> bool:
    """Whether the reason of a norm is not that of this one: norms of one kind may share theirs."""
    return placed.norm.id != norm.id and placed.norm.kind != norm.kind


def watched(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """Who learns that a norm is broken: by the control points that are measured by it."""
    for norm in _norms(ground, operation):
        # Its own control point explains better than that of another operation.
        users = sorted(links.operations_of_norm(ground.book, norm.id), key=lambda one: one.id != operation.id)
        points = [(one, point) for one in users for point in one.control_points if norm.id in point.norms]
        if not points:
            continue
        told = dict.fromkeys(point.to for _, point in points)
        place, point = points[0]
        draft = Draft(
            "watched",
            norm.id,
            f"Кому уходят сведения, по которым видно нарушение нормы «{norm.title}»?",
            f"Контрольная точка «{ground.plain(point.information)}»: {ground.title('role', point.to)}, "
            f"{ground.plain(point.when)}.",
            ground.url("operation", place.id, f"kt-{point.id}"),
            f"«{place.title}», контрольная точка",
            tuple(told),
        )
        if len(told) == 1:
            others = [ground.title("role", name) for name in ground.readers(operation) if name not in told]
            yield draft.one(ground.title("role", point.to), others)

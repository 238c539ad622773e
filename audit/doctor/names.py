"""Pipelines and people that an export names otherwise than the company does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from audit.ingest.lookalikes import skeleton
from audit.ingest.places import MetStage
from audit.ingest.recognition.likeness import likeness
from audit.ingest.stages import Stages
from handbook.book import Handbook
from handbook.diagnosis import Choice, NameLook
from handbook.finding import Finding
from handbook.model.profile import Profile

#: The only funnel of a company, and one that has every stage of a pipeline, whatever the pipeline is called.
_ONLY, _SAME_STAGES, _EVERY_STAGE = 0.7, 0.75, 0.85
#: Words with one beginning: «Розничные продажи» and «Розница».
_ONE_ROOT, _ROOT = 0.65, 5
_LEAST = 0.3
#: How the audit tells of somebody the staff list does not know.
_INITIAL = re.compile(r"(\w)\.?")
#: A surname with both initials, with one, alone; a first name alone.
_BOTH, _ONE, _SURNAME, _FIRST = 0.95, 0.92, 0.85, 0.7
_PARTS = 3


def pipeline_looks(handbook: Handbook, profile: Profile, met: Iterable[MetStage]) -> tuple[NameLook, ...]:
    """Pipelines that are no funnel of the company, with every funnel as a choice.

    Args:
        handbook: The company: its funnels.
        profile: How its CRM names pipelines and stages.
        met: Stages of the export as they were placed.
    """
    funnels = [process.funnel for process in handbook.processes.values() if process.funnel]
    known = {skeleton(funnel.pipeline) for funnel in funnels} | set(map(skeleton, profile.pipelines))
    stages, rows, inside = Stages(handbook, profile), dict[str, int](), dict[str, set[str]]()
    for item in met:
        if item.pipeline and skeleton(item.pipeline) not in known and not item.place.known:
            rows[item.pipeline] = rows.get(item.pipeline, 0) + item.rows
            if not stages.ignores(item.stage):
                inside.setdefault(item.pipeline, set()).add(item.stage)
    found = []
    for name in sorted(inside):
        choices = []
        for funnel in funnels:
            titles = {skeleton(stage.title) for stage in funnel.stages}
            same = sum(skeleton(stage) in titles for stage in inside[name]) / len(inside[name])
            alike = _EVERY_STAGE if same == 1 and len(inside[name]) > 1 else _SAME_STAGES * same
            alike = max(
                alike, likeness(name, funnel.pipeline), _ONE_ROOT if _share_root(name, funnel.pipeline) else 0.0
            )
            sure = max(alike, _ONLY if len(funnels) == 1 else 0.0)
            choices.append(Choice(funnel.pipeline, funnel.pipeline, round(sure if sure >= _LEAST else 0.0, 2)))
        choices.sort(key=lambda choice: (-choice.confidence, choice.title))
        found.append(NameLook(name, rows[name], tuple(choices)))
    return tuple(found)


def _share_root(one: str, other: str) -> bool:
    """Whether two names have words that begin alike."""
    roots = [{word[:_ROOT].casefold() for word in name.split() if len(word) >= _ROOT} for name in (one, other)]
    return bool(roots[0] & roots[1])


def person_looks(handbook: Handbook, findings: Iterable[Finding]) -> tuple[NameLook, ...]:
    """Names of judged people that the staff list does not know and that can only be somebody of it.

    Args:
        handbook: The company: its staff.
        findings: What the audit found: people it does not know.
    """
    places = (place for finding in findings if finding.code == "unknown-owner" for place in finding.places)
    strangers = sorted({place.excerpt for place in places if place.excerpt})
    people = [person.name for person in handbook.staff]
    looks = (NameLook(name, 0, tuple(_bearers(name, people))) for name in strangers)
    return tuple(look for look in looks if look.choices)


def name_like(handbook: Handbook) -> Callable[[str], bool]:
    """Tells texts with somebody's surname, or first name alone, from others; cheap enough for every cell of a sample.

    Args:
        handbook: The company: its staff.
    """
    full = [person.name.split() for person in handbook.staff]
    surnames = {skeleton(words[0]) for words in full if len(words) > 1}
    first = {skeleton(words[1]) for words in full if len(words) > 1}

    def is_like(text: str) -> bool:
        words = [part for part in re.split(r"[\s.]+", text) if part]
        known = surnames if len(words) > 1 else surnames | first
        return 0 < len(words) <= _PARTS and any(skeleton(word) in known for word in words)

    return is_like


def _bearers(name: str, people: Sequence[str]) -> Iterator[Choice]:
    """Who may be called so: one person at most, for of two nobody knows which."""
    found = [(sure, person) for person in people if (sure := _sure(name, person))]
    if len({person for _, person in found}) == 1:
        sure, person = found[0]
        yield Choice(person, person, sure)


def _sure(name: str, person: str) -> float:
    """How sure it is that a name is short for the full one «Фамилия Имя Отчество»."""
    full = [part for part in person.split() if part]
    if len(full) < _PARTS - 1:
        return 0.0
    given = [part for part in re.split(r"[\s.]+", name) if part]
    surname = [part for part in given if skeleton(part) == skeleton(full[0])]
    if not surname:
        return _FIRST if len(given) == 1 and skeleton(given[0]) == skeleton(full[1]) else 0.0
    rest = [part for part in given if part is not surname[0]]
    if not rest:
        return _SURNAME
    if len(rest) > len(full) - 1 or not all(map(_begins, rest, full[1:])):
        return 0.0
    return _BOTH if len(rest) == len(full) - 1 else _ONE


def _begins(part: str, word: str) -> bool:
    """Whether a part of a name is an initial of a word, or the word itself."""
    initial = _INITIAL.fullmatch(part)
    return skeleton(part) == skeleton(word) or bool(initial and skeleton(initial[1]) == skeleton(word[0]))

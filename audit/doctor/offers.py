"""Columns offered for what their values are: the main columns of a list of deals, and those a list of deals lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from audit.doctor.kinds import kinds_of, records_of
from audit.doctor.names import name_like
from audit.ingest.lookalikes import skeleton
from audit.ingest.people import People
from audit.ingest.recognition.evidence import SAMPLE
from audit.ingest.recognition.recognise import Match
from audit.ingest.sheet import Sheet
from audit.ingest.stages import Stages
from handbook.book import Handbook
from handbook.diagnosis import CLOCK, DATE, NUMBER, PERSON, STAGE, Choice, DealColumn, suits
from handbook.model.profile import Profile
from handbook.tables import TABLE

#: The columns of deals without which little is judged, in the order a person is asked about them.
MAIN = ("deal_id", "stage", "owner", "created_at", "closed_at", "amount", "client_id", "refusal_reason", "pipeline")
#: Columns that are asked about only where something speaks for them.
_IF_LIKELY = frozenset({"pipeline"})
#: Words that are titles of funnels are hardly anything else.
_FUNNEL = 0.85
#: Values alone, where one column has them, and where several do.
_LONE, _ONE_OF = 0.65, 0.55
#: Sums are rarely so long; telephones and codes of firms are.
_DIGITS = 9


@dataclass(frozen=True)
class Values:
    """The first records of a sheet, with what their values are.

    Attributes:
        kinds: By position.
        columns: What stands in each column, blanks left out.
        records: The records themselves.
        outcome: What a stage means: «won», «lost», «open»; None for a stage nobody knows.
        is_funnel: Whether a text is the title of a funnel.
    """

    kinds: Sequence[tuple[str, ...]]
    columns: Sequence[Sequence[str]]
    records: Sequence[tuple[str, ...]]
    outcome: Callable[[str], str | None] = field(repr=False)
    is_funnel: Callable[[str], bool] = field(repr=False)


def values_of(handbook: Handbook, profile: Profile, sheet: Sheet) -> Values:
    """Look at the first records of a sheet as somebody who knows the company.

    Args:
        handbook: The company: staff and funnels.
        profile: How its CRM names them.
        sheet: The sheet.
    """
    records = records_of(sheet, SAMPLE)
    columns = [[record[place] for record in records if record[place]] for place in range(len(sheet.headers))]
    people, stages, is_like = People(handbook, profile), Stages(handbook, profile), name_like(handbook)
    kinds = [kinds_of(values, lambda text: people.knows(text) or is_like(text), stages.knows) for values in columns]
    funnels = {skeleton(process.funnel.pipeline) for process in handbook.processes.values() if process.funnel}
    funnels |= set(map(skeleton, profile.pipelines))
    return Values(
        kinds,
        columns,
        records,
        lambda stage: stages.place(None, stage).outcome,
        lambda text: skeleton(text) in funnels,
    )


def by_values(match: Match, values: Values, taken: Iterable[int]) -> Iterator[tuple[int, Choice]]:
    """Columns nobody reads that hold what a list of deals lacks, whatever they are called.

    Args:
        match: How the list of deals is read.
        values: Its records.
        taken: Positions of the columns that are read, or that nobody needs.
    """
    held = set(taken)
    free = [place for place, title in enumerate(match.sheet.headers) if title and place not in held]
    lacks = {name for name in MAIN if not match.columns.get(name)}
    stage = next((place for place in match.columns.get("stage", ()) if place >= 0), None)
    yield from _choices(values, free, lacks, stage)


def deal_columns(
    sheet: Sheet, values: Values, likely: Mapping[int, Sequence[Choice]], useless: Iterable[int]
) -> tuple[DealColumn, ...]:
    """What every main column of deals may be in a sheet.

    Args:
        sheet: A sheet nobody knows, or that is known by a guess.
        values: Its records.
        likely: What its columns are by their titles and values, by position.
        useless: Positions of the columns nobody needs.
    """
    skipped = set(useless)
    free = [place for place, title in enumerate(sheet.headers) if title and place not in skipped]
    sure = {
        (choice.name, place): choice.confidence for place in free for choice in likely.get(place, ()) if choice.name
    }
    stage = max(free, key=lambda place: sure.get(("stage", place), 0.0), default=None)
    for place, choice in _choices(values, free, set(MAIN), stage):
        key = (choice.name, place)
        sure[key] = max(sure.get(key, 0.0), choice.confidence)
    found = []
    for name in MAIN:
        column = TABLE["deals"].column(name)
        if column is None:
            continue
        fits = [
            (place + 1, sure.get((name, place), 0.0))
            for place in free
            if suits(column, values.kinds[place], blank=not values.columns[place])
            and ((name, place) in sure or not (name in _IF_LIKELY or _is_odd(name, values.kinds[place])))
        ]
        found.append(DealColumn(name, column.title, tuple(sorted(fits, key=lambda item: (-item[1], item[0])))))
    return tuple(found)


def _is_odd(name: str, kinds: Sequence[str]) -> bool:
    """Whether values may stand in a column and hardly do: a reason is a word, a sum is no client."""
    return name in {"refusal_reason", "client_id", "stage"} and bool({NUMBER, PERSON} & set(kinds))


def _choices(values: Values, free: Sequence[int], lacks: set[str], stage: int | None) -> Iterator[tuple[int, Choice]]:
    filled = [place for place in free if values.columns[place]]
    dates = [place for place in filled if DATE in values.kinds[place] and NUMBER not in values.kinds[place]]
    open_dates = [place for place in dates if len(values.columns[place]) < len(values.records)]
    whole_dates = [place for place in dates if place not in open_dates]
    wanted = {
        "deal_id": [place for place in filled if place != stage and _is_key(values, place)],
        "stage": [place for place in filled if STAGE in values.kinds[place]],
        "owner": [place for place in filled if PERSON in values.kinds[place]],
        "created_at": whole_dates,
        # The only column of dates is when a deal began, not when it ended.
        "closed_at": open_dates or (whole_dates if len(whole_dates) > 1 else []),
        "amount": _sums(values, filled),
        "refusal_reason": _reasons(values, filled, stage),
        "pipeline": [place for place in filled if all(map(values.is_funnel, values.columns[place]))],
    }
    for name, places in wanted.items():
        column = TABLE["deals"].column(name)
        if name not in lacks or column is None or (name == "amount" and len(places) > 1):
            continue
        for place in places:
            funnel = name == "pipeline" and len(places) == 1 and len(set(values.columns[place])) > 1
            yield place, Choice(name, column.title, _FUNNEL if funnel else _LONE if len(places) == 1 else _ONE_OF)


def _is_key(values: Values, place: int) -> bool:
    """Whether a column numbers its records: every one has a value of its own, with a digit in it."""
    texts = values.columns[place]
    words = bool({DATE, PERSON, STAGE} & set(values.kinds[place]))
    every = len(set(texts)) == len(texts) == len(values.records)
    coded = all(any(map(str.isdigit, text)) and "," not in text for text in texts)
    return not words and every and coded and (NUMBER not in values.kinds[place] or _is_counted(texts))


def _is_counted(texts: Sequence[str]) -> bool:
    """Whether whole numbers only grow, or only fall, as numbers of records do."""
    if not all(map(str.isdecimal, texts)):
        return False
    numbers = list(map(int, texts))
    return numbers in (sorted(numbers), sorted(numbers, reverse=True))


def _sums(values: Values, places: Sequence[int]) -> list[int]:
    return [
        place
        for place in places
        if NUMBER in values.kinds[place]
        and not _is_counted(values.columns[place])
        and not {DATE, CLOCK} & set(values.kinds[place])
        and max(sum(sign.isdigit() for sign in text) for text in values.columns[place]) <= _DIGITS
        and len(set(values.columns[place])) > 1
        and any(len(text) > 2 for text in values.columns[place])  # noqa: PLR2004 - a number of two digits is no sum
    ]


def _reasons(values: Values, places: Sequence[int], stage: int | None) -> list[int]:
    """Columns of words that every lost deal has and no other one."""
    if stage is None:
        return []
    lost = [record for record in values.records if values.outcome(record[stage]) == "lost"]
    rest = [record for record in values.records if record not in lost]
    return [
        place
        for place in places
        if place != stage
        and not values.kinds[place]
        and lost
        and all(record[place] for record in lost)
        and not any(record[place] for record in rest)
    ]

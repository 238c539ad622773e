"""Reads an export for a company that has described nothing yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from audit.drafting.codes import Key, Vote, is_code, named_codes, named_pipelines
from audit.drafting.outcomes import BEGINNING, outcome_of
from audit.drafting.people import people_of
from audit.engines.base import Engine
from audit.ingest.error import failure
from audit.ingest.ingest import Ingested
from audit.run import opened
from handbook.book import Handbook
from handbook.exported import Exported, MetPipeline, MetStage, Order, Outcome

#: More different words in one pipeline are no stages.
_MOST_STAGES = 40
_DEALS = """
SELECT pipeline, stage, outcome, COUNT(*) AS deals,
    CAST(SUM(CASE WHEN closed_at IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT) AS closed,
    CAST(SUM(CASE WHEN coalesce(trim(refusal_reason), '') <> '' THEN 1 ELSE 0 END) AS BIGINT) AS refused,
    AVG(date_diff('day', CAST(created_at AS DATE), (SELECT MAX(CAST(created_at AS DATE)) FROM deals))) AS age
FROM deals WHERE deal_id IS NOT NULL AND is_deleted IS NOT TRUE GROUP BY pipeline, stage, outcome
ORDER BY pipeline NULLS FIRST, stage NULLS FIRST, outcome NULLS FIRST
"""
#: Every entry of a deal into a stage with where the deal stands now and whether it is its last one.
_ENTRIES = """
WITH ordered AS (
    SELECT s.deal_id, s.pipeline, s.stage, s.entered_at, d.pipeline AS deal_pipeline, d.stage AS deal_stage,
        ROW_NUMBER() OVER (
            PARTITION BY s.deal_id ORDER BY s.entered_at, length(s.event_id), s.event_id, s.source_file, s.source_row
        ) AS place,
        LEAD(s.stage) OVER (
            PARTITION BY s.deal_id, s.source_file
            ORDER BY s.entered_at, length(s.event_id), s.event_id, s.source_row
        ) IS NULL AS is_last
    FROM stage_changes AS s JOIN deals AS d ON d.deal_id = s.deal_id
    WHERE s.stage IS NOT NULL AND s.entered_at IS NOT NULL
)
"""
_NOW = (
    _ENTRIES
    + """
SELECT pipeline, stage, deal_pipeline, deal_stage, COUNT(*) AS number FROM ordered
WHERE is_last AND deal_stage IS NOT NULL GROUP BY pipeline, stage, deal_pipeline, deal_stage
ORDER BY pipeline NULLS FIRST, stage, deal_pipeline NULLS FIRST, deal_stage
"""
)
#: One entry told by two files, in codes and in words.
_TWICE = (
    _ENTRIES
    + """
SELECT a.pipeline, a.stage, a.deal_pipeline, b.stage AS deal_stage, COUNT(*) AS number
FROM ordered AS a JOIN ordered AS b ON b.deal_id = a.deal_id AND b.entered_at = a.entered_at AND b.stage <> a.stage
GROUP BY a.pipeline, a.stage, a.deal_pipeline, b.stage
ORDER BY a.pipeline NULLS FIRST, a.stage, a.deal_pipeline NULLS FIRST, b.stage
"""
)
#: How many deals entered one stage before another for the first time, by pipeline.
_FIRST = (
    _ENTRIES  # noqa: S608 - constants of this module
    + """,
named AS (
    SELECT o.deal_id, o.place, coalesce(n.new_pipeline, o.deal_pipeline, o.pipeline) AS pipeline,
        coalesce(n.new_stage, o.stage) AS stage
    FROM ordered AS o LEFT JOIN named_codes AS n
        ON coalesce(n.old_pipeline, '') = coalesce(o.pipeline, '') AND n.old_stage = o.stage
),
entered AS (SELECT pipeline, stage, deal_id, MIN(place) AS place FROM named GROUP BY pipeline, stage, deal_id)
"""
)
_COUNTS = (
    _FIRST
    + """
SELECT pipeline, stage, COUNT(*) AS number FROM entered GROUP BY pipeline, stage ORDER BY pipeline NULLS FIRST, stage
"""
)
_PAIRS = (
    _FIRST
    + """
SELECT a.pipeline, a.stage, b.stage AS later, COUNT(*) AS number
FROM entered AS a JOIN entered AS b
    ON b.deal_id = a.deal_id AND coalesce(b.pipeline, '') = coalesce(a.pipeline, '') AND b.place > a.place
GROUP BY a.pipeline, a.stage, b.stage ORDER BY a.pipeline NULLS FIRST, a.stage, b.stage
"""
)
_CODES = {"old_pipeline": "VARCHAR", "old_stage": "VARCHAR", "new_pipeline": "VARCHAR", "new_stage": "VARCHAR"}


@dataclass
class _Met:
    """A stage being learnt."""

    deals: int = 0
    closed: int = 0
    refused: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    ages: list[tuple[float, int]] = field(default_factory=list)


def learn(handbook: Handbook, exports: Sequence[Path], crm: str | None = None) -> Exported:
    """Tell what an export says of funnels and people.

    Args:
        handbook: A company that has described nothing but itself.
        exports: Files and folders.
        crm: Profile to read them by; None chooses it.

    Raises:
        IngestError: The export cannot be read, or tells of no stages.
    """
    with opened(handbook, exports, crm=crm, whole=True) as (engine, given):
        met = _stages(engine)
        if not met:
            raise failure(
                "no-stages",
                "в выгрузке нет стадий сделок: не из чего составить воронку",
                tip=(
                    "Добавьте в выгрузку сделок столбец «Стадия», а лучше и историю стадий, и повторите; без выгрузки "
                    "папку создаёт init без ключа --from-export"
                ),
            )
        codes = _codes(engine, met)
        engine.fill("named_codes", _CODES, [(*old, *new) for old, new in sorted(codes.items(), key=str)])
        pipelines = tuple(_pipelines(engine, given, met, codes))
        people, numbers = people_of(engine)
    named = {old: new for (old, _), (new, _) in codes.items() if old and new and old != new}
    count = sum(pipeline.deals for pipeline in pipelines)
    return Exported(given.profile.id, pipelines, people, numbers, codes, named, count)


def _stages(engine: Engine) -> dict[Key, _Met]:
    """Stages that deals stand on, as deals name them."""
    found: defaultdict[Key, _Met] = defaultdict(_Met)
    for row in engine.rows(_DEALS):
        if not (row["stage"] or "").strip():
            continue
        item = found[row["pipeline"], row["stage"]]
        item.deals += int(row["deals"])
        item.closed += int(row["closed"])
        item.refused += int(row["refused"])
        item.outcomes[row["outcome"] or ""] += int(row["deals"])
        if row["age"] is not None:
            item.ages.append((float(row["age"]), int(row["deals"])))
    return dict(found)


def _codes(engine: Engine, met: Mapping[Key, _Met]) -> dict[Key, Key]:
    """Names of the codes the history writes: a deal stands now where its last entry is."""
    titles = {stage for _, stage in met}
    votes = [
        Vote((row["pipeline"], row["stage"]), (row["deal_pipeline"], row["deal_stage"]), int(row["number"]))
        for sql in (_NOW, _TWICE)
        for row in engine.rows(sql)
        if row["stage"] not in titles and is_code(row["stage"]) and not is_code(row["deal_stage"])
    ]
    codes = named_codes(votes)
    homes = named_pipelines(votes)
    # A stage nobody stands on keeps its code for a name, in the pipeline its own code leads to.
    keys = engine.rows("SELECT DISTINCT pipeline, stage FROM stage_changes WHERE stage IS NOT NULL")
    rest = {(row["pipeline"], row["stage"]) for row in keys if row["pipeline"] in homes} - codes.keys()
    return codes | {(home, stage): (homes[home], stage) for home, stage in rest}


def _pipelines(
    engine: Engine, given: Ingested, met: Mapping[Key, _Met], codes: Mapping[Key, Key]
) -> Iterable[MetPipeline]:
    entries: defaultdict[str | None, dict[str, int]] = defaultdict(dict)
    for row in engine.rows(_COUNTS):
        entries[row["pipeline"]][row["stage"]] = int(row["number"])
    before: defaultdict[str | None, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in engine.rows(_PAIRS):
        before[row["pipeline"]][row["stage"], row["later"]] = int(row["number"])
    means = {(item.pipeline, item.stage): item.place.means for item in given.stages}
    told = {codes.get(key, key): outcome for key, outcome in means.items() if outcome}
    found = []
    for pipeline in sorted({pipeline for pipeline, _ in met}, key=lambda name: name or ""):
        inside = {stage: item for (home, stage), item in met.items() if home == pipeline}
        titles = list(dict.fromkeys((*inside, *sorted(entries[pipeline]))))
        if len(titles) > _MOST_STAGES:
            raise failure(
                "no-stages",
                f"в столбце стадий {len(titles)} разных значений: это не стадии",
                tip="Назовите профиль ключом --crm или проверьте, какой столбец считается стадией: reglament map",
            )
        outcomes: dict[str, Outcome] = {}
        for title in titles:
            item = inside.get(title, _Met())
            outcomes[title] = outcome_of(
                title,
                told.get((pipeline, title)),
                item.outcomes,
                deals=item.deals,
                closed=item.closed,
                refused=item.refused,
            )
        ways = [title for title in titles if outcomes[title] == "open"]
        order, ordered = _ordered(ways, before[pipeline], entries[pipeline], inside)
        ends = [title for outcome in ("won", "lost") for title in titles if outcomes[title] == outcome]
        stages = tuple(
            MetStage(title, outcomes[title], _deals(inside, title), entries[pipeline].get(title, 0))
            for title in (*ordered, *ends)
        )
        found.append(MetPipeline(pipeline, stages, sum(item.deals for item in inside.values()), order))
    return sorted(found, key=lambda item: (-item.deals, item.title or ""))


def _ordered(
    ways: Sequence[str], before: Counter[tuple[str, str]], entries: Mapping[str, int], inside: Mapping[str, _Met]
) -> tuple[Order, list[str]]:
    """Stages in the order most deals went through them; by the age of deals where nobody saw them go."""
    if any(before[one, other] for one in ways for other in ways if one != other):
        wins = {one: sum(_sign(before[one, other] - before[other, one]) for other in ways) for one in ways}
        return "history", sorted(ways, key=lambda title: (-wins[title], -entries.get(title, 0), title))
    ages = {title: _age(inside[title]) for title in ways if title in inside}
    if len(ways) > 1 and any(age is not None for age in ages.values()):
        return "age", sorted(ways, key=lambda title: (not BEGINNING.match(title), ages.get(title) or 0.0, title))
    return "count", sorted(ways, key=lambda title: (not BEGINNING.match(title), -_deals(inside, title), title))


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _deals(inside: Mapping[str, _Met], title: str) -> int:
    return inside[title].deals if title in inside else 0


def _age(item: _Met) -> float | None:
    number = sum(deals for _, deals in item.ages)
    return sum(age * deals for age, deals in item.ages) / number if number else None

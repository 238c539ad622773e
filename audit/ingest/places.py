"""Pipelines, stages and outcomes of staged rows, put in the words of the handbook."""

from __future__ import annotations

from dataclasses import dataclass, field

from audit.database import Connection, fill
from audit.ingest.staged import Staged
from audit.ingest.stages import StagePlace, Stages
from handbook.finding import Finding, Place, Severity

_PAIRS = (
    "SELECT pipeline, stage, count(*) FILTER (WHERE aside IS NULL) AS found"
    " FROM {table} GROUP BY 1, 2 ORDER BY 1 NULLS FIRST, 2 NULLS FIRST"
)
_ADD = "ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {column} VARCHAR"
_PLACE = (
    "UPDATE {table} SET pipeline = p.new_pipeline, stage = p.new_stage, stage_outcome = p.outcome FROM places AS p"
    " WHERE p.old_pipeline IS NOT DISTINCT FROM {table}.pipeline AND p.old_stage IS NOT DISTINCT FROM {table}.stage"
)
_COLUMNS = {
    "old_pipeline": "VARCHAR",
    "old_stage": "VARCHAR",
    "new_pipeline": "VARCHAR",
    "new_stage": "VARCHAR",
    "outcome": "VARCHAR",
}
_CREATE = "CREATE OR REPLACE TABLE places ({columns})"


@dataclass(frozen=True, slots=True)
class MetStage:
    """A stage of an export and where it was placed."""

    pipeline: str | None
    stage: str
    rows: int
    place: StagePlace


@dataclass
class Unknown:
    """Stages no funnel has, with the number of rows they stand in, and the files they come from.

    Attributes:
        stages: Rows by pipeline and stage.
        files: Title of the stage's column by file.
        met: Every stage that was met, known ones too.
    """

    stages: dict[tuple[str | None, str], int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    met: list[MetStage] = field(default_factory=list)

    def findings(self, stages: Stages) -> list[Finding]:
        """One warning that lists them all, with the nearest known stage for each."""
        if not self.stages:
            return []
        from handbook.russian.text import suggest

        words = []
        for (pipeline, stage), count in sorted(self.stages.items(), key=lambda item: (item[0][0] or "", item[0][1])):
            where = f", воронка «{pipeline}»" if pipeline else ""
            homes = stages.homes(stage)
            near = None if homes else suggest(stage, stages.titles)
            hint = f", похоже на «{near}»" if near else ""
            if homes:
                hint = f", такая есть в воронках {', '.join(f'«{home}»' for home in homes)}"
            words.append(f"«{stage}» (строк: {count}{where}{hint})")
        places = tuple(Place(file, field=title) for file, title in self.files.items())
        tip = (
            "Впишите эти стадии в воронку процесса или назовите соответствие в профиле CRM (stages, pipelines); "
            "команда map предложит его сама"
        )
        message = f"не понять, какие это стадии воронок: {', '.join(words)}; сделки на них судятся без стадии"
        return [Finding("unmatched-stage", Severity.WARNING, message, places, tip)]


def place_stages(con: Connection, staged: Staged, stages: Stages, unknown: Unknown) -> None:
    """Put pipeline and stage of every staged row in the words of the funnels; add ``stage_outcome``.

    Args:
        con: Where.
        staged: Deals or stage changes.
        stages: Knows the funnels and the profile.
        unknown: Collects stages nobody knows.
    """
    for column in ("pipeline", "stage", "stage_outcome"):
        con.execute(_ADD.format(table=staged.name, column=column))
    staged.columns |= {"pipeline", "stage"}
    pairs = con.execute(_PAIRS.format(table=staged.name)).fetchall()
    found = []
    for pipeline, stage, count in pairs:
        place = stages.place(pipeline, stage)
        found.append((pipeline, stage, place.pipeline, place.stage, place.outcome or place.means))
        if stage is not None and count:
            unknown.met.append(MetStage(pipeline, stage, int(count), place))
        if stage is not None and not place.known and count and not stages.ignores(stage):
            key = (place.pipeline, stage)
            unknown.stages[key] = unknown.stages.get(key, 0) + int(count)
            unknown.files[staged.file] = staged.match.title("stage")
    if any(place[2] for place in found):
        staged.filled.add("pipeline")
    if staged.match.table != "deals" and all(place[:2] == place[2:4] for place in found):
        return
    con.execute(_CREATE.format(columns=", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())))
    fill(con, "places", _COLUMNS, found)
    con.execute(_PLACE.format(table=staged.name))

"""Names as a warehouse writes them → as the handbook does: people by their aliases, stages whatever their case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from audit.engines.base import Engine
from audit.engines.stored import quoted_name
from audit.ingest.people import holds_people
from audit.names import Names
from handbook.book import Handbook
from handbook.finding import Finding, Place, Severity
from handbook.russian.text import normalise, suggest

_TABLES = {"person": "written_people", "pipeline": "written_pipelines", "stage": "written_stages"}
_NAMES = (
    "SELECT '{table}' AS table_name, '{role}' AS role, {pipeline} AS pipeline, {column} AS name,"
    " CAST(COUNT(*) AS BIGINT) AS n FROM {table} WHERE {column} IS NOT NULL GROUP BY {column}"
)
_COLUMNS = {"written": "VARCHAR", "name": "VARCHAR"}


def role_of(table: str, column: str) -> str | None:
    """What a column names: ``person``, ``pipeline``, ``stage`` or nothing of these."""
    if holds_people(table, column):
        return "person"
    return column if column in {"pipeline", "stage"} and table in {"deals", "stage_changes"} else None


@dataclass
class Written:
    """What is called otherwise in the warehouse, and what nobody knows."""

    handbook: Handbook
    changed: dict[str, dict[str, str]] = field(default_factory=dict)
    shared: dict[str, set[str]] = field(default_factory=dict)
    unknown: dict[str, dict[tuple[str | None, str], int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._funnels = [process.funnel for process in self.handbook.processes.values() if process.funnel]
        self._people = Names(self.handbook.staff)
        self._pipelines = _titles(funnel.pipeline for funnel in self._funnels)
        self._stages = _titles(stage.title for funnel in self._funnels for stage in funnel.stages)

    def questions(self, tables: Mapping[str, Iterable[str]]) -> list[str]:
        """Questions for all names that stand in columns of tables: ``table_name, role, pipeline, name, n``."""
        found = []
        for table, columns in tables.items():
            for column in sorted(columns):
                role = role_of(table, column)
                if role is None or (role == "person" and not self.handbook.staff):
                    continue
                pipeline = "pipeline" if role == "stage" and "pipeline" in columns else "CAST(NULL AS VARCHAR)"
                found.append(
                    _NAMES.format(table=table, role=role, pipeline=pipeline, column=quoted_name(column))
                    + (", pipeline" if pipeline == "pipeline" else "")
                )
        return found

    def meet(self, role: str, name: str, pipeline: str | None, title: str, rows: int) -> None:
        """Learn a name that stands in rows of a table called ``title`` for people."""
        found: str | None
        if role == "person":
            found = self._people.owner(name)
            if self._people.sharers(name):
                self.shared.setdefault(name, set()).add(title)
        elif role == "pipeline":
            found = self._pipelines.get(normalise(name))
        else:
            found = self._stages.get(normalise(name))
            home = self._pipelines.get(normalise(pipeline), pipeline) if pipeline else None
            if not self._stands_in(home, found or name):
                self.unknown.setdefault(title, {})[home, name] = rows
        if found is not None and found != name:
            self.changed.setdefault(role, {})[name] = found

    def _stands_in(self, pipeline: str | None, stage: str) -> bool:
        funnels = [funnel for funnel in self._funnels if pipeline in {None, funnel.pipeline}]
        return any(stage == known.title for funnel in funnels for known in funnel.stages)

    def fill(self, engine: Engine) -> None:
        """Make the tables that views join to put names right; none where all are."""
        for role, names in self.changed.items():
            engine.fill(_TABLES[role], _COLUMNS, sorted(names.items()))

    def joins(self, table: str, columns: Iterable[str]) -> tuple[dict[str, str], str]:
        """SQL of the columns ``r.…`` of a table with names put right, and the joins it needs."""
        selected: dict[str, str] = {}
        joins = []
        for number, column in enumerate(columns):
            name = quoted_name(column)
            role = role_of(table, column)
            if role in self.changed:
                joins.append(f" LEFT JOIN {_TABLES[role]} AS w{number} ON w{number}.written = r.{name}")
                selected[column] = f"coalesce(w{number}.name, r.{name})"
            else:
                selected[column] = f"r.{name}"
        return selected, "".join(joins)

    def findings(self) -> list[Finding]:
        """Warnings about names several people share and stages no funnel has."""
        shared = [
            Finding(
                "shared-name",
                Severity.WARNING,
                f"имя «{name}» подходит нескольким сотрудникам ({', '.join(self._people.sharers(name))})",
                tuple(Place(title) for title in sorted(titles)),
                "Оставьте это имя в aliases только одного из них (staff.yaml), а в хранилище пишите имена полностью",
            )
            for name, titles in sorted(self.shared.items())
        ]
        return shared + [
            Finding(
                "unmatched-stage",
                Severity.WARNING,
                f"стадий нет ни в одной воронке: {', '.join(self._stage_words(found))}",
                (Place(title, field="stage"),),
                "Впишите эти стадии в воронку процесса или назовите их так же в представлении, которое читает аудит",
            )
            for title, found in self.unknown.items()
        ]

    def _stage_words(self, found: Mapping[tuple[str | None, str], int]) -> Iterator[str]:
        titles = [stage.title for funnel in self._funnels for stage in funnel.stages]
        for (pipeline, stage), rows in sorted(found.items(), key=lambda item: (item[0][0] or "", item[0][1])):
            near = suggest(stage, titles)
            where = f", воронка «{pipeline}»" if pipeline else ""
            hint = f", похоже на «{near}»" if near and near != stage else ""
            yield f"«{stage}» (строк: {rows}{where}{hint})"


def _titles(names: Iterable[str]) -> dict[str, str]:
    """Titles by how they are compared; those that differ only in case stand for themselves."""
    found: dict[str, set[str]] = {}
    for name in names:
        found.setdefault(normalise(name), set()).add(name)
    return {key: next(iter(titles)) for key, titles in found.items() if len(titles) == 1}

"""A small company for the tests of rules: handbook, staff, and loading of tables given as plain rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from audit.database import Connection, columns_of, create_canonical, fill
from audit.departed import Watched
from audit.engine import Judged, judge
from audit.engines.embedded import Embedded
from handbook.book import Handbook, PlacedNorm
from handbook.model.company import Company
from handbook.model.people import Person, Position
from handbook.model.process import FunnelStage, Process
from handbook.norms import AnyNorm, Norm
from handbook.tables import TABLE

Tables = Mapping[str, Sequence[Mapping[str, Any]]]

NORM: TypeAdapter[Norm] = TypeAdapter(AnyNorm)

#: Stages of the two funnels; those after the bar are final.
FUNNELS: dict[str, tuple[tuple[str, str], ...]] = {
    "Типовые": (
        ("Новый запрос", "open"),
        ("Квалификация", "open"),
        ("Отказ", "lost"),  # final stages rank last wherever they stand
        ("КП отправлено", "open"),
        ("Договор", "open"),
        ("Продано", "won"),
    ),
    "Проекты": (
        ("Новый запрос", "open"),
        ("Обследование", "open"),
        ("Квалификация", "open"),
        ("Договор", "open"),
        ("Проект продан", "won"),
        ("Отказ", "lost"),
    ),
}


def norm(**fields: object) -> Norm:
    """A norm of any kind with the texts every norm must have."""
    return NORM.validate_python({"id": "n", "title": "Норма", "why": "Нужна", **fields})


def at(text: str) -> datetime:
    """A moment as ISO writes it."""
    return datetime.fromisoformat(text)


def deal(number: str, created: str, **fields: object) -> dict[str, Any]:
    """A row of deals, open unless the fields say otherwise."""
    return {"deal_id": number, "created_at": at(created), "closed_at": None, "outcome": "open", **fields}


def company(**fields: object) -> Company:
    return Company.model_validate(
        {"name": "ООО Проба", "short_name": "Проба", "city": "Пермь", "head": "rop", **fields}
    )


def _stage(given: tuple[str, str] | Mapping[str, Any]) -> FunnelStage:
    """A stage given as its title and outcome, or as a process file writes it."""
    fields = given if isinstance(given, Mapping) else dict(zip(("title", "outcome"), given, strict=True))
    return FunnelStage.model_validate(fields)


def handbook(
    norms: Sequence[Norm],
    staff: Sequence[Mapping[str, Any]] = (),
    *,
    funnels: Mapping[str, Sequence[tuple[str, str] | Mapping[str, Any]]] | None = None,
    own: Company | None = None,
) -> Handbook:
    """A handbook with two positions (manager, head of sales) and a process per funnel."""
    positions = {
        "menedzher": Position(id="menedzher", title="Менеджер", roles=("prodavec",)),
        "rop": Position(id="rop", title="РОП", roles=("rukovoditel", "kontroler")),
    }
    processes = {
        f"p{n}": Process.model_validate(
            {
                "id": f"p{n}",
                "title": pipeline,
                "block": "sell",
                "goal": "Продать",
                "trigger": "Запрос",
                "result": "Сделка",
                "funnel": {
                    "pipeline": pipeline,
                    "stages": [_stage(stage) for stage in stages],
                },
            }
        )
        for n, (pipeline, stages) in enumerate((funnels or FUNNELS).items())
    }
    return Handbook(
        root=Path(),
        company=own or company(),
        positions=positions,
        staff=tuple(Person.model_validate(person) for person in staff),
        processes=processes,
        norms={item.id: PlacedNorm(item, "company", "company") for item in norms},
    )


def load(con: Connection, tables: Tables, staff: Sequence[Mapping[str, Any]] = ()) -> dict[str, frozenset[str]]:
    """Create the canonical tables and fill them; columns named in any row count as present in the export."""
    create_canonical(con)
    people = [
        {"name": p["name"], "position": p["position"], "hired_at": p.get("hired"), "dismissed_at": p.get("dismissed")}
        for p in staff
    ]
    absent = [
        {"employee": p["name"], "from_day": item["from"], "to_day": item["to"]}
        for p in staff
        for item in p.get("absences", ())
    ]
    present = {}
    for name, records in {**tables, "employees": people, "absences": absent}.items():
        kinds = columns_of(TABLE[name])
        rows = [{"source_file": f"{name}.csv", "source_row": n, **record} for n, record in enumerate(records, 2)]
        given = dict.fromkeys(key for row in rows for key in row)
        assert set(given) <= set(kinds), f"{name}: {set(given) - set(kinds)}"
        if name in tables:
            present[name] = frozenset(given) - {"source_file", "source_row"}
        fill(con, name, {key: kinds[key] for key in given}, [[row.get(key) for key in given] for row in rows])
    return present


def audit(  # noqa: PLR0913 - the parameters of judge() and two tables
    con: Connection,
    book: Handbook,
    tables: Tables,
    staff: Sequence[Mapping[str, Any]] = (),
    *,
    as_of: date | None = None,
    judged_from: date | None = None,
    watched: Watched | None = None,
) -> Judged:
    """Load tables and judge them."""
    return judge(Embedded(con), book, load(con, tables, staff), as_of, judged_from, watched=watched)

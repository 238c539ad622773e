"""What is true of every measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from audit.database import connect
from audit.engines.embedded import Embedded
from audit.measures import MEASURE, measures_and_views, measures_of, provable
from audit.measures import MEASURES as COMPUTED
from audit.prepare import prepare
from audit.prepare.setting import Setting
from handbook.explain import pages
from handbook.indicators import MEASURES, defaults
from handbook.measure import CellKind, MeasureResult
from handbook.tables import TABLE
from tests.audit.measures import test_event_funnel, test_order_profit, test_period_results, test_receivables_ageing
from tests.audit.measures.world import AS_OF, indicator, measured
from tests.audit.rules.world import Tables, at, handbook, load

_LOST_LATELY = {
    **dict.fromkeys(test_period_results.DEALS[0]),
    "deal_id": "отказ",
    "owner": "Анна",
    "amount": Decimal(10),
    "created_at": at("2026-01-12 10:00"),
    "closed_at": at("2026-03-30 10:00"),
    "outcome": "lost",
}

#: An export in which every measure has something to count.
WORLD: dict[str, Any] = {
    **test_period_results.TABLES,
    "events": test_event_funnel.EVENTS,
    "event_guests": test_event_funnel.GUESTS,
    "orders": test_order_profit.ORDERS,
    "invoices": [*test_period_results.TABLES["invoices"], *test_receivables_ageing.ROWS],
    "clients": [{"client_id": f"к{n}", "owner": "Анна", "segment": "Опт", "ladder": None} for n in range(6)],
    "plan": [{"owner": "Анна", "month": date(2026, 4, 1), "amount": Decimal(1000)}],
    "deals": [
        {
            **row,
            "pipeline": row.get("pipeline") or "Типовые",
            "stage": {"won": "Продано", "lost": "Отказ"}[row["outcome"]],
            "product": row.get("product") or "Комплект",
            "created_by": "Борис",
            "open_reason": "Выставка",
            "refusal_reason": "Дорого",
        }
        for row in (*test_period_results.DEALS, _LOST_LATELY)
    ],
    "stage_changes": [
        {"deal_id": row["deal_id"], "pipeline": "Типовые", "stage": stage, "entered_at": row["closed_at"]}
        for row in test_period_results.DEALS
        for stage in ("Квалификация", "Отказ" if row["outcome"] == "lost" else "Продано")
    ],
}
EVIL = "x'; DROP TABLE deals; -- $as_of {0} \"|<b>"


def world(tables: Tables) -> tuple[Embedded, Setting]:
    engine = Embedded(connect())
    return engine, prepare(engine, handbook([]), load(engine.con, tables), AS_OF).setting


def computed(tables: Tables) -> dict[str, MeasureResult]:
    engine, setting = world(tables)
    return {item.measure: item for item in measures_of(engine, setting, defaults())}


def test_the_list_is_closed_and_every_measure_is_explained() -> None:
    names = [str(kind.model_fields["measure"].default) for kind in MEASURES]
    assert [measure.name for measure in COMPUTED] == names
    assert list(MEASURE) == names
    assert names == [name for name in pages() if name in names]


def test_a_full_export_proves_every_measure() -> None:
    found = computed(WORLD)
    assert [name for name, item in found.items() if not item.computed] == []
    engine, setting = world(WORLD)
    assert [item.measure for item in provable(engine, setting)] == list(found)


def test_cells_are_of_the_kinds_of_their_columns_and_nothing_is_a_float() -> None:
    wanted = {CellKind.TEXT: str, CellKind.COUNT: int, CellKind.DATE: date}
    for item in computed(WORLD).values():
        names = [column.name for column in item.columns]
        assert len(set(names)) == len(names), item.measure
        for row in item.rows:
            assert len(row) == len(names), item.measure
            for cell, column in zip(row, item.columns, strict=True):
                assert cell is None or type(cell) is wanted.get(column.kind, Decimal), (item.measure, column.name, cell)


def test_the_order_of_the_rows_of_an_export_does_not_matter() -> None:
    numbered = {name: [{"source_row": n, **row} for n, row in enumerate(rows, 2)] for name, rows in WORLD.items()}
    turned = {name: rows[::-1] for name, rows in numbered.items()}
    assert computed(numbered) == computed(turned)


@pytest.mark.parametrize("tables", [{}, {name: [] for name in WORLD}], ids=["no tables", "empty tables"])
def test_an_empty_export_gives_reasons_and_never_zeros(tables: Tables) -> None:
    for item in computed(tables).values():
        assert item.reason, item.measure
        assert item.rows == (), item.measure


def test_blank_cells_are_nobody_and_nothing_and_do_no_harm() -> None:
    blank = {
        name: [
            {key: value if "_at" in key or key.endswith("_id") else None for key, value in row.items()} for row in rows
        ]
        for name, rows in WORLD.items()
    }
    for item in computed(blank).values():
        assert item.rows or item.reason, item.measure


def test_texts_of_the_crm_and_of_the_handbook_are_data() -> None:
    evil = {
        name: [
            {
                key: EVIL if isinstance(value, str) and not key.endswith("_id") and key != "outcome" else value
                for key, value in row.items()
            }
            for row in rows
        ]
        for name, rows in WORLD.items()
    }
    before = computed(evil)
    assert any(EVIL in row for item in before.values() for row in item.rows)
    result = measured("refusal_reasons", evil, pipelines=[EVIL])
    assert result.rows[0][0] == EVIL
    assert measured("period_results", evil, tenders=[EVIL]).computed
    assert measured("client_product_matrix", evil, level_field=EVIL).computed


def test_nothing_is_computed_that_the_company_does_not_declare() -> None:
    engine, setting = world(WORLD)
    assert measures_of(engine, setting) == ()
    two = {item.id: item for item in (indicator("ratios"), indicator("contribution", target="Больше"))}
    declared = replace(setting, handbook=replace(setting.handbook, indicators=two))
    found = measures_of(engine, declared)
    assert [(item.indicator, item.measure, item.target) for item in found] == [
        ("ratios", "ratios", None),
        ("contribution", "contribution", "Больше"),
    ]
    assert {item.period for item in found} == {"по 31.03.2026"}


def test_every_report_draws_what_the_company_has_not_declared() -> None:
    engine, setting = world(WORLD)
    measures, views = measures_and_views(engine, setting)
    assert measures == ()
    assert [item.indicator for item in views if item.computed] == [
        *("stage-conversion", "stage-duration", "refusal-reasons", "receivables-ageing", "process-result"),
        *("open-deals-daily", "recent-refusals", "plan-decomposition", "plan-decomposition-paid"),
    ]
    own = {item.id: item for item in (indicator("refusal_reasons"), indicator("plan_decomposition", fact="paid"))}
    declared = replace(setting, handbook=replace(setting.handbook, indicators=own))
    measures, views = measures_and_views(engine, declared)
    assert [item.indicator for item in measures] == list(own)
    assert [item.indicator for item in views] == [
        *("stage-conversion", "stage-duration", "receivables-ageing", "process-result"),
        *("open-deals-daily", "recent-refusals", "plan-decomposition"),
    ]
    lacking = measures_and_views(*world({"leads": []}))[1]
    assert len(lacking) == len(views) + 1
    assert all(item.reason for item in lacking)


def test_in_a_period_without_a_day_nothing_is_computed() -> None:
    result = measured("contribution", WORLD, judged_from=date(2026, 4, 1))
    assert result.reason == "в периоде нет ни одного дня (начало 01.04.2026, дата аудита 01.04.2026)"


def test_the_canonical_tables_are_left_alone() -> None:
    engine, setting = world(WORLD)
    before = engine.rows("SELECT * FROM deals ORDER BY deal_id")
    measures_of(engine, setting, defaults())
    assert engine.rows("SELECT * FROM deals ORDER BY deal_id") == before


def test_what_a_measure_reads_are_columns_of_canonical_tables() -> None:
    for measure in COMPUTED:
        for table, columns in [*measure.reads.items(), *(item for used in measure.uses for item in used.reads.items())]:
            assert [name for name in columns if TABLE[table].column(name) is None] == [], (measure.name, table)


def _sources() -> Iterator[Path]:
    return iter(sorted((Path(__file__).resolve().parents[3] / "audit" / "measures").glob("*.py")))


def test_measures_are_written_in_the_portable_subset() -> None:
    banned = (
        *("group by all", "order by all", "exclude", "asof", "arg_max", "arg_min", "quantile", "extract(", "qualify"),
        *("grouping sets", "unnest(", "generate_series", "range between", "lateral", "pivot", "string_agg", "epoch"),
        *("isodow", "strftime", "::", "date_trunc", "date_part", "using (", "filter (", "distinct on", "interval '"),
    )
    for path in _sources():
        text = path.read_text(encoding="utf-8").lower()
        assert [word for word in banned if word in text] == [], path.name
        assert {part.partition("'")[0] for part in text.split("date_diff('")[1:]} <= {"day", "second"}, path.name
        # An aggregate never takes the name of a column it reads.
        assert re.findall(r"\b(?:min|max|sum)\((?:\w+\.)?(\w+)\)(?: as \w+\))? as \1\b", text) == [], path.name

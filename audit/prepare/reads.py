"""What an audit reads of an export: the rest of a large file is not even looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from audit.measures import MEASURE
from audit.measures.base import Measure
from audit.prepare.moment import FACTS
from audit.prepare.set_aside import HAPPENED
from audit.rules import RULE, Rule
from handbook.book import Handbook
from handbook.indicators import usual_views
from handbook.norms.custom_sql import CustomSql
from handbook.tables import TABLES

#: Columns that the derived tables of every audit are made from, and those that a scope may filter by.
ALWAYS: Mapping[str, tuple[str, ...]] = {
    "deals": (
        "deal_id",
        "title",
        "pipeline",
        "stage",
        "owner",
        "client_id",
        "product",
        "amount",
        "currency",
        "list_amount",
        "discount_percent",
        "source",
        "open_reason",
        "created_at",
        "planned_close",
        "closed_at",
        "outcome",
        "refusal_reason",
        "created_by",
        "is_deleted",
        "stage_entered_at",
    ),
    "deal_products": ("deal_id", "product"),
    "stage_changes": ("deal_id", "event_id", "pipeline", "stage", "entered_at", "changed_by"),
    "owner_changes": ("object", "id", "old", "new", "at"),
    "field_changes": ("object", "id", "field", "old", "at"),
    "clients": ("client_id", "segment"),
    "activities": ("started_at", "is_human"),
    "plan": ("owner", "month"),
    "fx": ("currency", "day", "rate"),
    "employees": ("name", "position", "hired_at", "dismissed_at"),
    "absences": ("employee", "from_day", "to_day"),
}


def wanted_columns(handbook: Handbook) -> dict[str, frozenset[str]]:
    """The canonical columns that judging a handbook asks about, by table."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for table, columns in ALWAYS.items():
        found[table].update(columns)
    for table, column in (*FACTS, *HAPPENED.items()):
        found[table].add(column)
    for placed in handbook.norms.values():
        _add(found, RULE[placed.norm.kind])
        if isinstance(placed.norm, CustomSql):
            # Which columns a company's own question reads is its own affair.
            for item in TABLES:
                if item.name in placed.norm.select.lower():
                    found[item.name].update(column.name for column in item.columns)
    for indicator in (*handbook.indicators.values(), *usual_views(handbook.indicators.values())):
        _add(found, MEASURE[indicator.measure])
    return {table: frozenset(columns) for table, columns in found.items()}


def _add(found: defaultdict[str, set[str]], asked: Rule | Measure) -> None:
    for reads in (asked.reads, *(derived.reads for derived in asked.uses)):
        for table, columns in reads.items():
            found[table].update(columns)

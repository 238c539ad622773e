"""Asks the question of a rule about many limits at once.

A rule joins its objects with the editions of the norm that are in force on their days. Here the table of editions
holds several variants of the norm side by side, and the day an edition is named by says which variant it is of: every
object is judged once by each, by the very arithmetic of the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from audit.engines.base import Engine, Row
from audit.prepare.reference import create_editions, mark_editions
from audit.prepare.setting import Setting
from audit.rules import RULE
from handbook.norms import Norm

_FIRST = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """The objects of a norm, judged by every variant of it.

    Attributes:
        engine: Where they are.
        source: What follows FROM.
        parameters: Values of the question.
        population: SQL of how many objects rows speak of.
    """

    engine: Engine
    source: str
    parameters: Mapping[str, Any]
    population: str

    def rows(self, sql: str, more: Mapping[str, Any] | None = None) -> Sequence[Row]:
        """Ask about them; ``{judged}`` stands for the objects, ``{population}`` for their number."""
        text = sql.replace("{judged}", self.source).replace("{population}", self.population)
        return self.engine.rows(text, {**self.parameters, **(more or {})})


def mark(variant: int) -> date:
    """The day that names the editions of a variant."""
    return _FIRST + timedelta(days=variant)


@contextmanager
def asked(engine: Engine, setting: Setting, norm: Norm, variants: Sequence[Norm]) -> Iterator[Asked]:
    """Judge the objects of a norm by variants of it, numbered from 0, for as long as the block lasts.

    Args:
        engine: Holds the tables that every audit prepares.
        setting: The circumstances.
        norm: The norm whose rule asks.
        variants: The same norm with other limits.
    """
    rule = RULE[norm.kind]
    question = rule.ask(norm, setting)
    parameters = {**setting.parameters, **question.parameters, "norm": norm.id}
    mark_editions(engine, [(mark(number), variant) for number, variant in enumerate(variants)])
    for derived in rule.uses:
        engine.table(derived.name, derived.select, setting.parameters)
    if not rule.many:
        engine.table("judged", question.sql, parameters)
    source = f"({question.sql}) AS judged" if rule.many else "judged"
    try:
        yield Asked(engine, source, parameters if rule.many else {}, question.population)
    finally:
        for name in (*(() if rule.many else ("judged",)), *(derived.name for derived in rule.uses)):
            engine.drop(name)
        create_editions(engine, [placed.norm for placed in setting.handbook.norms.values()])

"""One export with norms whose verdicts are known: judged once as it should be, then again by spoilt statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb

from audit.database import connect, run
from audit.engines.embedded import Embedded
from audit.judging import Judging
from audit.prepare import prepare
from audit.prepare.setting import Setting
from audit.rules import RULE
from benchmarks.mutations.places import Place, mutated, places, written
from benchmarks.mutations.watch import LEFT_OUT, Values, Watch, timed
from handbook.book import Handbook
from handbook.result import Verdict
from tests.audit.rules.world import Tables, load

#: Tables made for some rules only, in the order they are made.
DERIVED = tuple(dict.fromkeys(derived.name for rule in RULE.values() for derived in rule.uses))
#: A statement that gives so many rows more than it should is not followed any further.
_MANY = 100_000


class Wrong(Exception):  # noqa: N818 - not an error: what a mutant is looked for
    """An answer is not what it should be."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of an audit and the fingerprint of its answer."""

    sql: str
    parameters: Values
    norm: str | None
    answer: tuple[Any, ...]


class Trial:
    """An export that is loaded and prepared.

    Args:
        name: For the report.
        watch: Spoils the statements.
        book: The handbook.
        tables: The export.
        staff: The staff list.
        as_of: The day of the audit.
        judged_from: The first judged day.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - those of an audit
        self,
        name: str,
        watch: Watch,
        book: Handbook,
        tables: Tables,
        staff: Sequence[Mapping[str, Any]],
        as_of: date | None,
        judged_from: date | None,
    ) -> None:
        self.name, self._watch, self._book, self._days = name, watch, book, (as_of, judged_from)
        con = connect()
        con.execute("SET threads = 1")
        con.execute("SET memory_limit = '2GB'")
        con.execute("SET temp_directory = ''")
        self._engine = Embedded(con)
        self._present = load(con, tables, staff)
        self._known: dict[str, list[Statement]] = defaultdict(list)
        self._spoilt = False
        self.setting, self.verdicts = self._first()
        self.wrong: Callable[[Verdict], bool] = lambda _: False
        self.wrong_start: Callable[[date], bool] = lambda _: False

    def _first(self) -> tuple[Setting, tuple[Verdict, ...]]:
        self._watch.keeps, self._watch.recorder = True, self._record
        try:
            setting = prepare(self._engine, self._book, self._present, *self._days).setting
            return setting, Judging(self._engine, setting).verdicts()
        finally:
            self._watch.keeps, self._watch.recorder = False, None

    def _record(self, engine: Embedded, name: str, sql: str, parameters: Values, norm: str | None) -> None:
        if places(name, sql):
            self._known[name].append(Statement(sql, parameters, norm, _fingerprint(engine, written(sql), parameters)))

    def places(self) -> Iterator[Place]:
        """Every place of every statement."""
        for name, statements in self._known.items():
            for statement in statements:
                yield from places(name, statement.sql)

    def kills(self, mutant: Place) -> str | None:
        """What an answer that should be the same says to a mutant; None when it is the same."""
        try:
            return self._told(mutant)
        except duckdb.InterruptException:
            return "hangs"
        except Exception as error:  # noqa: BLE001 - whatever fails is noticed by a test
            return f"fails: {type(error).__name__}"

    def _told(self, mutant: Place) -> str | None:
        found = self._known.get(mutant.name)
        if not found:
            return None
        self._restore()
        changed = [item for item in found if self._differs(item, mutant)]
        if not changed:
            return None
        self._watch.mutant, self._watch.keeps = mutant, True
        try:
            return self._judged(mutant, {item.norm for item in changed})
        finally:
            self._watch.mutant, self._watch.keeps, self._watch.made = None, False, frozenset()

    def _restore(self) -> None:
        if self._spoilt:
            self._watch.keeps = True
            setting = prepare(self._engine, self._book, self._present, *self._days).setting
            for derived in _derived(self._book):
                self._engine.table(derived.name, derived.select, setting.parameters)
            self._watch.keeps = self._spoilt = False

    def _differs(self, statement: Statement, mutant: Place) -> bool:
        sql = mutated(statement.sql, mutant)
        if sql is None:
            return False
        answer = _fingerprint(self._engine, sql, statement.parameters)
        if answer[0] > statement.answer[0] * 20 + _MANY:
            raise Wrong
        return answer != statement.answer

    def _judged(self, mutant: Place, norms: set[str | None]) -> str | None:
        kind = mutant.name.removesuffix(LEFT_OUT)
        setting = self.setting
        if kind in RULE:
            self._watch.made = frozenset(DERIVED)
        else:
            self._spoilt, norms = True, set(self._book.norms)
            if mutant.name not in DERIVED:
                setting = prepare(self._engine, self._book, self._present, *self._days).setting
                if self.wrong_start(setting.start):
                    return "start"
        asked = {key: placed for key, placed in self._book.norms.items() if key in norms}
        verdicts = Judging(self._engine, replace(setting, handbook=replace(self._book, norms=asked))).verdicts()
        return next((verdict.norm_id for verdict in verdicts if self.wrong(verdict)), None)


def _derived(book: Handbook) -> list[Any]:
    found = {item.name: item for placed in book.norms.values() for item in RULE[placed.norm.kind].uses}
    return [found[name] for name in DERIVED if name in found]


def _fingerprint(engine: Embedded, sql: str, parameters: Values) -> tuple[Any, ...]:
    """The number of rows of an answer and what they are, whatever their order."""
    with timed(engine):
        text = f"SELECT COUNT(*), SUM(CAST(hash(_t) AS HUGEINT)) FROM ({sql.rstrip(';')}) AS _t"  # noqa: S608 - ours
        return tuple(run(engine.con, text, parameters).fetchall()[0])

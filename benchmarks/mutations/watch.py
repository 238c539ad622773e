"""Stands between the audit and the embedded database: tells which statement is which, and spoils one of them."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, TypeAlias
from unittest.mock import patch

from audit.engines.base import Row
from audit.engines.embedded import Embedded
from audit.judging import Judging
from audit.prepare.setting import Setting
from benchmarks.mutations.places import Place, mutated, written

Values: TypeAlias = Mapping[str, Any] | None
#: Told of every statement: the engine, its name, text, parameters, and the norm it is asked for.
Recorder: TypeAlias = Callable[[Embedded, str, str, Values, str | None], None]

#: No statement on exports as small as those of the tests takes a tenth of this.
SECONDS = 8
LEFT_OUT = " (left out)"
_PASSED_BY = ("audit.engines", "benchmarks.mutations")


class Watch:
    """Names the statements of an audit by the table they make, the kind of norm they judge or the module they are of.

    Attributes:
        mutant: Where statements are spoilt; None leaves them as they are.
        recorder: Told of every statement after it was run.
        made: Tables that are not to be made anew.
        keeps: Whether tables that served are kept.
    """

    def __init__(self) -> None:
        self.mutant: Place | None = None
        self.recorder: Recorder | None = None
        self.made: frozenset[str] = frozenset()
        self.keeps = False
        self._kinds: dict[str, str] = {}

    @contextmanager
    def on(self) -> Iterator[None]:
        """Watch every audit of this process."""
        watch, table, rows, attempt, drop = self, Embedded.table, Embedded.rows, Embedded.attempt, Embedded.drop
        begin = Judging.__init__

        def watched_table(engine: Embedded, name: str, select: str, parameters: Values = None) -> None:
            if name not in watch.made:
                known = watch._of_table(name, parameters)
                with watch._timed(engine):
                    table(engine, name, watch._text(known, select), parameters)
                watch._tell(engine, known, select, parameters)

        def watched_attempt(
            engine: Embedded, name: str, select: str, parameters: Mapping[str, Any], seconds: int
        ) -> str | None:
            known = watch._of_table(name, parameters)
            told = attempt(engine, name, watch._text(known, select), parameters, seconds)
            if told is None:
                watch._tell(engine, known, select, parameters)
            return told

        def watched_rows(engine: Embedded, sql: str, parameters: Values = None, *, many: bool = False) -> Sequence[Row]:
            known = watch._of_question(sql, parameters)
            with watch._timed(engine):
                found = rows(engine, watch._text(known, sql), parameters, many=many)
            watch._tell(engine, known, sql, parameters)
            return found

        def watched_drop(engine: Embedded, name: str) -> None:
            if not watch.keeps:
                drop(engine, name)

        def watched_hands(engine: Embedded) -> Sequence[Embedded]:
            return [engine]

        def watched_begin(judging: Judging, engine: Embedded, setting: Setting) -> None:
            watch._kinds = {placed.norm.id: placed.norm.kind for placed in setting.handbook.norms.values()}
            begin(judging, engine, setting)

        methods: dict[str, Any] = {
            "table": watched_table,
            "attempt": watched_attempt,
            "rows": watched_rows,
            "drop": watched_drop,
            "hands": watched_hands,
        }
        with patch.multiple(Embedded, **methods), patch.object(Judging, "__init__", watched_begin):
            yield

    def _text(self, name: str, sql: str) -> str:
        """What is run in place of a statement; always written anew, so that mutants differ in nothing but the place."""
        spoilt = mutated(sql, self.mutant) if self.mutant and self.mutant.name == name else None
        return spoilt or written(sql)

    def _timed(self, engine: Embedded) -> AbstractContextManager[None]:
        return timed(engine) if self.mutant else nullcontext()

    def _tell(self, engine: Embedded, name: str, sql: str, parameters: Values) -> None:
        if self.recorder:
            self.recorder(engine, name, sql, parameters, (parameters or {}).get("norm"))

    def _of_table(self, name: str, parameters: Values) -> str:
        return self._kind(parameters) or name if name == "judged" else name

    def _of_question(self, sql: str, parameters: Values) -> str:
        kind = self._kind(parameters)
        if kind:
            # An answer that is not kept is asked for twice, in other words around the question of the rule.
            return kind if "is_violation" in sql and "AS reason" not in sql else kind + LEFT_OUT
        frame = inspect.currentframe()
        while frame and str(frame.f_globals["__name__"]).startswith(_PASSED_BY):
            frame = frame.f_back
        return str(frame.f_globals["__name__"]).rpartition(".")[2] if frame else ""

    def _kind(self, parameters: Values) -> str | None:
        return self._kinds.get(parameters["norm"]) if parameters and "norm" in parameters else None


@contextmanager
def timed(engine: Embedded) -> Iterator[None]:
    """Stop a statement that multiplies rows without end."""
    timer = threading.Timer(SECONDS, engine.con.interrupt)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()

"""Judges one norm after another: asks the question of its rule and counts the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from queue import SimpleQueue
from threading import Lock

from audit.departed import DEPARTED, Watched, watch
from audit.engines.base import Engine, Row
from audit.prepare.setting import Setting
from audit.rules import RULE, Question, Rule
from audit.stamp import IN_EXPORT, missing_words, once, stamp
from audit.violators import Violators, describer
from audit.waivers import Waivers, named
from handbook.book import PlacedNorm
from handbook.norms import Norm
from handbook.result import OwnerCount, Status, Verdict, Waived
from handbook.russian.dates import date_short
from handbook.russian.letters import upper_first

_DRAFT = "Черновик: норма предложена, но не утверждена"
#: How long a query written by a user may run.
FOREIGN_SECONDS = 60
#: From so many violators on they are kept in columns until somebody looks at them.
MANY = 5000

_COUNTS = (
    "SELECT owner, {population} AS population, "
    "CAST(SUM(CASE WHEN is_violation THEN 1 ELSE 0 END) AS BIGINT) AS violators FROM {judged} GROUP BY owner"
)
_VIOLATORS = "SELECT * FROM {judged} WHERE is_violation{but} ORDER BY coalesce(owner, ''), key"


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer to the question of a rule.

    Attributes:
        hand: Where it is.
        source: What follows FROM: the table that keeps it, or the question itself.
        parameters: Values of the question.
    """

    hand: Engine
    source: str
    parameters: Mapping[str, object]

    def rows(self, sql: str, more: Mapping[str, object] | None = None, *, many: bool = False) -> Sequence[Row]:
        """Ask about it; ``{judged}`` stands for the answer, ``more`` are values besides those of the question."""
        return self.hand.rows(sql.replace("{judged}", self.source), {**self.parameters, **(more or {})}, many=many)


class Judging:
    """One audit under way.

    Attributes:
        waivers: The company's exceptions, and which of them served.
    """

    def __init__(self, engine: Engine, setting: Setting, watched: Watched | None = None) -> None:
        """Start with the tables that every audit prepares.

        Args:
            engine: Holds them.
            setting: The circumstances.
            watched: Violators of an earlier audit, see ``handbook.result.Verdict.departed``.
        """
        self.waivers = Waivers(setting)
        self._engine = engine
        self._setting = setting
        self._made: set[str] = set()
        self._lock = Lock()
        self._watched = watch(engine, watched or {}, setting.handbook.norms)
        rules = (RULE[placed.norm.kind] for placed in setting.handbook.norms.values())
        self._waiting = Counter(derived.name for rule in rules for derived in rule.uses)

    def verdicts(self) -> tuple[Verdict, ...]:
        """Judge every norm of the handbook once; in the order of the handbook."""
        norms = tuple(self._setting.handbook.norms.values())
        hands = self._engine.hands()
        if len(hands) == 1:
            return tuple(self._judge(self._engine, placed) for placed in norms)
        free: SimpleQueue[Engine] = SimpleQueue()
        for hand in hands:
            free.put(hand)

        def judge(placed: PlacedNorm) -> Verdict:
            hand = free.get()
            try:
                return self._judge(hand, placed)
            finally:
                free.put(hand)

        with ThreadPoolExecutor(len(hands)) as pool:
            return tuple(pool.map(judge, norms))

    def _judge(self, hand: Engine, placed: PlacedNorm) -> Verdict:
        rule = RULE[placed.norm.kind]
        found = self._verdict(hand, rule, placed)
        with self._lock:
            for derived in rule.uses:
                # What no further norm asks about makes room.
                self._waiting[derived.name] -= 1
                if not self._waiting[derived.name] and derived.name in self._made:
                    self._engine.drop(derived.name)
        return found

    def _verdict(self, hand: Engine, rule: Rule, placed: PlacedNorm) -> Verdict:
        setting, norm = self._setting, placed.norm
        if setting.nothing:
            return stamp(placed, setting, Status.NOT_CHECKED, reason=setting.nothing)
        missing = rule.missing(norm, setting)
        if missing:
            return stamp(
                placed, setting, Status.NOT_CHECKED, reason=missing_words(missing, hand.holding), missing=once(missing)
            )
        question = rule.ask(norm, setting)
        if question.refused:
            return stamp(placed, setting, Status.NOT_CHECKED, reason=question.refused)
        parameters = {**setting.parameters, **question.parameters, "norm": norm.id}
        self._make(rule)
        if rule.many:
            return self._count(_Answer(hand, f"({question.sql}) AS judged", parameters), rule, placed, question)
        refused = self._keep(hand, question, parameters)
        if refused:
            return stamp(placed, setting, Status.NOT_CHECKED, reason=f"запрос не выполнен: {refused}")
        found = self._count(_Answer(hand, "judged", parameters), rule, placed, question)
        hand.drop("judged")
        return found

    def _make(self, rule: Rule) -> None:
        """Make the intermediate tables of a rule that no other norm has asked for yet."""
        with self._lock:
            for derived in rule.uses:
                if derived.name not in self._made:
                    self._engine.table(derived.name, derived.select, self._setting.parameters)
                    self._made.add(derived.name)

    @staticmethod
    def _keep(hand: Engine, question: Question, parameters: Mapping[str, object]) -> str | None:
        """Make the table ``judged``; what the database has against the question, if it is a user's own."""
        if question.foreign:
            return hand.attempt("judged", question.sql, parameters, FOREIGN_SECONDS)
        hand.table("judged", question.sql, parameters)
        return None

    def _count(self, answer: _Answer, rule: Rule, placed: PlacedNorm, question: Question) -> Verdict:
        setting, norm = self._setting, placed.norm
        counts = answer.rows(_COUNTS.replace("{population}", question.population))
        population = sum(int(row["population"]) for row in counts)
        left = _left_out(answer, question)
        notes = ((_DRAFT,) if norm.draft else ()) + tuple(map(upper_first, left))
        if population == 0:
            reason = _why_nothing(rule, norm, setting, left, answer.hand.holding)
            return stamp(placed, setting, Status.NOT_CHECKED, reason=reason, notes=notes)
        waived = self._waived(answer, rule, norm)
        keys = {f"key{number}": item.violation.key for number, item in enumerate(waived)}
        but = f" AND key NOT IN ({', '.join(f'${name}' for name in keys)})" if keys else ""
        total = sum(int(row["violators"]) for row in counts) - len(waived)
        found = answer.rows(_VIOLATORS.replace("{but}", but), keys, many=total > MANY) if total else ()
        over = Decimal(100 * total) > Decimal(str(norm.tolerance)) * population
        excused = Status.WAIVED if waived and not total else Status.PASSED
        return stamp(
            placed,
            setting,
            Status.FAILED if over else excused,
            population=population,
            violations=Violators(found, describer(rule, norm, setting)),
            waived=waived,
            owners=_owners(counts, waived),
            approximate=question.owner_decides and not setting.has("owner_changes"),
            notes=(*notes, *((question.remark,) if total and question.remark else ())),
            departed=self._departed(answer, question, norm),
        )

    def _departed(self, answer: _Answer, question: Question, norm: Norm) -> tuple[str, ...]:
        """Violators of the earlier audit that the norm does not judge any more."""
        if norm.id not in self._watched:
            return ()
        there = f"({question.present}) AS present" if question.present else answer.source
        return tuple(row["key"] for row in answer.rows(DEPARTED.replace("{judged}", there)))

    def _waived(self, answer: _Answer, rule: Rule, norm: Norm) -> tuple[Waived, ...]:
        """Violators that a waiver in force names."""
        names = self.waivers.names(norm.id)
        if not names:
            return ()
        describe = describer(rule, norm, self._setting)
        rows = answer.rows(_VIOLATORS.replace("{but}", f" AND {named(tuple(names))}"), names)
        pairs = ((self.waivers.of(norm.id, row), row) for row in rows)
        return tuple(Waived(describe(row), item.reason, item.author, item.until) for item, row in pairs if item)


def _left_out(answer: _Answer, question: Question) -> tuple[str, ...]:
    """What of the scope could not be judged, and how much of it."""
    if not question.left_out:
        return ()
    rows = answer.hand.rows(question.left_out, answer.parameters)
    left = sorted((row["reason"], int(row["n"])) for row in rows if row["n"])
    return tuple(f"{reason}: {number}" for reason, number in left)


def _why_nothing(rule: Rule, norm: Norm, setting: Setting, left: Sequence[str], holding: str) -> str:
    """Why there is nothing to judge: the norm came later, what there is could not be judged, or there is nothing."""
    since = norm.editions()[0].since
    if since and since >= setting.as_of:
        return f"норма ещё не действовала: она действует с {date_short(since)}"
    empty = rule.empty.replace(IN_EXPORT, holding)
    if left:
        return f"судить нечего: {'; '.join(left)}"
    return f"{empty}; норма действует с {date_short(since)}" if since and since > setting.start else empty


def _owners(counts: Sequence[Row], waived: Sequence[Waived]) -> tuple[OwnerCount, ...]:
    """Population and violators of every owner, those waived left out."""
    excused = Counter(item.violation.owner for item in waived)
    return tuple(
        OwnerCount(row["owner"], int(row["population"]), int(row["violators"]) - excused[row["owner"]])
        for row in sorted(counts, key=lambda row: row["owner"] or "")
        if row["owner"] is not None
    )

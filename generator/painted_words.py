"""From what was found at the places of a process to what is painted over its diagram."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.diagram.overlay import Level, Overlay, Paint
from generator.painted import Found, Spot, Where
from generator.report import short, words
from generator.report.objects import noun, stake
from handbook.finding import Severity
from handbook.result import Status
from handbook.russian.numbers import counted, format_number, money

#: Where the badge of a place leads.
Href = Callable[[Spot], str | None]

LEGEND: dict[Level, str] = {
    Level.BAD: "нарушается норма с важностью «ошибка»",
    Level.MINOR: "нарушается норма с важностью «предупреждение» или «замечание»",
    Level.UNKNOWN: "не проверено: выгрузка не даёт судить; это не «соблюдается»",
    Level.WAIVED: "отклонения разрешены исключениями",
    Level.OK: "нормы соблюдаются",
}
LINES = "переход, о котором говорит норма"
PLAIN = "своих норм у операции нет"
ONCE = "Объект с нарушениями нескольких норм сосчитан один раз."


def overlay(places: Iterable[Spot], currency: str, href: Href = lambda _spot: None) -> Overlay:
    """The results of the places of one process, painted."""
    nodes: dict[str, Paint] = {}
    ways: dict[int, list[Spot]] = {}
    whole = None
    for spot in places:
        if spot.where is Where.PROCESS:
            whole = paint((spot,), currency, href)
        elif spot.where is Where.MOVE and spot.edge is not None:
            ways.setdefault(spot.edge, []).append(spot)
        else:
            for number, name in enumerate(spot.nodes):
                made = paint((spot,), currency, href)
                # Drawn twice, an operation is counted once.
                nodes[name] = made if number == 0 else Paint(made.level, tooltip=made.tooltip)
    edges = {number: paint(ways[number], currency, href) for number in sorted(ways)}
    return Overlay(nodes, edges, whole, "Процесс в целом", LEGEND, LINES, PLAIN)


def paint(places: Sequence[Spot], currency: str, href: Href = lambda _spot: None) -> Paint:
    """One result of what was found at one place, or on one edge by several ways."""
    found = [one for spot in places for one in spot.found]
    level = level_of(found)
    failed = [one for one in found if one.verdict.status is Status.FAILED]
    total = total_of(failed)
    shares = [one.share for one in failed if one.share is not None]
    return Paint(
        level=level,
        words=_badge(level, found, total, shares, currency),
        tooltip=_tooltip(places, failed, total, currency),
        href=href(places[0]),
        count=total.count,
        share=max(shares, default=None),
        money=total.money,
    )


def level_of(found: Iterable[Found]) -> Level:
    """The level of the worst norm; one that was not checked outweighs those that are kept."""
    levels = {_level(one) for one in found}
    return next((level for level in Level if level in levels), Level.UNKNOWN)


def _level(one: Found) -> Level:
    verdict = one.verdict
    if verdict.status is Status.FAILED:
        return Level.BAD if verdict.severity is Severity.ERROR else Level.MINOR
    return {Status.NOT_CHECKED: Level.UNKNOWN, Status.WAIVED: Level.WAIVED, Status.PASSED: Level.OK}[verdict.status]


@dataclass(frozen=True, slots=True)
class Total:
    """How many objects break any of several norms, what they are, and the money that stands on them.

    Objects of one kind are counted once each, however many norms they break; where kinds differ or breaches are of
    people and periods, the breaches are counted and the noun is None.
    """

    count: int
    noun: str | None
    money: Decimal | None


def total_of(found: Sequence[Found]) -> Total:
    """The total over norms of one place."""
    pairs = [(noun(one.verdict.kind, item), item) for one in found for item in one.items]
    kinds = {kind for kind, _ in pairs}
    amount = stake((one.verdict, item) for one in found for item in one.items)
    if len(kinds) == 1 and None not in kinds:
        return Total(len({item.object_id for _, item in pairs}), kinds.pop(), amount)
    return Total(len(pairs), None, amount)


def _badge(
    level: Level, found: Sequence[Found], total: Total, shares: Sequence[float], currency: str
) -> tuple[str, ...]:
    """Words of a badge, the most important first."""
    if level in {Level.BAD, Level.MINOR}:
        share = f"{'до ' if len(shares) > 1 else ''}{short.share(max(shares))}" if shares else ""
        money_words = short.money(total.money, currency) if total.money else ""
        return tuple(filter(None, (short.count(total.count, total.noun), share, money_words)))
    return (_calm(level, found), *_within(level, found))


def _calm(level: Level, found: Sequence[Found]) -> str:
    """The badge of a place where no norm is broken."""
    if level is Level.UNKNOWN:
        unknown = sum(one.verdict.status is Status.NOT_CHECKED for one in found)
        return "не проверено" if unknown == len(found) else f"не проверено {unknown} из {len(found)}"
    if level is Level.WAIVED:
        excused = sum(len(one.verdict.waived) for one in found)
        return counted(excused, "исключение", "исключения", "исключений")
    return "норма"


def _within(level: Level, found: Sequence[Found]) -> tuple[str, ...]:
    within = sum(len(one.items) for one in found) if level is Level.OK else 0
    return (f"{format_number(within)} в допуске",) if within else ()


def _tooltip(places: Sequence[Spot], failed: Sequence[Found], total: Total, currency: str) -> str:
    lines: list[str] = []
    for spot in places:
        lines.append(spot.title)
        lines += [said(one, currency) for one in spot.found]
    if len(failed) > 1:
        cash = f", под вопросом {money(total.money, currency)}" if total.money else ""
        lines.append(f"Всего {short.count(total.count, total.noun)}{cash}")
        if total.noun and total.count < sum(len(one.items) for one in failed):
            lines.append(ONCE)
    return "\n".join(lines)


def said(one: Found, currency: str) -> str:
    """One norm in a sentence: «Разбор запроса: нарушается, 14 из 37 (37,8 %), под вопросом 7 200 000 ₽»."""
    verdict = one.verdict
    if verdict.status is Status.NOT_CHECKED:
        return f"{verdict.title}: не проверено" + (f", {verdict.reason}" if verdict.reason else "")
    parts = [f"{verdict.title}: {verdict.status.word}"]
    if one.items and one.share is not None:
        parts.append(
            f"{format_number(len(one.items))} из {format_number(verdict.population)} ({words.share(one.share)})"
        )
        if verdict.status is Status.PASSED:
            parts.append("в пределах допуска")
    if verdict.waived:
        parts.append(counted(len(verdict.waived), "исключение", "исключения", "исключений"))
    cash = at_stake(one)
    if cash and verdict.status is Status.FAILED:
        parts.append(f"под вопросом {money(cash, currency)}")
    return ", ".join(parts)


def at_stake(one: Found) -> Decimal | None:
    """Money of the objects in breach of one norm here, each once."""
    return stake((one.verdict, item) for item in one.items)

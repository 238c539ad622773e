"""What a funnel says in words: how many came to the end, where most are lost, and where the greatest share is."""

from __future__ import annotations

from collections.abc import Sequence

from generator.report.charts.funnel_stages import Stage
from generator.report.charts.wording import count, money, name, percent
from handbook.russian.numbers import counted

#: Fewer deals than this in a funnel, or left from a stage, are too few for shares to be compared.
FEW_DEALS, FEW_LEFT = 30, 10
_NAMED = 2


def title(stages: Sequence[Stage], currency: str) -> str:
    """The headline of a funnel; every number of it stands in the table beside.

    Args:
        stages: Stages drawn, the last one is that of the deals won.
        currency: Of the sums.
    """
    first, last = stages[0], stages[-1]
    deals = counted(int(first.reached), "сделки", "сделок", "сделок")
    came = "дошла" if last.reached == 1 else "дошло"
    said = f"Из {deals} до стадии «{name(last.title)}» {came} {count(last.reached)} ({percent(last.of_first)})"
    told = [stage for stage in stages if stage.lost is not None]
    if told:
        said += f", {_lost(told)}{_work(stages)}"
    parts = [said, *_losses(told, currency), *_slow(stages)]
    if told and first.reached < FEW_DEALS:
        parts.append("сделок мало, выводы осторожны")
    return "; ".join(parts)


def left_over(stages: Sequence[Stage]) -> float:
    """Deals neither won, nor lost at a known stage, nor standing: of another funnel by now, or without history."""
    known = sum((stage.lost or 0) + (stage.standing or 0) for stage in stages)
    return stages[0].reached - stages[-1].reached - known


def _lost(told: Sequence[Stage]) -> str:
    number = sum(stage.lost or 0 for stage in told)
    return f"{'потеряна' if number == 1 else 'потеряно'} {count(number)}" if number else "не потеряно ни одной"


def _work(stages: Sequence[Stage]) -> str:
    standing = sum(stage.standing or 0 for stage in stages)
    return f", в работе {count(standing)}" if standing else ""


def _losses(told: Sequence[Stage], currency: str) -> list[str]:
    """The stage most deals are lost from, and that of the greatest share when it is another one."""
    most = max((stage.lost or 0 for stage in told), default=0)
    if not most:
        return []
    worst = [stage for stage in told if stage.lost == most]
    cost = sum(stage.cost or 0 for stage in worst)
    deals = counted(int(most), "сделка", "сделки", "сделок")
    sums = f" на {money(cost, currency)}" if cost > 0 else ""
    many = len(worst) > 1
    said = f"по {deals}{', вместе' if sums else ''}" if many else deals
    found = [f"больше всего потерь — {_where(worst)}: {said}{sums}"]
    shares = [stage for stage in told if (stage.left or 0) >= FEW_LEFT and stage.loss]
    highest = max(shares, key=lambda stage: (stage.loss or 0, stage in worst), default=None)
    if highest is not None and highest not in worst:
        found.append(
            f"самая большая доля потерь — {_where([highest])}: {percent(highest.loss)}, "
            f"{count(highest.lost)} из {count(highest.left)} ушедших с неё"
        )
    elif highest is not None and not many:
        found[0] += f" — и доля потерь там самая большая: {percent(highest.loss)} ушедших с неё"
    return found


def _where(stages: Sequence[Stage]) -> str:
    if len(stages) > _NAMED:
        return f"поровну на {counted(len(stages), 'стадии', 'стадиях', 'стадиях')}"
    names = " и ".join(f"«{name(stage.title)}»" for stage in stages)
    return f"{'на стадии' if len(stages) == 1 else 'поровну на стадиях'} {names}"


def _slow(stages: Sequence[Stage]) -> list[str]:
    slow = [stage for stage in stages if stage.slow]
    if not slow:
        return []
    if len(slow) > _NAMED:
        where = f"на {counted(len(slow), 'стадии', 'стадиях', 'стадиях')}"
    else:
        where = " и ".join(f"«{name(stage.title)}»" for stage in slow)
    return [f"дольше нормы стоит больше чем каждая десятая сделка: {where}"]

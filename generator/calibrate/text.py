"""A calibration in the terminal, or as Markdown: a section per norm, those with nothing to measure in a list."""

from __future__ import annotations

from collections.abc import Iterator

from generator.calibrate.words import (
    AT,
    SHORT,
    differing_words,
    limit_words,
    period_words,
    share_words,
    spread_words,
    standing_words,
    why_words,
)
from generator.calibrate.words import value_words as shown
from generator.doctor.columns import PAGE, paragraph, plain
from handbook.calibration import Calibrated, Calibration, Scale, Trial
from handbook.russian.numbers import counted, format_number, percent

_NOTES = 400


def calibration_text(found: Calibration, *, people: bool = False) -> str:
    """The calibration for a person, ending with a line feed.

    Args:
        found: What the audit found.
        people: Whether to show the values of every person.
    """
    norms = counted(len(found.norms), "норма", "нормы", "норм")
    head = f"{plain(found.company, 200)}: значения норм по выгрузке, {period_words(found)}"
    lines = [head, f"{norms}, с измеренными значениями {len(found.measured)}. Предложения — черновики: утверждаете вы."]
    for note in found.notes:
        lines += paragraph(plain(note, _NOTES), "", "  ")
    for norm in found.measured:
        lines += ["", *_section(norm, people=people)]
    rest = [norm for norm in found.norms if norm.spread is None]
    if rest:
        lines += ["", "Калибровать нечего"]
        for norm in rest:
            lines += paragraph(f"{norm.norm_id} — {plain(norm.title, 200)}: {_silent(norm)}", "  ", "    ")
    return "\n".join(lines) + "\n"


def _section(norm: Calibrated, *, people: bool) -> Iterator[str]:
    draft = " [черновик]" if norm.draft else ""
    yield from paragraph(f"{norm.norm_id} — {plain(norm.title, 200)}{draft}", "", "  ")
    yield from paragraph(f"{plain(norm.requirement, 400)}; нарушают {_now(norm)}", "  ", "  ")
    yield from paragraph(spread_words(norm), "  ", "  ")
    differing = differing_words(norm)
    if differing:
        yield from paragraph(f"{differing[0].upper()}{differing[1:]}", "  ", "  ")
    for scale in norm.scales:
        yield from _ladder(norm, scale)
    if norm.trial is not None:
        yield from _trial(norm, norm.trial)
    for remark in norm.remarks:
        yield from paragraph(f"! {remark}", "  ", "    ")
    if people:
        yield from _people(norm)


def _now(norm: Calibrated) -> str:
    tolerance = f", допуск {percent(norm.tolerance / 100)}" if norm.tolerance else ""
    return f"{share_words(norm.violators, norm.population)}{tolerance}"


def _silent(norm: Calibrated) -> str:
    if norm.population:
        return f"{norm.silent}; нарушают {share_words(norm.violators, norm.population)}"
    return plain(norm.silent, _NOTES)


def _ladder(norm: Calibrated, scale: Scale) -> Iterator[str]:
    standing = standing_words(norm, scale)
    yield f"  {standing[0].upper()}{standing[1:]}. Если бы предел был {AT[scale.bound]}:"
    heads = [f"{format_number(rung.limit.value)}{'*' if rung.present else ''}" for rung in scale.rungs]
    shares = [percent(rung.share) for rung in scale.rungs]
    numbers = [format_number(rung.violators) for rung in scale.rungs]
    unit = SHORT[norm.unit]
    rows = (("предел" + (f", {unit}" if unit else ""), heads), ("нарушат", numbers), ("доля", shares))
    widths = [max(map(len, column)) + 2 for column in zip(heads, shares, numbers, strict=True)]
    for title, cells in rows:
        line = "".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
        yield f"    {title:<17}{line}"
    if scale.proposed is not None:
        words = f"Предложение (черновик): {limit_words(scale, scale.proposed)} — {why_words(scale)}"
    else:
        words = f"Предложения нет: {scale.why}"
    yield from paragraph(words, "  ", "    ")


def _trial(norm: Calibrated, trial: Trial) -> Iterator[str]:
    now = f"{norm.status.word}, нарушают {share_words(norm.violators, norm.population)}"
    then = f"{trial.status.word}, нарушают {share_words(trial.violators, trial.population)}"
    yield from paragraph(f"Сейчас: {plain(norm.requirement, 300)} — {now}", "  ", "    ")
    yield from paragraph(f"Что если: {plain(trial.requirement, 300)} — {then}", "  ", "    ")
    for owner, before, after in trial.owners:
        yield f"    {plain(owner, 60)}: {format_number(before)} → {format_number(after)}"


def _people(norm: Calibrated) -> Iterator[str]:
    for person in norm.owners:
        name = plain(person.owner, 40)
        values = counted(person.number, "значение", "значения", "значений")
        line = f"    {name:<32} P50 {shown(person.median, norm.unit)}, {values}"
        yield f"{line}, нарушений {format_number(person.violators)}"[:PAGE]

"""Proposed limits as YAML to be pasted into the sources: the program never writes a norm into them by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.calibrate.words import period_words, why_words
from generator.doctor.columns import plain
from handbook.book import Handbook
from handbook.calibration import Calibrated, Calibration
from handbook.norms.base import Bound, Edition, LimitedNorm
from handbook.norms.quantity import Quantity

_HEAD = """# Предложенные пределы: черновик по выгрузке, {period}. Сами собой они никуда не попадут.
# Возьмите нужное, замените им строки max, min или limits этой нормы и утвердите как новую редакцию.
# from: впишите сюда день, с которого новый предел вводит ваш приказ; {since} — только пример.
# Прежний предел остаётся: факты до этого дня судятся по нему, и на этой выгрузке ничего не изменится.
# Что нашёл бы новый предел, проверьте заранее: {program} calibrate ВЫГРУЗКА --what-if {trial}
"""


def draft_yaml(found: Calibration, handbook: Handbook, since: date, program: str) -> str:
    """The snippet, ending with a line feed.

    Args:
        found: What the audit found.
        handbook: Where the norms stand and which editions they have.
        since: The day the new editions begin.
        program: What the program is called by its user.
    """
    lines = []
    trial = ""
    for norm in found.norms:
        proposed = {scale.bound: scale.proposed for scale in norm.scales if scale.proposed}
        if proposed:
            lines += ["", *_norm(norm, handbook, proposed, since)]
            trial = trial or _trial(norm, proposed)
    if not lines:
        return (
            f"# Предложений нет: за {period_words(found)} нынешние пределы по силам и не лишние, или значений мало.\n"
        )
    head = _HEAD.format(period=period_words(found), since=since.isoformat(), program=program, trial=trial)
    return head + "\n".join(lines) + "\n"


def _trial(norm: Calibrated, proposed: Mapping[Bound, Quantity]) -> str:
    """The question that asks about the first proposed limit: «n-otkrytye.max=30»."""
    bound, limit = next(iter(proposed.items()))
    return f"{norm.norm_id}.{bound}={str(limit).replace(' ', '')}"


def _norm(norm: Calibrated, handbook: Handbook, proposed: Mapping[Bound, Quantity], since: date) -> Iterator[str]:
    placed = handbook.norms[norm.norm_id]
    yield f"# {norm.norm_id}: {plain(norm.title, 200)}. Сейчас {plain(norm.requirement, 300)}"
    holder: object = placed.norm
    if placed.home != "company":
        groups = {"operation": handbook.operations, "process": handbook.processes, "position": handbook.positions}
        holder = groups[placed.home].get(placed.home_id)
    spot = handbook.spots.get(id(holder))
    if spot is not None:
        yield f"# Где стоит: {spot.file}"
    for scale in norm.scales:
        if scale.proposed:
            yield f"# {scale.bound}: {why_words(scale)}"
    editions = placed.norm.editions() if isinstance(placed.norm, LimitedNorm) else ()
    last = placed.norm.edition_on(since)
    present = {"min": last.min, "max": last.max} if last else {}
    bounds: tuple[Bound, ...] = ("min", "max")
    limits = {bound: proposed.get(bound) or present.get(bound) for bound in bounds}
    told = [f"{bound}: {limit}" for bound, limit in limits.items() if limit is not None]
    yield "limits:"
    yield from (f"  - {_edition(one)}" for one in editions if one.since is None or one.since < since)
    yield f"  - {{from: {since.isoformat()}, {', '.join(told)}}}"
    yield from (f"  - {_edition(one)}" for one in editions if one.since is not None and one.since > since)


def _edition(edition: Edition) -> str:
    parts = [f"from: {edition.since.isoformat()}"] if edition.since else []
    parts += [f"{name}: {limit}" for name, limit in (("min", edition.min), ("max", edition.max)) if limit]
    return f"{{{', '.join(parts)}}}" if parts else "{}  # опаздывать нельзя вовсе"

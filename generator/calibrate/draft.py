"""Proposed limits as YAML to be pasted into the sources: the program never writes a norm into them by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.calibrate.words import period_words, rung_words
from generator.doctor.columns import plain
from handbook.book import Handbook
from handbook.calibration import Calibrated, Calibration
from handbook.norms.base import Bound, Edition, LimitedNorm
from handbook.norms.quantity import Quantity

_HEAD = """# Предложенные пределы: черновик по выгрузке, {period}. Сами собой они никуда не попадут.
# Возьмите нужное, замените им строки max, min или limits этой нормы и утвердите как новую редакцию.
# Прежний предел остаётся: факты до новой даты судятся по нему.
"""


def draft_yaml(found: Calibration, handbook: Handbook) -> str:
    """The snippet, ending with a line feed.

    Args:
        found: What the audit found.
        handbook: Where the norms stand and which editions they have.
    """
    lines = []
    for norm in found.norms:
        proposed = {scale.bound: scale.proposed for scale in norm.scales if scale.proposed}
        if proposed:
            lines += ["", *_norm(found, norm, handbook, proposed)]
    if not lines:
        lines = ["", "# Предложений нет: данных мало, или нынешние пределы и есть те, что следуют из выгрузки."]
    return _HEAD.format(period=period_words(found)) + "\n".join(lines) + "\n"


def _norm(
    found: Calibration, norm: Calibrated, handbook: Handbook, proposed: Mapping[Bound, Quantity]
) -> Iterator[str]:
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
            rung = scale.rung
            yield f"# {scale.bound}: {scale.why}" + (f"; нарушат {rung_words(rung)}" if rung else "")
    editions = placed.norm.editions() if isinstance(placed.norm, LimitedNorm) else ()
    yield "limits:"
    for edition in editions:
        if edition.since is None or edition.since < found.as_of:
            yield f"  - {_edition(edition)}"
    last = placed.norm.edition_on(found.as_of)
    present = {"min": last.min, "max": last.max} if last else {}
    bounds: tuple[Bound, ...] = ("min", "max")
    limits = {bound: proposed.get(bound) or present.get(bound) for bound in bounds}
    told = [f"{bound}: {limit}" for bound, limit in limits.items() if limit is not None]
    yield f"  - {{from: {found.as_of.isoformat()}, {', '.join(told)}}}"


def _edition(edition: Edition) -> str:
    parts = [f"from: {edition.since.isoformat()}"] if edition.since else []
    parts += [f"{name}: {limit}" for name, limit in (("min", edition.min), ("max", edition.max)) if limit]
    return f"{{{', '.join(parts)}}}"

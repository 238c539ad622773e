"""Names nobody has told apart or together: «Иванов Пётр», «пётр иванов» and «ИВАНОВ ПЁТР» may be one person."""

from __future__ import annotations

from collections.abc import Iterable

from audit.ingest.lookalikes import skeleton
from handbook.finding import Finding, Place, Severity

_SHOWN = 5


def alike_owners(unknown: Iterable[tuple[str, Place | None]]) -> tuple[Finding, ...]:
    """A remark on people the staff list does not know whose names are made of the same words.

    They are judged apart: who is who is the company's to say, since namesakes exist.

    Args:
        unknown: Names the staff list does not know and where each is met first.
    """
    groups: dict[tuple[str, ...], list[tuple[str, Place | None]]] = {}
    for name, place in unknown:
        groups.setdefault(tuple(sorted(skeleton(word) for word in name.split())), []).append((name, place))
    doubled = [group for words, group in groups.items() if words and len(group) > 1]
    if not doubled:
        return ()
    listed = "; ".join(" и ".join(f"«{name}»" for name, _ in group) for group in doubled[:_SHOWN])
    more = f" и ещё {len(doubled) - _SHOWN}" if len(doubled) > _SHOWN else ""
    return (
        Finding(
            "alike-owners",
            Severity.WARNING,
            f"Похоже, одного человека в CRM пишут по-разному: {listed}{more}; такие записи судятся как разные люди",
            tuple(place for group in doubled for _, place in group if place),
            "Если это один человек, внесите его в regulations/staff.yaml, а другие написания — в его aliases",
        ),
    )

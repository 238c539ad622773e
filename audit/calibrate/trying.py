"""Norms judged anew with the limits a user asks about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from audit.engines.base import Engine
from audit.judging import Judging
from audit.prepare.reference import create_editions
from audit.prepare.setting import Setting
from handbook.book import PlacedNorm
from handbook.calibration import Trial
from handbook.norms.base import LimitedNorm
from handbook.norms.revised import with_limit
from handbook.norms.whatif import WhatIf
from handbook.result import Verdict


def tried(engine: Engine, setting: Setting, verdicts: Iterable[Verdict], changes: Sequence[WhatIf]) -> dict[str, Trial]:
    """Judge changed norms as an audit would.

    Args:
        engine: Holds the tables that every audit prepares.
        setting: The circumstances.
        verdicts: The verdicts on the norms as they are.
        changes: Their other limits; several of one norm are tried together.
    """
    placed = setting.handbook.norms
    last = setting.as_of - timedelta(days=1)
    others: dict[str, PlacedNorm] = {}
    for item in changes:
        one = others.get(item.norm_id) or placed[item.norm_id]
        if isinstance(one.norm, LimitedNorm) and one.norm.edition_on(last) is not None:
            others[item.norm_id] = replace(one, norm=with_limit(one.norm, item.bound, item.limit, last))
    if not others:
        return {}
    create_editions(engine, [item.norm for item in others.values()])
    changed = replace(setting, handbook=replace(setting.handbook, norms=others))
    before = {verdict.norm_id: verdict for verdict in verdicts}
    try:
        found = Judging(engine, changed).verdicts()
    finally:
        create_editions(engine, [item.norm for item in placed.values()])
    return {verdict.norm_id: _trial(before[verdict.norm_id], verdict) for verdict in found if verdict.checked}


def _trial(before: Verdict, after: Verdict) -> Trial:
    was, now = ({item.owner: item.violators for item in verdict.owners} for verdict in (before, after))
    differ = [(owner, was.get(owner, 0), now.get(owner, 0)) for owner in sorted({*was, *now})]
    return Trial(
        after.requirement,
        after.status,
        after.population,
        len(after.violations),
        tuple(sorted((item for item in differ if item[1] != item[2]), key=lambda item: (-item[2], item[0]))),
    )

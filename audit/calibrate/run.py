"""Holds the limits of norms against an export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from audit.calibrate.measured import measured
from audit.calibrate.trying import tried
from audit.engines.base import Engine
from audit.judging import Judging
from audit.prepare import prepare
from audit.run import day_of_audit, opened
from handbook.book import Handbook
from handbook.calibration import Calibration
from handbook.norms.whatif import WhatIf


def calibrate(  # noqa: PLR0913 - the flags of the command, by keyword
    handbook: Handbook,
    exports: Sequence[Path],
    *,
    norms: Sequence[str] = (),
    changes: Sequence[WhatIf] = (),
    crm: str | None = None,
    as_of: date | None = None,
    judged_from: date | None = None,
    judged_to: date | None = None,
) -> Calibration:
    """Tell how the values of norms lie, and what other limits would find.

    Args:
        handbook: The company.
        exports: Files and folders.
        norms: Identifiers of the norms to look at; none means all of them.
        changes: Other limits to judge by, beside those in force; their norms are looked at.
        crm: Profile to read the files by; None chooses it.
        as_of: The day of the audit, exclusive; None is the day after the newest fact.
        judged_from: First day that is judged.
        judged_to: Last day that is judged, inclusive.

    Raises:
        IngestError: The export cannot be audited; its findings say why and what to do.
    """
    named = {*norms, *(change.norm_id for change in changes)}
    chosen = {name: placed for name, placed in handbook.norms.items() if not named or name in named}
    handbook = replace(handbook, norms=chosen, indicators={})
    days = (day_of_audit(as_of, judged_to), judged_from)
    with opened(handbook, exports, crm=crm) as (engine, given):
        found = _held(engine, handbook, given.present, days, changes)
    return replace(found, profile=given.profile.id, notes=(*given.notes, *found.notes))


def _held(
    engine: Engine,
    handbook: Handbook,
    present: Mapping[str, frozenset[str]],
    days: tuple[date | None, date | None],
    changes: Sequence[WhatIf],
) -> Calibration:
    prepared = prepare(engine, handbook, present, *days)
    setting = prepared.setting
    judging = Judging(engine, setting)
    verdicts = judging.verdicts()
    trials = tried(engine, setting, verdicts, changes)
    norms = tuple(
        replace(
            measured(engine, setting, handbook.norms[verdict.norm_id].norm, verdict, judging.waivers),
            trial=trials.get(verdict.norm_id),
        )
        for verdict in verdicts
    )
    last = setting.as_of - timedelta(days=1)
    return Calibration(handbook.company.short_name, setting.as_of, min(setting.start, last), "", norms, prepared.notes)

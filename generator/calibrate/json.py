"""A calibration as JSON for a program: stable keys, every number the text shows and what it leaves out."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from generator.calibrate.words import limit_words
from handbook.calibration import PERCENTS, Calibrated, Calibration, Scale
from handbook.norms.quantity import Quantity

SCHEMA = "reglament/calibration/1"


def calibration_json(found: Calibration) -> str:
    """The calibration, ending with a line feed."""
    document = {
        "schema": SCHEMA,
        "company": found.company,
        "as_of": found.as_of.isoformat(),
        "judged_from": found.judged_from.isoformat(),
        "profile": found.profile,
        "norms": [_norm(norm) for norm in found.norms],
        "notes": list(found.notes),
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def _norm(norm: Calibrated) -> dict[str, Any]:
    spread, trial = norm.spread, norm.trial
    return {
        "norm": norm.norm_id,
        "title": norm.title,
        "kind": norm.kind,
        "requirement": norm.requirement,
        "draft": norm.draft,
        "status": norm.status.value,
        "population": norm.population,
        "violators": norm.violators,
        "tolerance": norm.tolerance,
        "unit": norm.unit.value,
        "values": {
            "number": spread.number,
            "min": _number(spread.least),
            **{f"p{percent}": _number(value) for percent, value in zip(PERCENTS, spread.percentiles, strict=True)},
            "max": _number(spread.most),
        }
        if spread
        else None,
        "owners": [
            {
                "owner": person.owner,
                "number": person.number,
                "p50": _number(person.median),
                "population": person.population,
                "violators": person.violators,
            }
            for person in norm.owners
        ],
        "limits": [_scale(scale) for scale in norm.scales],
        "remarks": list(norm.remarks),
        "nothing_to_calibrate": norm.silent or None,
        "what_if": {
            "requirement": trial.requirement,
            "status": trial.status.value,
            "population": trial.population,
            "violators": trial.violators,
            "owners": [{"owner": owner, "before": was, "after": now} for owner, was, now in trial.owners],
        }
        if trial
        else None,
    }


def _scale(scale: Scale) -> dict[str, Any]:
    return {
        "bound": scale.bound,
        "present": _limit(scale.present),
        "values_beyond": scale.beyond,
        "candidates": [
            {
                "limit": _limit(rung.limit),
                "population": rung.population,
                "violators": rung.violators,
                "share": round(rung.share, 6),
                "present": rung.present,
            }
            for rung in scale.rungs
        ],
        "proposed": {"limit": _limit(scale.proposed), "words": limit_words(scale, scale.proposed), "draft": True}
        if scale.proposed
        else None,
        "why": scale.why,
    }


def _limit(limit: Quantity | None) -> str | None:
    return str(limit) if limit is not None else None


def _number(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() else float(value)

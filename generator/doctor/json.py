"""A diagnosis as JSON for a program: stable keys, everything the text shows and what it shortens."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from generator.findings import records
from handbook.diagnosis import Choice, ColumnLook, Diagnosis, NameLook, SheetLook, StageLook
from handbook.finding import Finding
from handbook.result import Result


def diagnosis_json(diagnosis: Diagnosis) -> str:
    """The diagnosis, ending with a line feed."""
    return json.dumps(_data(diagnosis), ensure_ascii=False, indent=2) + "\n"


def failure_json(findings: Sequence[Finding]) -> str:
    """What a program gets when the export cannot be read at all."""
    empty: dict[str, Any] = {
        "profile": None,
        "complete": False,
        "sheets": [],
        "stages": [],
        "findings": records(findings),
    }
    return json.dumps(empty, ensure_ascii=False, indent=2) + "\n"


def _data(diagnosis: Diagnosis) -> dict[str, Any]:
    return {
        "profile": diagnosis.profile,
        "own": diagnosis.own,
        "preset": diagnosis.preset,
        "complete": diagnosis.complete,
        "sheets": [_sheet(sheet) for sheet in diagnosis.sheets],
        "stages": [_stage(stage) for stage in diagnosis.stages],
        "pipelines": [_name(look) for look in diagnosis.pipelines],
        "people": [_name(look) for look in diagnosis.people],
        "norms": _norms(diagnosis.result) if diagnosis.result else None,
        "rows": _rows(diagnosis.result) if diagnosis.result else None,
        "unfit": diagnosis.unfit or None,
        "findings": records(diagnosis.findings),
    }


def _sheet(sheet: SheetLook) -> dict[str, Any]:
    return {
        "file": sheet.file,
        "source": sheet.source,
        "header_row": sheet.header_row,
        "rows": sheet.rows,
        "tables": [name for name, _ in sheet.tables],
        "likely": sheet.likely or None,
        "profile": sheet.profile,
        "known_columns": sum(column.known for column in sheet.columns),
        "share": round(sheet.share, 4),
        "columns": [_column(column) for column in sheet.columns],
        "draft": asdict(sheet.draft) if sheet.draft else None,
        "deals": [asdict(column) for column in sheet.deals] or None,
        "separate": sheet.separate or None,
    }


def _column(column: ColumnLook) -> dict[str, Any]:
    return {
        "title": column.title,
        "position": column.position,
        "known": column.known,
        "used": [_choice(choice) for choice in column.used],
        "choices": [_choice(choice) for choice in column.choices],
        "by_norm": column.by_norm,
        "ignored": column.ignored,
        "examples": list(column.examples),
        "filled": column.filled[0],
        "looked_at": column.filled[1],
        "unread": column.unread[0],
        "unread_rows": list(column.unread[1]),
    }


def _stage(stage: StageLook) -> dict[str, Any]:
    used = stage.used or stage.guess
    return {
        "pipeline": stage.pipeline,
        "stage": stage.stage,
        "rows": stage.rows,
        "used": _choice(used) if used else None,
        "choices": [_choice(choice) for choice in stage.choices],
        "ignored": stage.ignored,
    }


def _name(look: NameLook) -> dict[str, Any]:
    return {
        "name": look.name,
        "rows": look.rows,
        "guess": _choice(look.guess) if look.guess else None,
        "choices": [_choice(choice) for choice in look.choices],
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "name": choice.name,
        "title": choice.title,
        "confidence": choice.confidence,
        "pipeline": choice.pipeline,
    }


def _norms(result: Result) -> list[dict[str, Any]]:
    return [
        {
            "id": verdict.norm_id,
            "title": verdict.title,
            "provable": verdict.checked,
            "reason": verdict.reason,
            "missing": [
                {"table": item.table, "columns": list(item.columns), "how": item.how} for item in verdict.missing
            ],
        }
        for verdict in result.verdicts
    ]


def _rows(result: Result) -> list[dict[str, Any]]:
    return [
        {
            "file": account.file,
            "table": account.table,
            "read": account.rows_read,
            "used": account.rows_used,
            "aside": account.rows_set_aside,
            "reasons": [
                {"reason": group.reason, "count": group.count, "rows": list(group.rows)} for group in account.set_aside
            ],
        }
        for account in result.accounts
    ]

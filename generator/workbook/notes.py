"""What a column means, for the note on its heading."""

from __future__ import annotations

from typing import Any

from generator.workbook.order import inner_model
from generator.workbook.plan import Column, Plan


def note(plan: Plan, column: Column) -> str:
    """What a column means: the description of its key, and the key as sources spell it."""
    model: Any = plan.model
    words: list[str] = [column.note] if column.note else []
    for step in column.pointer:
        info = next((item for name, item in model.model_fields.items() if step in (item.alias, name)), None)
        if info is None:
            break
        words = [f"{info.title}. {info.description}" if info.description else str(info.title)]
        model = inner_model(model, step) or model
    if column.derived and not (column.pointer or column.unpacked):
        words.append("Вычислено из других листов, здесь не правится")
    key = ".".join(map(str, column.pointer))
    return "\n".join([*words, *([f"В описании: {key}"] if key else [])])

"""Working time a step or a meeting takes, as people write it: «20 мин», «1,5 ч», «2 ч 30 мин», «3 дня»."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

#: Minutes of a written day when nobody says how long the working day is.
USUAL_DAY = 480

_PART = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)[ \u00a0]*(?P<unit>мин(?:ут[аы]?)?|ч(?:ас(?:а|ов)?)?|д(?:ень|н(?:я|ей)?)?)\.?"
)
#: The same for an editor.
PATTERN = rf"^\s*({_PART.pattern.replace('?P<number>', '').replace('?P<unit>', '')}\s*)+$"


def minutes(text: str, day: int = USUAL_DAY) -> float:
    """Minutes of working time in a text.

    Args:
        text: A duration as ``Duration`` accepts it.
        day: How many minutes a working day has.

    Raises:
        ValueError: The text is no duration.
    """
    total, end = 0.0, 0
    for part in _PART.finditer(text):
        if text[end : part.start()].strip():
            break
        total += float(part["number"].replace(",", ".")) * {"м": 1, "ч": 60, "д": day}[part["unit"][0]]
        end = part.end()
    if not end or text[end:].strip():
        raise ValueError(text)
    return total


def _readable(text: str) -> str:
    try:
        minutes(text)
    except ValueError:
        raise PydanticCustomError(
            "written_out", "нужно рабочее время числом: «20 мин», «1,5 ч», «2 ч 30 мин», «3 дня»"
        ) from None
    return text


Duration = Annotated[
    str,
    StringConstraints(min_length=1, strip_whitespace=True),
    AfterValidator(_readable),
    WithJsonSchema({"type": "string", "pattern": PATTERN}),
]

"""Names of the codes a history is written in: most deals that end on a code stand on one stage of the list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

#: Pipeline and stage, as they are written.
Key = tuple[str | None, str]

#: «C1:WON», «142», «UC_A1B2C3», «NEW».
_CODE = re.compile(r"[A-Z0-9]+(?:[:_][A-Z0-9_]+)*|\d+")
#: So great a share of the deals must agree.
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class Vote:
    """So many deals for a code being a stage."""

    code: Key
    stage: Key
    number: int


def is_code(text: str) -> bool:
    """Whether a text is a code of a CRM and no word."""
    return bool(_CODE.fullmatch(text.strip()))


def named_codes(votes: Iterable[Vote]) -> dict[Key, Key]:
    """The stage of every code that most deals agree about; a stage belongs to one code.

    Args:
        votes: What deals say.
    """
    said: defaultdict[Key, Counter[Key]] = defaultdict(Counter)
    for vote in votes:
        said[vote.code][vote.stage] += vote.number
    found: dict[Key, Key] = {}
    taken: set[Key] = set()
    best = [(number, code, stage) for code, heard in said.items() for stage, number in heard.items()]
    for number, code, stage in sorted(best, key=lambda item: (-item[0], str(item[1]), str(item[2]))):
        if code not in found and stage not in taken and number >= _MOST * said[code].total():
            found[code] = stage
            taken.add(stage)
    return found


def named_pipelines(votes: Iterable[Vote]) -> dict[str | None, str]:
    """The pipeline of every code of a pipeline that most deals agree about.

    Args:
        votes: What deals say.
    """
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for vote in votes:
        if vote.code[0] and vote.stage[0]:
            said[vote.code[0]][vote.stage[0]] += vote.number
    best = {code: max(sorted(heard), key=heard.__getitem__) for code, heard in said.items()}
    return {code: title for code, title in best.items() if said[code][title] >= _MOST * said[code].total()}

"""What a person chose on the page → answers for the profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.book import Handbook
from handbook.diagnosis import (
    ROW,
    Answers,
    Choice,
    ColumnAnswer,
    ColumnLook,
    Diagnosis,
    NameAnswer,
    NameLook,
    SheetLook,
    StageAnswer,
)
from reglament.serve.form import BY_ROW, LATER, NONE, YES
from reglament.serve.questions import choices_of_stage, guess_of, is_unknown, key_of, sure_places, surest

Chosen = Mapping[str, str]


def answers_of(handbook: Handbook, diagnosis: Diagnosis, chosen: Chosen, funnel: str | None = None) -> Answers:
    """Everything a person said; what was left as it was guessed needs no answer.

    Args:
        handbook: The company: its funnels.
        diagnosis: What the page was made of.
        chosen: The value of every field by its name; fields that are not of the page say nothing.
        funnel: The funnel of deals whose export names none, as a person said before.
    """
    sheets = list(enumerate(diagnosis.sheets))
    return Answers(
        columns=tuple(answer for number, sheet in sheets for answer in _columns(number, sheet, chosen)),
        stages=tuple(_stages(handbook, diagnosis, chosen, funnel)),
        pipelines=tuple(_names("p", diagnosis.pipelines, chosen)),
        people=tuple(_names("n", diagnosis.people, chosen)),
        deals=tuple(sheet.file for number, sheet in sheets if sheet.deals and chosen.get(f"d.{number}") == YES),
    )


def clash_of(answers: Answers) -> str:
    """Two columns of a file that were called the same, in Russian; empty when there are none."""
    seen: dict[tuple[str, str], str] = {}
    for answer in answers.columns:
        if answer.name is None:
            continue
        other = seen.setdefault((answer.file, answer.name), answer.title)
        if other != answer.title:
            return f"в файле {answer.file} столбцы «{other}» и «{answer.title}» названы одинаково: оставьте один из них"
    return ""


def _columns(number: int, sheet: SheetLook, chosen: Chosen) -> Iterator[ColumnAnswer]:
    if sheet.deals and chosen.get(f"d.{number}") == YES:
        yield from _of_deals(number, sheet, chosen)
        return
    whole = chosen.get(f"f.{number}", LATER) if is_unknown(sheet) else YES
    if whole == NONE:
        yield from (ColumnAnswer(sheet.file, column.title, None) for column in sheet.columns if column.choices)
    if whole != YES:
        return
    key = key_of(sheet)
    if key and chosen.get(f"k.{number}") == BY_ROW:
        yield ColumnAnswer(sheet.file, ROW, key.name)
    sure = surest(sheet) if is_unknown(sheet) else {}
    for column in sheet.columns:
        value = chosen.get(f"c.{number}.{column.position}", LATER)
        if value == LATER or value == guess_of(sheet, column):
            continue
        if value == NONE:
            yield ColumnAnswer(sheet.file, column.title, None)
        elif _is_offered(value):
            known = sure.get(column.position)
            share = known.confidence if known and known.name == value else None
            yield ColumnAnswer(sheet.file, column.title, value, share)


def _is_offered(value: str) -> bool:
    from handbook.tables import TABLES

    return any(column.name == value for table in TABLES for column in table.columns)


def _of_deals(number: int, sheet: SheetLook, chosen: Chosen) -> Iterator[ColumnAnswer]:
    looks: dict[str, ColumnLook] = {str(column.position): column for column in sheet.columns}
    sure = sure_places(sheet)
    for wanted in sheet.deals:
        value = chosen.get(f"m.{number}.{wanted.name}", LATER)
        if value == BY_ROW:
            yield ColumnAnswer(sheet.file, ROW, wanted.name)
        elif value in looks:
            place, share = sure.get(wanted.name, (0, 0.0))
            told = share if str(place) == value else None
            yield ColumnAnswer(sheet.file, looks[value].title, wanted.name, told)


def _stages(handbook: Handbook, diagnosis: Diagnosis, chosen: Chosen, funnel: str | None) -> Iterator[StageAnswer]:
    waiting = {look.name for look in diagnosis.pipelines}
    for number, look in enumerate(diagnosis.stages):
        value = chosen.get(f"s.{number}", LATER)
        if look.pipeline in waiting or look.used or look.ignored or value == LATER:
            continue
        if look.guess and value == "0":
            continue
        likely, rest = choices_of_stage(handbook, look, funnel)
        choice = _numbered(value, [*likely, *rest])
        if choice or value == NONE:
            yield StageAnswer(look.pipeline, look.stage, choice)


def _names(kind: str, looks: tuple[NameLook, ...], chosen: Chosen) -> Iterator[NameAnswer]:
    for number, look in enumerate(looks):
        value = chosen.get(f"{kind}.{number}", LATER)
        if value == LATER or (look.guess and value == "0"):
            continue
        choice = _numbered(value, list(look.choices))
        if choice or value == NONE:
            yield NameAnswer(look.name, choice)


def _numbered(value: str, choices: list[Choice]) -> Choice | None:
    if not (value.isascii() and value.isdecimal()) or len(value) > 4 or int(value) >= len(choices):  # noqa: PLR2004 - no list is so long
        return None
    return choices[int(value)]

"""The list of what is guessed, so that a person may correct a guess that was never asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.doctor.additions import additions, other_choices
from generator.doctor.columns import PAGE, cut, plain
from generator.doctor.words import examples, percent, stage_name
from handbook.diagnosis import Choice, ColumnLook, SheetLook, StageLook
from handbook.tables import TABLE

if TYPE_CHECKING:
    from reglament.doubts import Interview


@dataclass(frozen=True, slots=True)
class _Guess:
    """Something that will be read without having been asked about."""

    text: str
    what: tuple[SheetLook, ColumnLook] | StageLook | tuple[str, str]


def correct(talk: Interview) -> None:
    """Show every guess once and let a person correct any of them.

    Args:
        talk: The talk: its answers so far, which corrections join.
    """
    guesses = list(_guesses(talk))
    if not guesses:
        return
    while True:
        talk.say("")
        talk.say("Так будет прочитано:")
        for place, guess in enumerate(guesses, 1):
            talk.say(cut(f"    {place} — {guess.text}", PAGE))
        number = talk.number("  Enter — верно, номер — исправить", len(guesses))
        if not number:
            return
        _mend(talk, guesses[number - 1])
        guesses = list(_guesses(talk))
        if not guesses:
            return


def _guesses(talk: Interview) -> Iterator[_Guess]:
    found = additions(talk.diagnosis, talk.answers)
    sheets = {sheet.file: sheet for sheet in talk.diagnosis.sheets}
    for source in found.sources:
        for column in source.columns:
            if column.confidence is not None:
                sheet = sheets[source.files[0]]
                title = next(item.title for item in _canonical(source.table) if item.name == column.name)
                told = f"столбец «{plain(column.look.title, 40)}» → {title} ({percent(column.confidence)})"
                yield _Guess(f"{told}: {examples(column.look)}", (sheet, column.look))
    for stage in found.stages:
        if stage.confidence is not None:
            name = stage_name(stage.look.stage, stage.look.pipeline)
            other = stage_name(stage.choice.title, stage.choice.pipeline)
            yield _Guess(f"стадия «{name}» → {other} ({percent(stage.confidence)})", stage.look)
    for kind, word, names in (("pipeline", "воронка", found.pipelines), ("person", "сотрудник", found.people)):
        for new in names:
            if new.confidence is not None:
                told = f"{word} «{plain(new.name, 40)}» → {plain(new.choice.title, 60)} ({percent(new.confidence)})"
                yield _Guess(told, (kind, new.name))


def _canonical(table: str) -> list[Choice]:
    return [Choice(column.name, column.title, 0.0) for column in TABLE[table].columns]


def _mend(talk: Interview, guess: _Guess) -> None:
    what = guess.what
    talk.say(cut(f"  {guess.text} — а что это?", PAGE))
    if isinstance(what, StageLook):
        answered, choice = talk.choose((), [*what.choices, *talk.other_stages(what)], "", "такой стадии в воронках нет")
        if answered:
            talk.answer_stage(what, choice)
        return
    first, second = what
    if isinstance(first, SheetLook) and isinstance(second, ColumnLook):
        found = additions(talk.diagnosis, talk.answers)
        said = {(answer.file, answer.title): answer for answer in talk.answers.columns}
        others = [
            *(choice for choice in second.choices if choice.confidence),
            *other_choices(_as_deals(talk, first), second, said),
        ]
        now = {column.name for source in found.sources for column in source.columns if column.look is second}
        answered, choice = talk.choose((), [item for item in others if item.name not in now], "", "не читать")
        if answered:
            talk.answer(first, second, choice.name if choice else None)
    elif isinstance(first, str) and isinstance(second, str):
        looks = talk.diagnosis.pipelines if first == "pipeline" else talk.diagnosis.people
        choices = next(look.choices for look in looks if look.name == second)
        answered, choice = talk.choose(choices, (), "", "никто из них" if first == "person" else "такой воронки нет")
        if answered:
            talk.answer_name(first, second, choice)


def _as_deals(talk: Interview, sheet: SheetLook) -> SheetLook:
    """The sheet as what a person said it is."""
    return replace(sheet, tables=(("deals", ""),), homes=()) if sheet.file in talk.answers.deals else sheet

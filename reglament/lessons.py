"""Teaches a profile in memory: what answers and guesses come to is tried on the export before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.doctor.additions import Additions
    from handbook.book import Handbook
    from handbook.diagnosis import Answers, Choice, Diagnosis

#: A list of deals, then its pipelines, then their stages: more rounds than this teach nothing.
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a profile learnt.

    Attributes:
        text: The profile; None when there is nothing to write.
        diagnosis: How the export is read by it.
        gained: What it gained, round by round.
        left: What is still in doubt.
        keyless: Files that could not be written down, each with the title of the key their table lacks.
        trouble: Why the last round was not kept, in Russian; empty when it was.
        by_name: Whether the profile is chosen only when it is named.
    """

    text: str | None
    diagnosis: Diagnosis
    gained: tuple[Additions, ...]
    left: Additions
    keyless: tuple[tuple[str, str], ...] = ()
    trouble: str = ""
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What a profile is taught on.

    Attributes:
        handbook: The company.
        exports: Files and folders.
        crm: The profile the user named.
        own: The text of the company's profile the export is read by; None when it is read by a shipped one.
        name: The identifier of the profile that is taught.
        memory: How much memory the database may take.
        reading: Told the name of each file when its turn comes.
    """

    handbook: Handbook
    exports: Sequence[Path]
    crm: str | None
    own: str | None
    name: str
    memory: str | None = None
    reading: Callable[[str], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Step:
    """What one round of answers came to.

    Attributes:
        found: What the profile was to gain.
        text: The profile that gained it; None when it gained nothing, or must not be kept.
        after: How the export is read by it; None as well.
        trouble: Why it must not be kept, in Russian.
        by_name: Whether the profile is chosen only when it is named.
    """

    found: Additions
    text: str | None = None
    after: Diagnosis | None = None
    trouble: str = ""
    by_name: bool = False


def teach(desk: Desk, diagnosis: Diagnosis, ask: Callable[[Diagnosis], Answers | None]) -> Lesson:
    """Ask, write in memory, read the export again, and go on while something new comes to light.

    Args:
        desk: What the profile is taught on.
        diagnosis: How the export is read so far.
        ask: Gives what a person says of a diagnosis; None when nobody is asked.
    """
    from generator.doctor.additions import additions

    text, current, by_name = desk.own, diagnosis, False
    gained: list[Additions] = []
    keyless: dict[tuple[str, str], None] = {}
    trouble = ""
    for _ in range(_ROUNDS):
        step = learn(desk, text, current, ask(current))
        found, trouble = step.found, step.trouble
        keyless |= dict.fromkeys(found.keyless)
        if step.after is None or step.text is None:
            break
        text, current, by_name = step.text, step.after, step.by_name
        gained.append(found)
    left = found if trouble else replace(additions(current), keyless=())
    if gained and text is not None:
        text = with_tail(text, current, left)
    return Lesson(
        text if gained else None, current, tuple(gained), left, tuple(keyless), trouble, by_name and bool(gained)
    )


def learn(desk: Desk, text: str | None, current: Diagnosis, answers: Answers | None) -> Step:
    """One round: write answers and sure guesses in memory and read the export again.

    Args:
        desk: What the profile is taught on.
        text: The profile so far; None when there is none.
        current: How the export is read by it.
        answers: What a person said; None when nobody was asked.
    """
    from generator.doctor.additions import additions

    found = additions(current, answers)
    if found.nothing:
        return Step(found)
    taught = _text(desk, text, current, found)
    if taught == text:
        return Step(found)
    after, by_name, trouble = _tried(desk, taught, current, found, answers)
    return Step(found, None if after is None else taught, after, trouble, by_name)


def stages_of(handbook: Handbook) -> list[Choice]:
    """Every stage of every funnel: what a stage of an export may be.

    Args:
        handbook: The company.
    """
    from handbook.diagnosis import Choice

    stages = (
        Choice(stage.title, stage.title, 0.0, process.funnel.pipeline)
        for process in handbook.processes.values()
        if process.funnel
        for stage in process.funnel.stages
    )
    return list(dict.fromkeys(stages))


def with_tail(text: str, current: Diagnosis, left: Additions) -> str:
    """A profile that says at its end what is still in doubt.

    Args:
        text: The profile.
        current: How the export is read by it.
        left: What is in doubt.
    """
    from generator.doctor.additions import Additions
    from generator.doctor.profile_yaml import extended_profile

    # What is said of the rest was true of the export as it was read a round before.
    return extended_profile(text, current, Additions(columns_left=left.columns_left, stages_left=left.stages_left))


def _text(desk: Desk, text: str | None, diagnosis: Diagnosis, found: Additions) -> str:
    from generator.doctor.profile_yaml import extended_profile, new_profile

    if text is None:
        return new_profile(diagnosis, found, desk.name, f"Наша выгрузка ({diagnosis.preset})")
    return extended_profile(text, diagnosis, found)


def _tried(
    desk: Desk, text: str, before: Diagnosis, found: Additions, answers: Answers | None
) -> tuple[Diagnosis | None, bool, str]:
    """How the export is read by the profile, whether it must be named for that, and why it must not be written."""
    from pydantic import ValidationError

    from audit.doctor import diagnose
    from audit.ingest.error import IngestError
    from handbook.model.profile import Profile
    from handbook.source.yaml12 import load
    from handbook.source.yaml_error import YamlError

    named = False
    try:
        profile = Profile.model_validate(load(text.removeprefix("\ufeff"))[0])
        handbook = replace(desk.handbook, profiles={**desk.handbook.profiles, profile.id: profile})
        after = diagnose(handbook, desk.exports, desk.name if desk.crm else None, desk.memory, reading=desk.reading)
        if after.profile != desk.name:
            named = True
            after = diagnose(handbook, desk.exports, desk.name, desk.memory, reading=desk.reading)
    except IngestError as error:
        return None, False, error.findings[0].message
    except (YamlError, ValidationError) as error:
        return None, False, str(error).split("\n", 1)[0]
    why = _worse(before, after, found, answers)
    return (None if why else after), named, why


def _worse(before: Diagnosis, after: Diagnosis, found: Additions, answers: Answers | None) -> str:
    """What is worse than before, in Russian; empty when nothing is."""
    if before.result and not after.result:
        return f"сделки перестали читаться: {after.unfit}"
    tables = {sheet.file: {table for table, _ in sheet.tables} for sheet in after.sheets}
    lost = [sheet.file for sheet in before.sheets if sheet.tables and not tables.get(sheet.file)]
    if lost:
        return f"файл {lost[0]} перестал узнаваться"
    untaught = [file for source in found.sources for file in source.files if source.table not in tables.get(file, ())]
    if untaught:
        return f"файл {untaught[0]} не узнаётся по тому, что сказано"
    said = {(answer.file, answer.title) for answer in answers.columns} if answers else set()
    still = {(sheet.file, column.title) for sheet, column in after.doubtful_columns}
    if said and said <= still:
        return "вопросы остались теми же"
    return ""

"""Questions about what the import doctor doubts: a number answers, Enter puts it off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.doctor.additions import open_choices, other_choices
from generator.doctor.columns import PAGE, cut, plain
from generator.doctor.words import examples, percent, stage_name
from handbook.diagnosis import (
    SURE,
    Answers,
    Choice,
    ColumnAnswer,
    ColumnLook,
    Diagnosis,
    SheetLook,
    StageAnswer,
    StageLook,
)
from handbook.russian.numbers import counted
from handbook.russian.text import normalise

_LATER = "Enter — решу потом"


@dataclass(slots=True)
class Interview:
    """A talk about everything in doubt.

    Attributes:
        diagnosis: What the doctor found.
        stages: Every stage of every funnel, for stages that are like none of them.
        pipelines: Funnels by what the CRM calls them.
        hear: Gives the line a person types after a prompt.
        say: Shows a line.
    """

    diagnosis: Diagnosis
    stages: Sequence[Choice]
    pipelines: Mapping[str, str]
    hear: Callable[[str], str]
    say: Callable[[str], object]
    _columns: dict[tuple[str, str], ColumnAnswer] = field(default_factory=dict)
    _stages: list[StageAnswer] = field(default_factory=list)

    def ask(self) -> Answers:
        """Ask about files nobody knows, columns, stages; alike columns of several files are asked about once."""
        for sheet in self.diagnosis.sheets:
            if not sheet.tables and sheet.likely and any(column.choices for column in sheet.columns):
                self._ask_of_file(sheet)
        before: dict[tuple[str, tuple[Choice, ...]], ColumnAnswer | None] = {}
        for sheet, column in self.diagnosis.doubtful_columns:
            if (sheet.file, column.title) in self._columns or (not sheet.tables and not self._taught(sheet)):
                continue
            choices = open_choices(sheet, column, self._columns)
            key = (column.title, tuple(choices))
            if choices and key not in before:
                before[key] = self._ask_of_column(sheet, column, choices)
            answer = before.get(key)
            if answer:
                self._columns[sheet.file, column.title] = ColumnAnswer(sheet.file, column.title, answer.name)
        for stage in self.diagnosis.doubtful_stages:
            self._ask_of_stage(stage)
        return Answers(tuple(self._columns.values()), tuple(self._stages))

    def _taught(self, sheet: SheetLook) -> bool:
        return any(file == sheet.file and answer.name for (file, _), answer in self._columns.items())

    def _ask_of_file(self, sheet: SheetLook) -> None:
        """Whether a file is the table it looks like; its sure columns are taken together."""
        sure = self._surest(sheet)
        if not sure:
            return
        self._head(f"Файл {plain(sheet.file)} не узнан, но похож на таблицу «{sheet.likely}»:")
        for column, choice in sure:
            self.say(f"    {cut(plain(column.title), 40)} → {choice.title} ({percent(choice.confidence)})")
        answer = self._number(f"  1 — читать так, 0 — не читать этот файл, {_LATER}", 1)
        if answer == 1:
            for column, choice in sure:
                self._answer(sheet, column, choice.name)
        elif answer == 0:
            for column in sheet.columns:
                if column.choices:
                    self._answer(sheet, column, None)

    @staticmethod
    def _surest(sheet: SheetLook) -> list[tuple[ColumnLook, Choice]]:
        """Columns of a file that are sure enough, each canonical one once."""
        ranked = sorted(
            ((column, column.choices[0]) for column in sheet.columns if column.choices),
            key=lambda pair: -pair[1].confidence,
        )
        best: dict[str, tuple[ColumnLook, Choice]] = {}
        for column, choice in ranked:
            if choice.confidence >= SURE:
                best.setdefault(choice.name, (column, choice))
        return sorted(best.values(), key=lambda pair: pair[0].position)

    def _answer(self, sheet: SheetLook, column: ColumnLook, name: str | None) -> None:
        self._columns[sheet.file, column.title] = ColumnAnswer(sheet.file, column.title, name)

    def _ask_of_column(self, sheet: SheetLook, column: ColumnLook, choices: Sequence[Choice]) -> ColumnAnswer | None:
        self._head(f"Столбец «{plain(column.title, 60)}» файла {plain(sheet.file)} — что это?")
        self.say(cut(f"  примеры: {examples(column)}", PAGE))
        others = other_choices(sheet, column, self._columns)
        answered, choice = self._choose(choices, others, "другое", "не читать")
        return ColumnAnswer(sheet.file, column.title, choice.name if choice else None) if answered else None

    def _ask_of_stage(self, stage: StageLook) -> None:
        rows = counted(stage.rows, "запись", "записи", "записей")
        self._head(f"Стадия «{stage_name(stage.stage, stage.pipeline)}», {rows} — какая это стадия воронки?")
        others = self._others(stage)
        never = "такой стадии в воронках нет"
        answered, choice = self._choose(stage.choices, others, "другая стадия воронки", never)
        if answered:
            self._stages.append(StageAnswer(stage.pipeline, stage.stage, choice))

    def _choose(
        self, choices: Sequence[Choice], others: Sequence[Choice], more: str, never: str
    ) -> tuple[bool, Choice | None]:
        """Whether a person has decided, and for what; what is less likely is offered when it is asked for."""
        last = len(choices) + bool(others)
        self._offer(choices)
        if others:
            self.say(f"    {last} — {more}")
        number = self._number(f"  0 — {never}, {_LATER}", last)
        if others and number == last:
            choices = others
            self._offer(choices)
            number = self._number(f"  0 — {never}, {_LATER}", len(choices))
        return number is not None, choices[number - 1] if number else None

    def _others(self, stage: StageLook) -> list[Choice]:
        """Stages that are not offered: of the funnel the stage is in, of every funnel when that is not known."""
        named = {normalise(name): title for name, title in self.pipelines.items()}
        wanted = normalise(stage.pipeline or "")
        wanted = normalise(named.get(wanted, wanted))
        offered = {(choice.name, choice.pipeline) for choice in stage.choices}
        rest = [choice for choice in self.stages if (choice.name, choice.pipeline) not in offered]
        known = any(normalise(choice.pipeline or "") == wanted for choice in self.stages)
        return [choice for choice in rest if normalise(choice.pipeline or "") == wanted] if known else rest

    def _head(self, text: str) -> None:
        self.say("")
        self.say(text)

    def _offer(self, choices: Sequence[Choice]) -> None:
        for number, choice in enumerate(choices, 1):
            sure = f" ({percent(choice.confidence)})" if choice.confidence else ""
            self.say(cut(f"    {number} — {stage_name(choice.title, choice.pipeline)}{sure}", PAGE))

    def _number(self, prompt: str, most: int) -> int | None:
        """The number a person types, None for Enter; nonsense is asked about again."""
        while True:
            text = self.hear(f"{prompt}: ").strip()
            if not text:
                return None
            if text.isdecimal() and len(text) <= len(str(most)) + 1 and int(text) <= most:
                return int(text)
            self.say(f"  «{plain(text, 20)}» не подходит: введите число от 0 до {most} или просто нажмите Enter")

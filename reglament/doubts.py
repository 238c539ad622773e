"""Questions about what the import doctor doubts: a number answers, Enter puts it off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.doctor.additions import open_choices, other_choices, tables_of
from generator.doctor.columns import PAGE, cut, plain
from generator.doctor.words import examples, percent, stage_name
from handbook.diagnosis import (
    APART,
    ROW,
    SURE,
    Answers,
    Choice,
    ColumnAnswer,
    ColumnLook,
    DealColumn,
    Diagnosis,
    NameAnswer,
    NameLook,
    SheetLook,
    StageAnswer,
    StageLook,
)
from handbook.russian.numbers import counted
from handbook.russian.text import normalise
from handbook.tables import TABLE, Table
from reglament.corrections import correct

_LATER = "Enter — решу потом"
_NO_NUMBER = "номера нет: считать номером строку"
#: A person reads no longer list of columns.
_MOST = 20


@dataclass(slots=True)
class Interview:
    """A talk about everything in doubt.

    Attributes:
        diagnosis: What the doctor found.
        stages: Every stage of every funnel, for stages that are like none of them.
        pipelines: Funnels by what the CRM calls them.
        hear: Gives the line a person types after a prompt.
        say: Shows a line.
        asked: Questions that were put already, here and in earlier talks about the same export.
    """

    diagnosis: Diagnosis
    stages: Sequence[Choice]
    pipelines: Mapping[str, str]
    hear: Callable[[str], str]
    say: Callable[[str], object]
    asked: set[tuple[str | None, ...]] = field(default_factory=set)
    _columns: dict[tuple[str, str], ColumnAnswer] = field(default_factory=dict)
    _stages: dict[tuple[str | None, str], StageAnswer] = field(default_factory=dict)
    _names: dict[tuple[str, str], NameAnswer] = field(default_factory=dict)
    _deals: list[str] = field(default_factory=list)

    def ask(self) -> Answers:
        """Ask about files nobody knows, pipelines, columns, stages, people; then show what is guessed.

        A list of deals that a person has shown changes everything else: the rest is asked once it is read.
        """
        for sheet in self.diagnosis.sheets:
            if sheet.deals and self._is_new("deals", sheet.file):
                self._ask_of_deals(sheet)
        if not self._deals:
            self._ask_of_the_rest()
        correct(self)
        return self.answers

    @property
    def answers(self) -> Answers:
        """What was said so far."""
        return Answers(
            tuple(self._columns.values()),
            tuple(self._stages.values()),
            tuple(answer for (kind, _), answer in self._names.items() if kind == "pipeline"),
            tuple(answer for (kind, _), answer in self._names.items() if kind == "person"),
            tuple(self._deals),
        )

    def _ask_of_the_rest(self) -> None:
        self._ask_of_files()
        for look in self.diagnosis.pipelines:
            if look.guess is None and self._is_new("pipeline", look.name):
                self._ask_of_pipeline(look)
        self._ask_of_columns()
        for sheet in self.diagnosis.sheets:
            if not sheet.tables and self._taught(sheet):
                self._ask_of_key(sheet)
        waiting = {look.name for look in self.diagnosis.pipelines}
        for stage in self.diagnosis.doubtful_stages:
            if stage.pipeline not in waiting and self._is_new("stage", stage.pipeline, stage.stage):
                self._ask_of_stage(stage)
        for look in self.diagnosis.people:
            if look.guess is None and self._is_new("person", look.name):
                self._ask_of_person(look)

    def _ask_of_files(self) -> None:
        for sheet in self.diagnosis.sheets:
            likely = sheet.likely and not (sheet.deals and sheet.likely == TABLE["deals"].title)
            unknown = not sheet.tables and likely and any(column.choices for column in sheet.columns)
            if unknown and not sheet.separate and self._is_new("file", sheet.file):
                self._ask_of_file(sheet)

    def _ask_of_columns(self) -> None:
        """Ask about columns in doubt; alike columns of several files are asked about once."""
        before: dict[tuple[str, tuple[Choice, ...]], ColumnAnswer | None] = {}
        for sheet, column in self.diagnosis.doubtful_columns:
            if (sheet.file, column.title) in self._columns or (not sheet.tables and not self._taught(sheet)):
                continue
            choices = open_choices(sheet, column, self._columns)
            key = (column.title, tuple(choices))
            if choices and key not in before and self._is_new("column", sheet.file, column.title):
                before[key] = self._ask_of_column(sheet, column, choices)
            answer = before.get(key)
            if answer:
                self._columns[sheet.file, column.title] = ColumnAnswer(sheet.file, column.title, answer.name)

    def _is_new(self, *question: str | None) -> bool:
        """Whether nobody has put this question yet; from now on it is put."""
        new = question not in self.asked
        self.asked.add(question)
        return new

    def _taught(self, sheet: SheetLook) -> bool:
        return any(file == sheet.file and answer.name for (file, _), answer in self._columns.items())

    def _ask_of_deals(self, sheet: SheetLook) -> None:
        """Whether a file is the list of deals; then every main column that is not sure."""
        self._head(f"Список сделок в выгрузке не узнан. Может быть, это файл {plain(sheet.file)}?")
        titles = "; ".join(plain(column.title, 30) for column in sheet.columns)
        self.say(cut(f"  столбцы: {titles}", PAGE))
        if self.number(f"  Это список сделок? 1 — да, 0 — нет, {_LATER}", 1) != 1:
            return
        self._deals.append(sheet.file)
        looks = {column.position: column for column in sheet.columns}
        for wanted in sheet.deals:
            sure = self._sure_place(sheet, wanted, looks)
            if sure:
                self.answer(sheet, looks[sure[0]], wanted.name, sure[1])
        for wanted in sheet.deals:
            if all(answer.name != wanted.name for (file, _), answer in self._columns.items() if file == sheet.file):
                places = [(looks[place], sure) for place, sure in wanted.places if place in looks]
                self._ask_for_column(sheet, TABLE["deals"], wanted.name, places)

    def _sure_place(
        self, sheet: SheetLook, wanted: DealColumn, looks: Mapping[int, ColumnLook]
    ) -> tuple[int, float] | None:
        """Where a main column stands without asking."""
        free = [
            (place, sure)
            for place, sure in wanted.places
            if place in looks and (sheet.file, looks[place].title) not in self._columns
        ]
        if not free or free[0][1] < SURE or (len(free) > 1 and free[0][1] - free[1][1] < APART):
            return None
        return free[0]

    def _ask_of_key(self, sheet: SheetLook) -> None:
        """A table without its key cannot be read: ask for it where the answers have not named it."""
        named = {answer.name for (file, _), answer in self._columns.items() if file == sheet.file}
        for table in tables_of(sheet)[:1]:
            for column in TABLE[table].columns:
                if column.key and column.name not in named and self._is_new("key", sheet.file, column.name):
                    self._ask_for_column(sheet, TABLE[table], column.name, [(look, 0.0) for look in sheet.columns])

    def _ask_for_column(
        self, sheet: SheetLook, table: Table, name: str, places: Sequence[tuple[ColumnLook, float]]
    ) -> None:
        """Which column of a file is this one; records without a number are known by their rows."""
        wanted = table.column(name)
        title, key = (wanted.title, wanted.key) if wanted else (name, False)
        free = [(look, sure) for look, sure in places if (sheet.file, look.title) not in self._columns][:_MOST]
        if not free and not key:
            return
        self._head(f"«{title}» — какой это столбец файла {plain(sheet.file)}?")
        for place, (look, sure) in enumerate(free, 1):
            told = f" ({percent(sure)})" if sure else ""
            self.say(cut(f"    {place} — {plain(look.title, 40)}{told}: {examples(look)}", PAGE))
        never = _NO_NUMBER if key else "такого столбца нет"
        number = self.number(f"  0 — {never}, {_LATER}", len(free))
        if number:
            self.answer(sheet, free[number - 1][0], name)
        elif number == 0 and key:
            self._columns[sheet.file, ROW] = ColumnAnswer(sheet.file, ROW, name)

    def _ask_of_file(self, sheet: SheetLook) -> None:
        """Whether a file is the table it looks like; its sure columns are taken together."""
        sure = self._surest(sheet)
        if not sure:
            return
        self._head(f"Файл {plain(sheet.file)} не узнан, но похож на таблицу «{sheet.likely}»:")
        for column, choice in sure:
            self.say(f"    {cut(plain(column.title), 40)} → {choice.title} ({percent(choice.confidence)})")
        answer = self.number(f"  1 — читать так, 0 — не читать этот файл, {_LATER}", 1)
        if answer == 1:
            for column, choice in sure:
                self.answer(sheet, column, choice.name)
        elif answer == 0:
            for column in sheet.columns:
                if column.choices:
                    self.answer(sheet, column, None)

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

    def answer(self, sheet: SheetLook, column: ColumnLook, name: str | None, confidence: float | None = None) -> None:
        """Keep what is said of a column."""
        self._columns[sheet.file, column.title] = ColumnAnswer(sheet.file, column.title, name, confidence)

    def answer_stage(self, stage: StageLook, choice: Choice | None) -> None:
        """Keep what is said of a stage."""
        self._stages[stage.pipeline, stage.stage] = StageAnswer(stage.pipeline, stage.stage, choice)

    def answer_name(self, kind: str, name: str, choice: Choice | None) -> None:
        """Keep what is said of a pipeline or a person."""
        self._names[kind, name] = NameAnswer(name, choice)

    def _ask_of_column(self, sheet: SheetLook, column: ColumnLook, choices: Sequence[Choice]) -> ColumnAnswer | None:
        self._head(f"Столбец «{plain(column.title, 60)}» файла {plain(sheet.file)} — что это?")
        self.say(cut(f"  примеры: {examples(column)}", PAGE))
        others = other_choices(sheet, column, self._columns)
        answered, choice = self.choose(choices, others, "другое", "не читать")
        return ColumnAnswer(sheet.file, column.title, choice.name if choice else None) if answered else None

    def _ask_of_pipeline(self, look: NameLook) -> None:
        rows = counted(look.rows, "запись", "записи", "записей")
        self._head(f"Воронка CRM «{plain(look.name, 60)}», {rows} — какая это воронка компании?")
        answered, choice = self.choose(look.choices, (), "", "такой воронки у нас нет")
        if answered:
            self.answer_name("pipeline", look.name, choice)

    def _ask_of_person(self, look: NameLook) -> None:
        self._head(f"«{plain(look.name, 60)}» — кто это из сотрудников?")
        answered, choice = self.choose(look.choices, (), "", "никто из них")
        if answered:
            self.answer_name("person", look.name, choice)

    def _ask_of_stage(self, stage: StageLook) -> None:
        rows = counted(stage.rows, "запись", "записи", "записей")
        self._head(f"Стадия «{stage_name(stage.stage, stage.pipeline)}», {rows} — какая это стадия воронки?")
        answered, choice = self.choose(
            stage.choices, self.other_stages(stage), "другая стадия воронки", "такой стадии в воронках нет"
        )
        if answered:
            self.answer_stage(stage, choice)

    def choose(
        self, choices: Sequence[Choice], others: Sequence[Choice], more: str, never: str
    ) -> tuple[bool, Choice | None]:
        """Whether a person has decided, and for what; what is less likely is offered when it is asked for.

        Args:
            choices: What is likely.
            others: What is not; offered at once when nothing is likely.
            more: How the rest is called.
            never: How «none of these» is called.
        """
        if not choices:
            choices, others = others, ()
        last = len(choices) + bool(others)
        self._offer(choices)
        if others:
            self.say(f"    {last} — {more}")
        number = self.number(f"  0 — {never}, {_LATER}", last)
        if others and number == last:
            choices = others
            self._offer(choices)
            number = self.number(f"  0 — {never}, {_LATER}", len(choices))
        return number is not None, choices[number - 1] if number else None

    def other_stages(self, stage: StageLook) -> list[Choice]:
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

    def number(self, prompt: str, most: int) -> int | None:
        """The number a person types, None for Enter; nonsense is asked about again."""
        while True:
            text = self.hear(f"{prompt}: ").strip()
            if not text:
                return None
            if text.isdecimal() and len(text) <= len(str(most)) + 1 and int(text) <= most:
                return int(text)
            self.say(f"  «{plain(text, 20)}» не подходит: введите число от 0 до {most} или просто нажмите Enter")

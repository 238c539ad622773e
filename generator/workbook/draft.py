"""A new company out of a workbook alone: whatever it says, with the rest marked to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.workbook.codecs import Clauses, Names, Ref, Refs, tidied
from generator.workbook.compare import compare
from generator.workbook.founding import FILL, found
from generator.workbook.newnorms import adopt_norms
from generator.workbook.outcome import Grid, Outcome
from generator.workbook.plan import Plan
from generator.workbook.sheets import PLANS
from generator.workbook.sheets.papers import CLAUSES, DOCUMENTS
from generator.workbook.sheets.people import ROLES
from generator.workbook.sheets.work import INPUTS, OPERATIONS, OUTPUTS, PARTICIPANTS, PROCESSES, STEPS
from generator.workbook.table import plan_of, tables
from generator.workbook.texts import written
from handbook.finding import Finding

_TITLE, _INPUT, _OUTPUT, _ACTIONS = "Этап, операция", "Вход", "Выход: проверяемый результат", "Действия"
_ANY_PROCESS = "Продажа"
_NUMBERED = re.compile(r"^\s*(?:\d+[.)]|[-–—•*])\s*")
_LED = re.compile(r"^\[(?P<role>[^\]]+)\]\s*(?P<text>.+)$")
_RESULT = "внутренний документ"


@dataclass(frozen=True, slots=True)
class Sketch:
    """The sources of a new company.

    Attributes:
        files: Path in the company's folder → text.
        outcome: What came of the rows, and what of the workbook was not understood.
    """

    files: Mapping[str, str]
    outcome: Outcome

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What of the workbook was not understood."""
        return tuple(self.outcome.findings)


def drafted(grid: Grid, book: str, company: str, city: str) -> Sketch:
    """The sources a workbook describes; identifiers are made of titles where there are none.

    The sheets are those of an exported workbook, and few of them are enough: of the stage table alone come processes
    (a flow in the order of the rows), operations with steps, inputs and outputs, roles and documents.

    Args:
        grid: Sheets of the workbook.
        book: Its name for people.
        company: The name of the company.
        city: Where it is.
    """
    told = Outcome(book)
    outcome = compare(_filled(grid, told), {}, book, whole=False)
    # Cells with a failed formula are seen once; of sheets and columns the comparison tells itself.
    outcome.findings[:0] = [finding for finding in told.findings if finding.code == "workbook-cell"]
    made = outcome.created
    adopt_norms(outcome)
    found(made, company, city)
    return Sketch({path: written(path, made[path]) for path in sorted(made)}, outcome)


class _Sheets:
    """Rows of sheets being filled in, by headings; those that were there keep their places."""

    def __init__(self, grid: Grid, told: Outcome) -> None:
        self._grid = grid
        self.rows: dict[str, list[dict[str, str]]] = {}
        self._heads: dict[str, tuple[str | None, ...]] = {}
        for table in tables(grid, told, whole=False):
            title = table.plan.title
            rows: list[dict[str, str]] = [{} for _ in range(max((line.number for line in table.lines), default=0))]
            for line in table.lines:
                rows[line.number - 1] = {heading: text for heading, text in line.cells.items() if text}
            self.rows[title] = rows
            found = {column: heading for heading, column in table.columns.items()}
            written = next(rows[0] for name, rows in grid.items() if plan_of(name) is table.plan)
            self._heads[title] = tuple(found.get(number, cell) for number, cell in enumerate(written))

    def of(self, plan: Plan) -> list[dict[str, str]]:
        """Rows of one sheet that are not blank; what is added to them is kept by ``add``."""
        return [row for row in self.rows.get(plan.title, ()) if row]

    def add(self, plan: Plan, row: dict[str, str]) -> None:
        """Put a row under the others."""
        self.rows.setdefault(plan.title, []).append(row)

    def grid(self) -> Grid:
        """All of them as sheets of a workbook, with those that are unknown."""
        found = {title: rows for title, rows in self._grid.items() if plan_of(title) is None}
        for title, rows in self.rows.items():
            there = self._heads.get(title, ())
            more = dict.fromkeys(head for row in rows for head in row if head not in there)
            heads = (*there, *more)
            found[title] = (heads, *(tuple(row.get(head) if head else None for head in heads) for row in rows))
        return found


def _filled(grid: Grid, told: Outcome) -> Grid:
    """The sheets with what the stage table implies written out: processes, steps, inputs, outputs, roles, documents."""
    sheets = _Sheets(grid, told)
    for row in sheets.of(OPERATIONS):
        row.setdefault("Процесс", _ANY_PROCESS)
    _stages(sheets)
    _name(sheets, PROCESSES, [row["Процесс"] for row in sheets.of(OPERATIONS)], _process)
    _partakers(sheets)
    roles = [name for plan, column, text in _cells(sheets, "role") for name in _named(column, text)]
    _name(sheets, ROLES, roles, _role)
    _clauses(sheets)
    governing = [
        name
        for plan, column, text in _cells(sheets, "document")
        if isinstance(column, Clauses)
        for name in _named(column, text)
    ]
    _name(sheets, DOCUMENTS, governing, lambda title: _document(title, "регламент"))
    others = [name for plan, column, text in _cells(sheets, "document") for name in _named(column, text)]
    _name(sheets, DOCUMENTS, others, lambda title: _document(title, "форма"))
    return sheets.grid()


def _stages(sheets: _Sheets) -> None:
    told = {plan.title: {row.get("Операция") for row in sheets.of(plan)} for plan in (STEPS, INPUTS, OUTPUTS)}
    for row in sheets.of(OPERATIONS):
        names = {row.get(OPERATIONS.key_title) or "", row.get(_TITLE, "")}
        owner = row.get(OPERATIONS.key_title) or row.get(_TITLE, "")
        if not owner:
            continue
        if not names & told[STEPS.title]:
            for line in _lines(row.get(_ACTIONS, "")):
                led = _LED.match(line)
                who = {"Кто выполняет": led["role"]} if led else {}
                sheets.add(STEPS, {"Операция": owner, "Действие": led["text"] if led else line} | who)
        if not names & told[INPUTS.title]:
            for line in _lines(row.get(_INPUT, "")):
                document, *more = line.split(" — ")
                source = [part.removeprefix("от: ") for part in more if part.startswith("от: ")]
                note = " — ".join(part for part in more if not part.startswith("от: "))
                sheets.add(
                    INPUTS,
                    {"Операция": owner, "Документ": document}
                    | ({"От кого": source[0]} if source else {})
                    | ({"В каком состоянии": note} if note else {}),
                )
        if not names & told[OUTPUTS.title]:
            for line in _lines(row.get(_OUTPUT, "")):
                document, _, note = line.partition(" — ")
                sheets.add(
                    OUTPUTS,
                    {"Операция": owner, "Документ": document, "Вид результата": _RESULT}
                    | ({"Кому": row["Потребитель"]} if row.get("Потребитель") else {})
                    | ({"Проверяемый результат": note} if note else {}),
                )


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        bare = _NUMBERED.sub("", line).strip()
        if bare:
            yield bare


def _cells(sheets: _Sheets, target: str) -> Iterator[tuple[Plan, Any, str]]:
    """Cells that name records of one kind."""
    for plan in PLANS:
        for row in sheets.rows.get(plan.title, ()):
            for column in plan.columns:
                codec, text = column.codec, row.get(column.title, "")
                wanted = "document" if isinstance(codec, Clauses) else getattr(codec, "target", None)
                if text and wanted == target and isinstance(codec, Ref | Refs | Clauses):
                    yield plan, codec, text


def _named(codec: Any, text: str) -> list[str]:  # noqa: ANN401 - one of three codecs
    found = codec.read(tidied(text), None, Names())
    if isinstance(found, str):
        return [found]
    return [item["document"] if isinstance(item, dict) else item for item in found]


def _name(sheets: _Sheets, plan: Plan, titles: list[str], row_of: Any) -> None:  # noqa: ANN401 - a function of a title
    """Add a row for every title that no row of a sheet has."""
    rows = sheets.of(plan)
    known = {
        text.casefold()
        for row in rows
        for text in (row.get(plan.key_title), row.get("Название"), row.get("Кратко"))
        if text
    }
    for title in titles:
        if title.casefold() not in known:
            known.add(title.casefold())
            sheets.add(plan, row_of(title))


def _partakers(sheets: _Sheets) -> None:
    """A role that does a step takes part in the operation."""
    owners = {row.get(_TITLE, ""): row.get("Ответственный", "") for row in sheets.of(OPERATIONS)}
    told = {(row.get("Операция", ""), row.get("Роль", "")) for row in sheets.of(PARTICIPANTS)}
    for row in sheets.of(STEPS):
        operation, role = row.get("Операция", ""), row.get("Кто выполняет", "")
        if role and role != owners.get(operation, role) and (operation, role) not in told:
            told.add((operation, role))
            sheets.add(PARTICIPANTS, {"Операция": operation, "Роль": role, "Направление": "обмен"})


def _clauses(sheets: _Sheets) -> None:
    """A clause that is cited and not written gets a row to be filled in."""
    told = {(row.get("Документ", ""), row.get("Номер", "")) for row in sheets.of(CLAUSES)}
    for row in sheets.of(OPERATIONS):
        for item in Clauses().read(row.get("Регламентирующие документы", ""), None, Names()):
            cited = (item["document"], item.get("clause", ""))
            if cited[1] and cited not in told:
                told.add(cited)
                sheets.add(CLAUSES, {"Документ": cited[0], "Номер": cited[1], "Текст": f"{FILL}что требует пункт"})


def _role(title: str) -> dict[str, str]:
    outside = title.casefold() in {"клиент", "покупатель", "заказчик", "поставщик", "партнёр"}
    return {"Название": title} | ({"Внешняя сторона": "да"} if outside else {})


def _process(title: str) -> dict[str, str]:
    return {
        "Название": title,
        "Блок": "Продать клиенту",
        "Цель": f"{FILL}зачем компании этот процесс",
        "С чего начинается": f"{FILL}событие, которое его запускает",
        "Чем заканчивается": f"{FILL}результат, по которому видно, что он окончен",
    }


def _document(title: str, kind: str) -> dict[str, str]:
    return {"Название": title, "Вид": kind, "Область применения": f"{FILL}где и кем применяется"}

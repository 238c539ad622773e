"""An operation of the handbook as the context of its checklist."""

from __future__ import annotations

from generator.links import norms_of_operation, positions_of, processes_of
from generator.word.front import organisation, paper
from generator.word.operation_checklist import record as r
from generator.word.operation_checklist.fitting import fitted
from generator.word.speech import Speech
from generator.word.words import phrase, quoted, tidy
from handbook.book import Handbook
from handbook.model.operation import Operation
from handbook.model.process import Process
from handbook.russian import lower_first, sentence, upper_first


def operation_checklist(handbook: Handbook, operation: Operation) -> r.OperationChecklist:
    """Everything the checklist of an operation says, shortened to one page.

    Args:
        handbook: The company.
        operation: The operation, one of those in force.
    """
    process = process_of(handbook, operation)
    published = process.publication if process else None
    speech = Speech(handbook, (published.effective or published.on) if published else None)
    return fitted(
        r.OperationChecklist(
            heading=f"Чек-лист операции {quoted(operation.title)}",
            organisation=organisation(handbook),
            paper=paper(published),
            title=tidy(operation.title),
            process=tidy(process.title) if process else None,
            purpose=sentence(tidy(speech.prose(operation.purpose))) if operation.purpose else None,
            performer=_called(handbook, operation.owner),
            tools=", ".join(phrase(speech.prose(tool)) for tool in operation.tools) or None,
            start=_start(handbook, operation, speech),
            steps=_steps(handbook, operation, speech),
            results=_results(handbook, operation, speech),
            limits=_limits(handbook, operation, speech),
            points=tuple(
                r.PointRow(
                    upper_first(phrase(speech.prose(point.information))),
                    lower_first(_called(handbook, point.to) or point.to),
                    phrase(speech.prose(point.when)),
                )
                for point in operation.control_points
            ),
            key_factor=sentence(tidy(speech.prose(operation.key_factor))) if operation.key_factor else None,
        )
    )


def process_of(handbook: Handbook, operation: Operation) -> Process | None:
    """The process a checklist belongs to: that of the operation's folder, else the first that goes through it."""
    found = [process for process in processes_of(handbook, operation) if process.variant == "to-be"]
    home = handbook.processes.get(handbook.homes.get(operation.id, ""))
    return found[0] if found else home


def _called(handbook: Handbook, role: str | None) -> str | None:
    """The position that carries a role when one alone does; else the role."""
    if role is None:
        return None
    carriers = positions_of(handbook, role)
    if len(carriers) == 1:
        return tidy(carriers[0].title)
    return tidy(handbook.roles[role].title) if role in handbook.roles else role


def _titled(handbook: Handbook, document: str) -> str:
    found = handbook.documents.get(document)
    return upper_first(tidy(found.short or found.title)) if found else document


def _start(handbook: Handbook, operation: Operation, speech: Speech) -> tuple[r.StartRow, ...]:
    rows = []
    for entry in operation.inputs:
        source = _called(handbook, entry.source)
        rows.append(
            r.StartRow(
                _titled(handbook, entry.document),
                lower_first(source) if source else None,
                phrase(speech.prose(entry.note)) if entry.note else None,
            )
        )
    return tuple(rows)


def _steps(handbook: Handbook, operation: Operation, speech: Speech) -> tuple[r.StepRow, ...]:
    performer = _called(handbook, operation.owner)
    rows = []
    for step in operation.steps:
        who = _called(handbook, step.role)
        rows.append(
            r.StepRow(
                sentence(tidy(speech.prose(step.text))),
                lower_first(who) if who and who != performer else None,
                lower_first(_titled(handbook, step.document)) if step.document else None,
                phrase(speech.prose(step.deadline)) if step.deadline else None,
            )
        )
    return tuple(rows)


def _results(handbook: Handbook, operation: Operation, speech: Speech) -> tuple[r.ResultRow, ...]:
    rows = []
    for output in operation.outputs:
        takers = [lower_first(name) for role in output.to if (name := _called(handbook, role))]
        rows.append(
            r.ResultRow(
                _titled(handbook, output.document),
                ", ".join(dict.fromkeys(takers)) or None,
                sentence(tidy(speech.prose(output.note))) if output.note else None,
            )
        )
    return tuple(rows)


def _limits(handbook: Handbook, operation: Operation, speech: Speech) -> tuple[r.LimitRow, ...]:
    return tuple(
        r.LimitRow(*speech.measured(placed.norm), placed.norm.id)
        for placed in norms_of_operation(handbook, operation)
        if not placed.norm.draft
    )

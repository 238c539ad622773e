"""A process of the handbook as the context of its regulation."""

from __future__ import annotations

from dataclasses import replace

from generator.word.front import agreed, approval, changes, developer, organisation, paper
from generator.word.people import acquaintance, bearer
from generator.word.process_regulation.control import controls, indicators, norm_rows, records, reports
from generator.word.process_regulation.course import forks, refusals, timers
from generator.word.process_regulation.facts import governing, passport, with_clauses
from generator.word.process_regulation.forms import forms
from generator.word.process_regulation.matrix import matrix
from generator.word.process_regulation.order import clauses
from generator.word.process_regulation.record import ProcessRegulation, RoleRow
from generator.word.process_regulation.terms import terms, texts_of
from generator.word.process_regulation.view import View
from generator.word.words import listed, nominative, phrase, quoted, tidy, title_of
from handbook.addressees import Paper, addressees
from handbook.book import Handbook
from handbook.model.process import CallNode, Process
from handbook.russian import sentence
from handbook.work import performers


def process_regulation(handbook: Handbook, process: Process) -> ProcessRegulation:
    """Everything the regulation of a process says, pictures apart.

    Args:
        handbook: The company.
        process: The process, one of the handbook's.
    """
    published = process.publication
    view = View(handbook, process, (published.effective or published.on) if published else None)
    bound = addressees(handbook, Paper("process", process.id))
    handed = process.handover
    content = ProcessRegulation(
        heading=f"Регламент процесса {quoted(process.title)}",
        organisation=organisation(handbook),
        paper=paper(published),
        approval=approval(handbook, published),
        title=tidy(process.title),
        goal=sentence(tidy(view.speech.prose(process.goal))),
        applies=sentence(tidy(view.speech.prose(process.applies))) if process.applies else None,
        addressees=listed([nominative(title_of(item.title, item.forms)) for item in bound]),
        documents=listed(governing(view)),
        related=_related(view),
        handover=phrase(with_clauses(view, handed.document, [handed.clause] if handed.clause else []))
        if handed
        else None,
        terms=(),
        passport=passport(view),
        roles=_roles(view),
        matrix=matrix(view),
        has_flow=bool(process.flow),
        forks=forks(view),
        operations=clauses(view),
        controls=controls(view),
        reports=reports(view),
        norms=norm_rows(view),
        indicators=indicators(view),
        records=records(view),
        timers=timers(view),
        refusals=refusals(view),
        bottlenecks=view.items(
            f"{quoted(operation.title)} — {phrase(operation.bottleneck)}"
            for operation in view.operations
            if operation.bottleneck
        ),
        decisions=view.items(process.decisions),
        owner=bearer(handbook, process.owner) if process.owner else None,
        forms=forms(view),
        developer=developer(handbook, published),
        agreed=agreed(handbook, published),
        acquainted=acquaintance(handbook, *(item.id for item in bound)),
        changes=changes(handbook, published),
    )
    # Samples speak the words of somebody's deal, not those of the regulation.
    said = (*texts_of(replace(content, forms=())), *_standing(content))
    return replace(content, terms=terms(handbook, view.speech, said))


def _standing(content: ProcessRegulation) -> tuple[str, ...]:
    """Words of the trade that the template itself uses while it has something to say."""
    said = {
        "Операция": content.operations,
        "Контрольная точка": content.controls,
        "Норма": content.norms,
        "Узкое место": content.bottlenecks,
    }
    return tuple(word for word, has in said.items() if has)


def _related(view: View) -> tuple[str, ...]:
    """Regulations of processes this one calls, and of those that call it."""
    called = [node.process for node in view.process.flow if isinstance(node, CallNode)]
    callers = [
        process.id
        for process in view.handbook.processes.values()
        if process.variant == "to-be"
        and any(isinstance(node, CallNode) and node.process == view.process.id for node in process.flow)
    ]
    texts = []
    for name in dict.fromkeys([*called, *callers]):
        process = view.handbook.processes.get(name)
        if process is None or name == view.process.id:
            continue
        number = f" ({tidy(process.publication.number)})" if process.publication else ""
        ways = ["его выполняют внутри Процесса"] if name in called else []
        ways += ["обращается к Процессу"] if name in callers else []
        texts.append(f"{quoted(process.title)}{number} — {' и '.join(ways)}")
    return listed(texts)


def _roles(view: View) -> tuple[RoleRow, ...]:
    """Roles that several positions carry: other parts of the document name them as roles."""
    met = [view.process.owner, *(role for operation in view.operations for role in performers(operation))]
    rows = []
    for role in dict.fromkeys(role for role in met if role):
        carrying = [item for item in view.handbook.positions.values() if role in item.roles]
        if len(carrying) > 1:
            titles = ", ".join(nominative(title_of(item.title, item.forms)) for item in carrying)
            rows.append(RoleRow(view.lane(role), titles))
    return tuple(rows)

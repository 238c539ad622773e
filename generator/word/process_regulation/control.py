"""How a process is watched: control points, reports, norms, indicators, documents and their keepers."""

from __future__ import annotations

from generator.word.process_regulation.record import ControlRow, PaperRow, RequirementRow
from generator.word.process_regulation.view import View
from generator.word.words import distinct, listed, phrase, quoted, tidy
from handbook.model.document import Document
from handbook.russian import sentence, upper_first

_UNKNOWN = "—"


def controls(view: View) -> tuple[ControlRow, ...]:
    """Control points in the order of operations."""
    norms = {name: placed.norm for name, placed in view.handbook.norms.items() if not placed.norm.draft}
    return tuple(
        ControlRow(
            upper_first(phrase(view.speech.prose(point.information))),
            tidy(operation.title),
            view.lane(point.to),
            phrase(view.speech.prose(point.when)),
            upper_first(phrase(view.speech.prose(point.recorded))),
            sentence(tidy(view.speech.prose(point.on_deviation))),
            _named([norm.title for name in point.norms if (norm := norms.get(name))]),
        )
        for operation in view.operations
        for point in operation.control_points
    )


def _named(titles: list[str]) -> str | None:
    if not titles:
        return None
    return f"{'норма' if len(titles) == 1 else 'нормы'} {', '.join(map(quoted, titles))}"


def reports(view: View) -> tuple[str, ...]:
    """Who reports what to whom and when."""
    return listed(
        [
            f"{quoted(_title(view, report.document))}: готовит {view.who(report.by)}, "
            f"получает {view.who(report.to)}, срок — {phrase(view.speech.prose(report.when))}"
            for report in view.process.reports
        ]
    )


def norm_rows(view: View) -> tuple[RequirementRow, ...]:
    """Norms with the identifiers of their checks; one that requires nothing gives no row."""
    measured = ((norm, *view.speech.measured(norm)) for norm in view.norms)
    return tuple(
        RequirementRow(
            title,
            norm.id,
            requirement,
            tidy(norm.period()),
            tidy(norm.data_source),
            sentence(tidy(view.speech.prose(norm.why))),
        )
        for norm, title, requirement in measured
        if requirement
    )


def indicators(view: View) -> str | None:
    """Indicators of the process by their titles, in one phrase."""
    known = (view.handbook.indicators.get(name) for name in view.process.indicators)
    return "; ".join(phrase(title) for title in distinct([one.title for one in known if one])) or None


def records(view: View) -> tuple[PaperRow, ...]:
    """Documents and records of the work with their keepers."""
    return tuple(_record(view, document) for document in view.documents)


def _record(view: View, document: Document) -> PaperRow:
    return PaperRow(
        upper_first(tidy(document.title)),
        upper_first(phrase(view.speech.prose(document.medium))) if document.medium else _UNKNOWN,
        view.lane(document.owner) if document.owner else _UNKNOWN,
        phrase(view.speech.prose(document.retention)) if document.retention else _UNKNOWN,
    )


def _title(view: View, document: str) -> str:
    found = view.handbook.documents.get(document)
    return found.title if found else document

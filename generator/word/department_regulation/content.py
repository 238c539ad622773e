"""A department of the handbook as the context of its regulation."""

from __future__ import annotations

from collections.abc import Callable

from generator.word.department_regulation import record as r
from generator.word.department_regulation.partners import partners
from generator.word.department_regulation.unit import Unit
from generator.word.front import agreed, approval, changes, developer, organisation, paper
from generator.word.people import acquaintance, post_title, superior_of
from generator.word.words import Title, listed, nominative, phrase, quoted, tidy, title_of
from handbook.addressees import Paper, addressees
from handbook.book import Handbook
from handbook.model.company import Department
from handbook.model.indicator import Indicator
from handbook.model.operation import Operation
from handbook.russian import Case, sentence, to_infinitive, upper_first, with_about
from handbook.work import is_judged

_UNKNOWN = "—"


def department_regulation(handbook: Handbook, department: Department) -> r.DepartmentRegulation:
    """Everything the regulation of a department says.

    Args:
        handbook: The company.
        department: The department, one of the company's.
    """
    published = department.publication
    unit = Unit(handbook, department, (published.effective or published.on) if published else None)
    title = title_of(department.title, department.forms)
    about = with_about(title.cased(Case.PREPOSITIONAL)[0])
    bound = addressees(handbook, Paper("department", department.id))
    head = handbook.positions.get(department.head or "")
    counts = [position.headcount for position in unit.positions]
    return r.DepartmentRegulation(
        heading=f"Положение {about}",
        organisation=organisation(handbook),
        paper=paper(published),
        approval=approval(handbook, published),
        title=title,
        about=about,
        purpose=_purpose(unit),
        parent=_parent(handbook, department),
        head=post_title(handbook, department.head) if department.head else None,
        above=_post(handbook, superior_of(handbook, head) if head else None),
        substitute=_post(handbook, head.substitutes if head else None),
        staff=_staff(unit),
        total=str(sum(one for one in counts if one)) if len(counts) > 1 and None not in counts else None,
        units=_units(unit),
        tasks=_tasks(unit),
        functions=_functions(unit, unit.owns),
        joint=_functions(unit, unit.joins),
        rights=listed([unit.speech.prose(text) for text in department.rights]),
        results=_results(unit),
        partners=partners(unit),
        measures=_measures(unit),
        aims=_aims(unit),
        developer=developer(handbook, published),
        agreed=agreed(handbook, published),
        acquainted=acquaintance(handbook, *(position.id for position in bound)),
        changes=changes(handbook, published),
    )


def _post(handbook: Handbook, position: str | None) -> Title | None:
    return post_title(handbook, position) if position else None


def _purpose(unit: Unit) -> str | None:
    written = unit.department.purpose
    if not written:
        return None
    text = unit.speech.prose(written)
    infinitive = to_infinitive(text)
    return sentence(tidy(infinitive.text if infinitive.confident else text))


def _parent(handbook: Handbook, department: Department) -> Title | None:
    found = next((one for one in handbook.company.departments if one.id == department.parent), None)
    return title_of(found.title, found.forms) if found else None


def _staff(unit: Unit) -> tuple[r.StaffRow, ...]:
    rows = []
    for position in unit.positions:
        above = superior_of(unit.handbook, position)
        rows.append(
            r.StaffRow(
                upper_first(tidy(position.title)),
                nominative(post_title(unit.handbook, above)) if above else _UNKNOWN,
                _UNKNOWN if position.headcount is None else str(position.headcount),
            )
        )
    return tuple(rows)


def _units(unit: Unit) -> tuple[str, ...]:
    below = [one for one in unit.handbook.company.departments if one.parent == unit.department.id]
    return listed([nominative(title_of(one.title, one.forms)) for one in below])


def _tasks(unit: Unit) -> tuple[str, ...]:
    """What the company expects: as written, else the goals of the processes the department answers for."""
    if unit.department.tasks:
        return listed([unit.speech.prose(text) for text in unit.department.tasks])
    return listed([unit.speech.prose(process.goal) for process, _ in unit.work if process.owner in unit.roles])


def _functions(unit: Unit, belongs: Callable[[Operation], bool]) -> tuple[r.FunctionGroup, ...]:
    """Processes with those of the department's operations that belong."""
    groups = []
    for process, mine in unit.work:
        texts = [phrase(operation.title) for operation in mine if belongs(operation)]
        if texts:
            number = process.publication.number if process.publication else None
            groups.append(r.FunctionGroup(tidy(process.title), number, "; ".join(texts)))
    return tuple(groups)


def _results(unit: Unit) -> str | None:
    return ", ".join(quoted(process.title) for process, _ in unit.work if process.owner in unit.roles) or None


def _measures(unit: Unit) -> tuple[r.MeasureRow, ...]:
    """Norms that judge somebody of the department, drafts never."""
    return tuple(
        r.MeasureRow(*unit.speech.measured(placed.norm), placed.norm.id)
        for placed in unit.handbook.norms.values()
        if not placed.norm.draft and any(is_judged(unit.handbook, one, placed) for one in unit.positions)
    )


def _aims(unit: Unit) -> tuple[r.AimRow, ...]:
    owned = {name for process, _ in unit.work if process.owner in unit.roles for name in process.indicators}
    posts = {position.id for position in unit.positions}

    def mine(indicator: Indicator) -> bool:
        if indicator.owner or indicator.position:
            return indicator.owner in unit.roles or indicator.position in posts
        return indicator.id in owned

    return tuple(
        r.AimRow(upper_first(tidy(one.title)), sentence(tidy(unit.speech.prose(one.target))))
        for one in unit.handbook.indicators.values()
        if one.target and mine(one)
    )

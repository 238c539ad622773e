"""A position of the handbook as the context of its job description."""

from __future__ import annotations

from datetime import time

from generator.word.front import agreed, approval, changes, developer, organisation, paper
from generator.word.job_description import record as c
from generator.word.job_description.duties import approvals, decisions, duties, tools
from generator.word.job_description.interaction import counterparts
from generator.word.job_description.norm_rows import norm_rows, other_indicators
from generator.word.job_description.post import Post
from generator.word.people import acquaintance, post_title, subordinates, superior_of
from generator.word.words import distinct, listed, nominative, phrase, quoted, tidy, title_of
from handbook.book import Handbook
from handbook.model.company import WorkingTime
from handbook.model.document import KIND_TITLES, Document
from handbook.model.people import JobProfile, Position
from handbook.russian import Case, inflect, sentence, to_infinitive

_CATEGORIES = {
    "head": "руководителей",
    "specialist": "специалистов",
    "clerk": "служащих",
    "worker": "рабочих",
}
_DAYS = {
    "mon": ("понедельник", "понедельника", "понедельник"),
    "tue": ("вторник", "вторника", "вторник"),
    "wed": ("среда", "среды", "среду"),
    "thu": ("четверг", "четверга", "четверг"),
    "fri": ("пятница", "пятницы", "пятницу"),
    "sat": ("суббота", "субботы", "субботу"),
    "sun": ("воскресенье", "воскресенья", "воскресенье"),
}


def job_description(handbook: Handbook, position: Position) -> c.JobDescription:
    """Everything the job description of a position says, pictures apart.

    Args:
        handbook: The company.
        position: The position, one of the handbook's.
    """
    published = position.publication
    post = Post(handbook, position, (published.effective or published.on) if published else None)
    norms = norm_rows(post)
    company, title = handbook.company, title_of(position.title, position.forms)
    superior = superior_of(handbook, position)
    below = [nominative(title_of(item.title, item.forms)) for item in subordinates(handbook, position)]
    return c.JobDescription(
        heading=f"Должностная инструкция {title.cased(Case.GENITIVE)[0]}",
        organisation=organisation(handbook),
        paper=paper(published),
        approval=approval(handbook, published, own=position.id == company.head),
        position=title,
        category=_CATEGORIES[position.category],
        department=next((tidy(d.title) for d in company.departments if d.id == position.department), None),
        purpose=_purpose(post),
        proposed_by=post_title(handbook, superior) if superior and superior != company.head else None,
        superior=post_title(handbook, superior) if superior else None,
        subordinates=", ".join(below) or None,
        substitute=post_title(handbook, position.substitutes) if position.substitutes else None,
        governed_by=_governed_by(post),
        requirements=_requirements(post),
        standard=_standard(position),
        knowledge=_merged(post, "knowledge"),
        skills=_merged(post, "skills"),
        qualities=_merged(post, "qualities"),
        competencies=_competencies(post),
        training=_merged(post, "training"),
        duties=duties(post),
        other_duties=_merged(post, "duties"),
        decisions=decisions(post),
        norms=norms,
        kpi=listed(other_indicators(post, norms)),
        rights=listed([*approvals(post), *_texts(post, "rights")]),
        responsibilities=listed([_object(text) for text in _texts(post, "responsibilities")]),
        counterparts=counterparts(post),
        conditions=_conditions(post),
        developer=developer(handbook, published),
        agreed=agreed(handbook, published),
        acquainted=acquaintance(handbook, position.id),
        changes=changes(published),
    )


def _purpose(post: Post) -> str | None:
    written = [profile.purpose for profile in reversed(post.profiles) if profile.purpose]
    if not written:
        return None
    text = post.speech.prose(written[0])
    infinitive = to_infinitive(text)
    return sentence(tidy(infinitive.text if infinitive.confident else text))


def _governed_by(post: Post) -> tuple[str, ...]:
    """Regulations of the work, in the instrumental case; the template adds the code and the company's rules."""
    texts = [
        f"регламентом процесса {quoted(process.title)}{_in_brackets(process.publication)}" for process in post.processes
    ]
    seen: dict[str, Document] = {}
    for operation in post.work:
        for reference in operation.governed_by:
            document = post.handbook.documents.get(reference.document)
            if document:
                seen.setdefault(document.id, document)
    return listed(texts + [_by_document(document) for document in seen.values()], closed=False)


def _by_document(document: Document) -> str:
    """A document in the instrumental case: «регламентом ведения CRM (РВ-01)».

    A title that begins with the kind of the document is declined when there is no doubt: the dictionary changes only
    its first word. Any other title stays in quotation marks after a word that is safe to decline.
    """
    kind, title = KIND_TITLES[document.kind], tidy(document.title)
    number = _in_brackets(document.publication)
    instrumental = inflect(kind, Case.INSTRUMENTAL).text
    if not title.casefold().startswith(f"{kind} "):
        return f"{instrumental} {quoted(title)}{number}"
    declined, certain = title_of(title, document.forms).cased(Case.INSTRUMENTAL)
    written = document.forms is not None and document.forms.instrumental is not None
    if written or (certain and declined == instrumental + title[len(kind) :]):
        return declined + number
    return f"документом {quoted(title)}{number}"


def _in_brackets(published: object) -> str:
    number = getattr(published, "number", None)
    return f" ({number})" if number else ""


def _requirements(post: Post) -> tuple[str, ...]:
    """Education and experience: the position's own words, else those of its roles."""
    texts = []
    for label, attribute in (("образование", "education"), ("стаж и опыт", "experience")):
        own = getattr(post.position, attribute)
        found = [own] if own else [getattr(role, attribute) for role in post.profiles[:-1]]
        joined = "; ".join(phrase(text) for text in distinct([text for text in found if text]))
        if joined:
            texts.append(f"{label}: {joined}")
    return listed(texts)


def _standard(position: Position) -> c.Standard | None:
    standard = position.professional_standard
    return c.Standard(tidy(standard.code), tidy(standard.title), phrase(standard.order)) if standard else None


def _texts(post: Post, attribute: str) -> list[str]:
    """Items of one list of the roles and of the position, in that order, with their references in words."""
    return [post.speech.prose(text) for profile in post.profiles for text in getattr(profile, attribute)]


def _merged(post: Post, attribute: str) -> tuple[str, ...]:
    return listed(_texts(post, attribute))


def _object(text: str) -> str:
    """What one answers for, without the preposition some authors write."""
    return text.strip()[3:] if text.strip().lower().startswith("за ") else text


def _competencies(post: Post) -> tuple[str, ...]:
    """Competencies with the highest level any of the roles needs."""
    levels: dict[str, int] = {}
    profiles: tuple[JobProfile, ...] = post.profiles
    for competency in (item for profile in profiles for item in profile.competencies):
        title = phrase(competency.title)
        levels[title] = max(competency.level, levels.get(title, 0))
    return listed([f"{title} — уровень {level} из 5" for title, level in levels.items()])


def _conditions(post: Post) -> c.Conditions:
    own = post.position.conditions
    schedule = (
        phrase(post.speech.prose(own.schedule)) if own.schedule else schedule_of(post.handbook.company.working_time)
    )
    travel = phrase(post.speech.prose(own.travel)) if own.travel else None
    return c.Conditions(schedule, travel, listed([*own.equipment, *tools(post)]))


def schedule_of(working: WorkingTime) -> str:
    """«с понедельника по пятницу, с 9:00 до 18:00, перерыв с 13:00 до 14:00»."""
    order = [day for day in _DAYS if day in working.days]
    positions = [list(_DAYS).index(day) for day in order]
    run = len(order) > 1 and positions[-1] - positions[0] == len(order) - 1
    if run:
        days = f"с {_DAYS[order[0]][1]} по {_DAYS[order[-1]][2]}"
    else:
        days = "рабочие дни — " + ", ".join(_DAYS[day][0] for day in order)
    hours = f"с {_clock(working.start)} до {_clock(working.end)}"
    lunch = working.lunch
    rest = f", перерыв с {_clock(lunch.start)} до {_clock(lunch.end)}" if lunch else ""
    return tidy(f"{days}, {hours}{rest}")


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02d}"

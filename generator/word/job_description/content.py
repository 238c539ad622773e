"""A position of the handbook as the context of its job description."""

from __future__ import annotations

from datetime import time

from generator.word.front import agreed, approval, changes, developer, organisation, paper
from generator.word.job_description import record as c
from generator.word.job_description.duties import decisions, duties, tools
from generator.word.job_description.governed import governed_by
from generator.word.job_description.interaction import counterparts
from generator.word.job_description.lists import most_exact, unrepeated
from generator.word.job_description.norm_rows import norm_rows, other_indicators
from generator.word.job_description.post import Post
from generator.word.job_description.powers import powers, results
from generator.word.people import acquaintance, post_title, subordinates, superior_of
from generator.word.words import distinct, genitive, listed, nominative, phrase, tidy, title_of
from handbook.book import Handbook
from handbook.model.company import WorkingTime
from handbook.model.people import JobProfile, Position
from handbook.russian import Case, sentence, to_infinitive

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
        code=tidy(position.okpdtr) if position.okpdtr else None,
        annex=company.papers.status == "annex",
        department=next((tidy(d.title) for d in company.departments if d.id == position.department), None),
        purpose=_purpose(post),
        proposed_by=post_title(handbook, superior) if superior and superior != company.head else None,
        superior=post_title(handbook, superior) if superior else None,
        subordinates=", ".join(below) or None,
        substitute=post_title(handbook, position.substitutes) if position.substitutes else None,
        replaces=", ".join(_replaced(handbook, position)) or None,
        governed_by=governed_by(post),
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
        rights=listed([*powers(post), *_texts(post, "rights")]),
        responsibilities=listed([*results(post), *map(_object, _texts(post, "responsibilities"))]),
        counterparts=counterparts(post),
        conditions=_conditions(post),
        developer=developer(handbook, published),
        agreed=agreed(handbook, published),
        acquainted=acquaintance(handbook, position.id),
        changes=changes(handbook, published),
    )


def _replaced(handbook: Handbook, position: Position) -> list[str]:
    """Whose duties the position takes over in their absence, in the genitive case."""
    absent = [item for item in handbook.positions.values() if item.substitutes == position.id]
    return [genitive(title_of(item.title, item.forms)) for item in absent]


def _purpose(post: Post) -> str | None:
    written = [profile.purpose for profile in reversed(post.profiles) if profile.purpose]
    if not written:
        return None
    text = post.speech.prose(written[0])
    infinitive = to_infinitive(text)
    return sentence(tidy(infinitive.text if infinitive.confident else text))


def _requirements(post: Post) -> tuple[str, ...]:
    """Education and experience: the position's own words, else those of its roles."""
    texts = []
    for label, attribute in (("образование", "education"), ("стаж и опыт", "experience")):
        own = getattr(post.position, attribute)
        found = [own] if own else [getattr(role, attribute) for role in post.profiles[:-1]]
        joined = "; ".join(phrase(text) for text in distinct([post.speech.prose(text) for text in found if text]))
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
    return listed(unrepeated(_texts(post, attribute)))


def _object(text: str) -> str:
    """What one answers for, without the preposition some authors write."""
    return text.strip()[3:] if text.strip().lower().startswith("за ") else text


def _competencies(post: Post) -> tuple[str, ...]:
    """Competencies with the highest level any of the roles needs, an item for every level, the highest first."""
    levels: dict[str, int] = {}
    profiles: tuple[JobProfile, ...] = post.profiles
    for competency in (item for profile in profiles for item in profile.competencies):
        title = phrase(competency.title)
        levels[title] = max(competency.level, levels.get(title, 0))
    named = {
        level: ", ".join(title for title, own in levels.items() if own == level) for level in sorted(levels.values())
    }
    return listed([f"уровень {level} из 5 — {titles}" for level, titles in reversed(named.items())])


def _conditions(post: Post) -> c.Conditions:
    own = post.position.conditions
    schedule = (
        phrase(post.speech.prose(own.schedule)) if own.schedule else schedule_of(post.handbook.company.working_time)
    )
    travel = phrase(post.speech.prose(own.travel)) if own.travel else None
    return c.Conditions(
        schedule, travel, listed(most_exact([post.speech.prose(text) for text in (*own.equipment, *tools(post))]))
    )


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

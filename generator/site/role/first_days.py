"""What a newcomer in a role does by the first day, week and month: the path written for it, and what all do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2s

from generator import links
from generator.site.role.work import helped_by, owned_by
from handbook.book import Handbook
from handbook.model.operation import Operation
from handbook.model.people import Role
from handbook.model.training import PathStep

#: Operations and documents one task names, and tasks of reading by one day.
NAMED, READING = 8, 5
#: Operations somebody without a written path learns in the first week.
WEEK = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One box to tick.

    Attributes:
        key: Tells the task from others of the role, and stays when the list around it changes.
        text: What to do; may hold cross-references.
        by: By which day of work; 0 when the period says it.
        course: The course it is.
        operations: Operations it is about.
        documents: Documents to read.
        roles: Roles to meet.
        positions: Positions to meet.
        place: Where on the page of each operation: an anchor, empty for its beginning.
        pages: Parts of the section of the role that help.
        more: How many operations of the same kind are not named.
        proof: How it is checked.
    """

    key: str
    text: str
    by: int = 0
    course: str | None = None
    operations: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    place: str = ""
    pages: tuple[str, ...] = ()
    more: int = 0
    proof: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """What is done by one time: the first day, week, month, or later."""

    name: str
    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Checks:
    """What checks a newcomer on this site.

    Attributes:
        test: Whether the role has a test, and its operations questions to test oneself by.
        sheet: Whether it has a sheet to sign documents in.
        signed: Documents that stand on the sheet.
    """

    test: bool = False
    sheet: bool = False
    signed: frozenset[str] = frozenset()


#: By which day each stage ends, and its names for machines and people.
_STAGES = ((1, "1", "День 1"), (7, "7", "Первая неделя"), (30, "30", "Первый месяц"), (366, "dalshe", "Дальше"))


def first_days(book: Handbook, role: Role, checks: Checks) -> tuple[Stage, ...]:
    """The checklist of a newcomer in the order of days; stages without tasks are left out.

    Args:
        book: The handbook.
        role: Whose first days they are.
        checks: What checks a newcomer on this site.
    """
    steps = book.paths[role.id].steps if role.id in book.paths else ()
    owned = owned_by(book, role)
    newcomer = _Newcomer(book, role, checks, steps, owned, _learnt(owned, steps))
    stages = []
    since = 0
    for last, name, title in _STAGES:
        walked = [_step(name, step) for step in steps if since < step.day <= last]
        tasks = tuple({one.key: one for one in (*walked, *newcomer.common(name))}.values())
        if tasks:
            stages.append(Stage(name, title, tasks))
        since = last
    return tuple(stages)


def _learnt(owned: tuple[Operation, ...], steps: Iterable[PathStep]) -> dict[str, str]:
    """The stage by which each operation the role answers for is learnt."""
    found: dict[str, str] = {}
    for step in sorted(steps, key=lambda one: one.day):
        stage = next(name for last, name, _ in _STAGES if step.day <= last)
        for name in step.operations:
            found.setdefault(name, "7" if stage == "1" else stage)
    written = bool(found)
    return {one.id: found.get(one.id, "7" if index < WEEK and not written else "30") for index, one in enumerate(owned)}


def _step(stage: str, step: PathStep) -> Task:
    return Task(
        # By its words: a step keeps its tick when others come before it.
        f"{stage}-{blake2s(step.text.encode(), digest_size=4).hexdigest()}",
        step.text,
        0 if str(step.day) == stage else step.day,
        step.course,
        step.operations,
        step.documents,
        proof=step.proof,
    )


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """What every newcomer does, whatever the role.

    Attributes:
        book: The handbook.
        role: The role.
        checks: What checks a newcomer.
        steps: The path written for the role.
        owned: Operations the role answers for.
        learnt: The stage by which each of these is learnt.
    """

    book: Handbook
    role: Role
    checks: Checks
    steps: tuple[PathStep, ...]
    owned: tuple[Operation, ...]
    learnt: dict[str, str]

    def common(self, stage: str) -> Iterator[Task]:
        """Tasks of one stage."""
        if stage == "1":
            yield from self._first_day()
        yield from self._reading(stage)
        operations = [one for one in self.owned if self.learnt[one.id] == stage]
        walked = {name for step in self.steps for name in step.operations}
        alone = [one for one in operations if one.id not in walked]
        if stage in {"7", "30"} and alone:
            yield _about(f"{stage}-do", _doing(stage, one=len(alone) == 1), alone)
        if stage == "7":
            yield from self._meeting()
        tested = [one for one in operations if self.checks.test and one.steps]
        if tested:
            one = "Сдать проверку внизу страницы операции"
            words = one if len(tested) == 1 else "Сдать проверки внизу страниц этих операций"
            yield _about(f"{stage}-test", words, tested)
        if stage == "30":
            yield from self._first_month()

    def _first_day(self) -> Iterator[Task]:
        yield Task("1-role", "Прочитать, зачем нужна роль, какой у неё путь и какие нормы", pages=("", "normy"))
        posts = links.positions_of(self.book, self.role.id)
        bosses = tuple(dict.fromkeys(one.reports_to for one in posts if one.reports_to))
        taught = self._teachers(bosses)
        if bosses or taught:
            met = (("с руководителем", bosses), ("с теми, кто учит", taught))
            words = " и ".join(whom for whom, names in met if names)
            yield Task("1-boss", f"Познакомиться {words}", roles=taught, positions=bosses)
        if self.checks.sheet:
            words = "Сверить лист ознакомления: документы роли подписывают до трудового договора, пустых строк нет"
            yield Task("1-sheet", words, pages=("oznakomlenie",))
        first = next((one for one in self.owned if one.crm.stage), None)
        if first is not None:
            words = f"Открыть в CRM стадию «{first.crm.stage}» и посмотреть, какие поля на ней заполняют"
            yield Task("1-crm", words, operations=(first.id,), place="crm")

    def _teachers(self, bosses: tuple[str, ...]) -> tuple[str, ...]:
        """Who leads the courses of the first week, besides the heads, who are met anyway."""
        met = {
            self.role.id,
            *(name for boss in bosses if boss in self.book.positions for name in self.book.positions[boss].roles),
        }
        courses = [self.book.courses.get(step.course or "") for step in self.steps if step.day <= _number("7")]
        return tuple(dict.fromkeys(one.leader for one in courses if one and one.leader and one.leader not in met))

    def _reading(self, stage: str) -> Iterator[Task]:
        """The documents that rule the operations of a stage; those of the very first operation on the first day."""
        named = {name for step in self.steps for name in step.documents}
        mine = [name for name, when in self._rules().items() if when == stage and name not in named]
        if len(mine) <= READING:
            for name in mine:
                yield Task(f"{stage}-read-{name}", f"Прочитать документ [[document:{name}]]", proof=self._proof(name))
        else:
            words = "Прочитать документы, по которым работает роль"
            yield Task(f"{stage}-read", words, documents=tuple(mine), proof=self._proof(*mine))

    def _proof(self, *documents: str) -> str | None:
        return "Отметка «Прочитал» в листе ознакомления" if self.checks.signed.issuperset(documents) else None

    def _rules(self) -> dict[str, str]:
        """The stage by which each document is read: the earliest of the operations it rules."""
        found: dict[str, str] = {}
        for index, operation in enumerate(self.owned):
            stage = "1" if index == 0 else self.learnt[operation.id]
            for clause in operation.governed_by:
                known = found.get(clause.document)
                if clause.document in self.book.documents and (known is None or _number(known) > _number(stage)):
                    found[clause.document] = stage
        return found

    def _meeting(self) -> Iterator[Task]:
        counts: dict[str, int] = {}
        for talk in links.talks_of(self.book, self.role.id):
            other = self.book.roles.get(talk.other)
            if other is not None and not other.external:
                counts[other.id] = counts.get(other.id, 0) + 1
        near = tuple(sorted(counts, key=lambda name: -counts[name])[:NAMED])
        if near:
            words = "Познакомиться с теми, от кого получаете работу и кому её передаёте"
            yield Task("7-meet", words, roles=near, pages=("svyazi",))

    def _first_month(self) -> Iterator[Task]:
        helped = helped_by(self.book, self.role)
        if helped:
            yield _about("30-help", "Прочитать операции других, в которых участвует роль", helped)
        if self.checks.test:
            yield Task("30-exam", "Пройти проверку по роли", pages=("proverka",), proof="Распечатанный результат")
        yield Task("30-talk", "Подвести с руководителем итог месяца: что получается и чему учиться дальше")


def _number(stage: str) -> int:
    return next(last for last, name, _ in _STAGES if name == stage)


def _doing(stage: str, *, one: bool) -> str:
    """The task of doing operations: with a mentor in the first week, alone later."""
    if stage == "7":
        return "Пройти с наставником свою операцию" if one else "Пройти с наставником свои операции"
    return "Сделать самому оставшуюся свою операцию" if one else "Сделать самому остальные свои операции"


def _about(key: str, words: str, operations: Iterable[Operation]) -> Task:
    names = [one.id for one in operations]
    return Task(key, words, operations=tuple(names[:NAMED]), more=max(0, len(names) - NAMED))

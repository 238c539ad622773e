"""Questions to a role as a whole: what is its work, what is not, which norms are its own, what comes to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from generator import links
from generator.site.norm_people import sayings_of
from generator.site.quiz.chance import shuffled
from generator.site.quiz.draft import Draft
from generator.site.quiz.gate import asked_once
from generator.site.quiz.ground import Ground
from generator.site.quiz.limits import limit
from generator.site.quiz.order_of_work import usual_way
from generator.site.quiz.question import Question
from generator.site.quiz.words import overlap
from generator.site.quiz.works import named_in, operations_by_process, works_of
from handbook.book import PlacedNorm
from handbook.model.operation import Operation
from handbook.model.people import Role
from handbook.model.process import Process
from handbook.norms import LimitedNorm
from handbook.russian.text import lower_first, sentence
from handbook.work import is_judged, operations_in_force

#: How many questions of a kind a role is asked at most, and of whose work an operation is: that soon gets dull.
_OF_A_KIND, _OF_OWNERS = 8, 3
_ORDERED = (4, 5)
_TOLD = 2
_MINE = 3
#: What a participant does, and what the owner of the operation does to it.
_PASSED: Final = {"to": ("получает", "передаёт"), "from": ("передаёт", "получает от")}


def role_questions(ground: Ground, role: Role) -> tuple[Question, ...]:
    """Questions about the work of a role that no single operation answers."""
    kinds = (_mine, _strange, _owners, _handed, _order, _norms, _limits, _told)
    made = (
        question
        for kind in kinds
        for question in islice(filter(None, kind(ground, role)), _OF_OWNERS if kind is _owners else _OF_A_KIND)
    )
    return tuple(asked_once(made))


def _name(role: Role) -> str:
    return lower_first(role.title)


def _owner(ground: Ground, operation: Operation) -> str:
    return f"Владелец операции «{operation.title}» — {ground.title('role', operation.owner or '')}."


def _mine(ground: Ground, role: Role) -> Iterator[Question | None]:
    """Operations of a process that the role owns, among those of others."""
    for process in _processes(ground, role):
        inside = operations_by_process(ground.book)[process.id]
        own = [one for one in inside if one.owner == role.id][:_MINE]
        near = [one for one in inside if one.owner != role.id]
        near += [other for one in own for other in ground.around(one) if other.owner != role.id]
        draft = Draft(
            "mine",
            f"{role.id}/{process.id}",
            f"Процесс «{process.title}». За какую из этих операций отвечает {_name(role)}?"
            if len(own) == 1
            else f"Процесс «{process.title}». За какие операции отвечает {_name(role)}? Отметьте все.",
            f"{role.title} — владелец: {', '.join(f'«{one.title}»' for one in own)}.",
            ground.url("process", process.id),
            f"Процесс «{process.title}»",
        )
        wrong = ground.mixed((one.title for one in near), draft.seed)
        if own:
            yield draft.one(own[0].title, wrong) if len(own) == 1 else draft.many([one.title for one in own], wrong)


def _strange(ground: Ground, role: Role) -> Iterator[Question | None]:
    """An operation of somebody else, among those the role has a part in."""
    works = {one.id for one in works_of(ground.book, role.id)}
    for process in _processes(ground, role):
        inside = operations_by_process(ground.book)[process.id]
        own = [one.title for one in inside if one.id in works]
        for other in _mixed(role, [one for one in inside if one.owner and role.id not in named_in(one)]):
            draft = Draft(
                "strange",
                f"{role.id}/{other.id}",
                f"Процесс «{process.title}». В какой из этих операций {_name(role)} не участвует?",
                f"{_owner(ground, other)} {role.title} в ней не участвует.",
                ground.url("operation", other.id),
                f"«{other.title}»",
            )
            yield draft.one(other.title, ground.mixed(own, draft.seed))


def _owners(ground: Ground, role: Role) -> Iterator[Question | None]:
    """Who answers for an operation the role only takes part in."""
    for operation in _mixed(role, [one for one in works_of(ground.book, role.id) if one.owner not in {role.id, None}]):
        owner = operation.owner or ""
        others = [
            name
            for name in ground.roles(operation)
            if name not in {owner, role.id} and not ground.book.roles[name].external
        ]
        draft = Draft(
            "owner",
            f"{role.id}/{operation.id}",
            f"{role.title} участвует в операции «{operation.title}». Кто за неё отвечает?",
            _owner(ground, operation),
            ground.url("operation", operation.id),
            f"«{operation.title}»",
        )
        titles = [ground.title("role", name) for name in others]
        yield (
            draft.one(ground.title("role", owner), ground.mixed(titles, draft.seed))
            if owner in ground.book.roles
            else None
        )


def _handed(ground: Ground, role: Role) -> Iterator[Question | None]:
    """What the role gets or gives in an operation of somebody else, among what others do in it."""
    for operation in _mixed(role, [one for one in works_of(ground.book, role.id) if one.owner not in {role.id, None}]):
        mine = [one for one in operation.participants if one.role == role.id]
        others = [one for one in operation.participants if one.role != role.id and one.subject]
        # Named twice, or in both directions, the role has no single thing it gets or gives.
        for one in mine if len(mine) == 1 else ():
            if not one.subject or one.direction == "both":
                continue
            subject, owner = ground.plain(one.subject), ground.title("role", operation.owner or "")
            does, owner_does = _PASSED[one.direction]
            draft = Draft(
                "handed",
                f"{role.id}/{operation.id}",
                f"Операция «{operation.title}», владелец — {lower_first(owner)}. Что в ней {does} {_name(role)}?",
                f"{owner} {owner_does} роли «{role.title}»: {lower_first(subject).rstrip('.')}.",
                ground.url("operation", operation.id, "s-kem"),
                f"«{operation.title}», с кем взаимодействует владелец",
            )
            wrong = sorted(others, key=lambda other: other.direction != one.direction)
            yield draft.one(subject, ground.mixed((ground.plain(other.subject or "") for other in wrong), draft.seed))


def _order(ground: Ground, role: Role) -> Iterator[Question | None]:
    """Operations of the role in the order of the usual way of the process."""
    works = {one.id for one in works_of(ground.book, role.id)}
    for process in _processes(ground, role):
        names = [name for name in usual_way(ground.book, process) if name in works][: _ORDERED[1]]
        titles = [ground.title("operation", name) for name in names]
        draft = Draft(
            "path",
            f"{role.id}/{process.id}",
            f"Процесс «{process.title}». Расставьте операции, в которых участвует {_name(role)}, "
            "в порядке обычного хода.",
            "Обычный ход: " + " → ".join(titles) + ".",
            ground.url("process", process.id),
            f"Процесс «{process.title}»",
        )
        yield draft.order(titles) if len(titles) >= _ORDERED[0] else None


def _norms(ground: Ground, role: Role) -> Iterator[Question | None]:
    """A norm the role answers for, among those of others."""
    book = ground.book
    own = links.norms_of_role(book, role)
    mine = {one.norm.id for one in (*own, *links.norms_around_role(book, role))}
    # Norms it works by and norms its description names are surely no strangers to it.
    mine |= {one.norm.id for work in works_of(book, role.id) for one in links.norms_of_operation(book, work)}
    mine |= {norm for norm, _ in sayings_of(book, role)}
    posts = links.positions_of(book, role.id)
    strange = [
        one
        for one in book.norms.values()
        if one.norm.id not in mine and one.home != "company" and not any(is_judged(book, post, one) for post in posts)
    ]
    for placed in own:
        norm = placed.norm
        others = [one.norm.title for one in strange if one.home_id != placed.home_id]
        draft = Draft(
            "own-norm",
            f"{role.id}/{norm.id}",
            f"За какую из этих норм отвечает {_name(role)}?{_place(ground, placed)}",
            f"Норма «{norm.title}»: {ground.norm(norm)}. Зачем: {sentence(ground.plain(norm.why))}",
            ground.url("norm", norm.id),
            f"Норма «{norm.title}»",
        )
        yield None if norm.draft else draft.one(norm.title, ground.mixed(shuffled(others, draft.seed), draft.seed))


def _place(ground: Ground, placed: PlacedNorm) -> str:
    """In which operation a norm stands, so that each question asks something of its own."""
    title = ground.title("operation", placed.home_id) if placed.home == "operation" else ""
    # An operation whose title repeats the norm would give it away.
    return f" Она действует в операции «{title}»." if title and not overlap(title, placed.norm.title) else ""


def _limits(ground: Ground, role: Role) -> Iterator[Question | None]:
    """Limits of the norms the role answers for, those of its post among them."""
    for placed in links.norms_of_role(ground.book, role):
        if isinstance(placed.norm, LimitedNorm) and not placed.norm.draft and placed.home != "operation":
            yield limit(ground, placed.norm)


def _told(ground: Ground, role: Role) -> Iterator[Question | None]:
    """Which sheets of control points the role reads."""
    book = ground.book
    points = [(one, point) for one in operations_in_force(book) for point in one.control_points]
    mine = [(one, point) for one, point in points if point.to == role.id]
    # What the role itself sends, and what is read where it sits, it knows anyway.
    works = {one.id for one in works_of(book, role.id)}
    read = {
        (one.operation, one.point)
        for meeting in book.meetings.values()
        if role.id in {meeting.leader, *meeting.participants}
        for one in meeting.control_points
    }
    wrong = [
        ground.plain(point.information)
        for one, point in points
        if point.to != role.id and one.id not in works and (one.id, point.id) not in read
    ]
    for index in range(0, len(mine) - _TOLD + 1, _TOLD):
        pair = mine[index : index + _TOLD]
        operation, point = pair[0]
        titles = " и ".join(f"«{one.title}»" for one, _ in pair)
        draft = Draft(
            "told",
            f"{role.id}/{operation.id}/{point.id}",
            f"Какие из этих сведений получает {_name(role)}? Отметьте все.",
            f"Эти сведения приходят из операций {titles}.",
            ground.url("operation", operation.id, f"kt-{point.id}"),
            f"«{operation.title}», контрольная точка",
        )
        yield draft.many([ground.plain(point.information) for _, point in pair], shuffled(wrong, draft.seed))


def _processes(ground: Ground, role: Role) -> tuple[Process, ...]:
    """Processes as they are now in which the role does something."""
    works = {one.id for one in works_of(ground.book, role.id)}
    inside = operations_by_process(ground.book)
    return tuple(ground.book.processes[name] for name, ones in inside.items() if any(one.id in works for one in ones))


def _mixed(role: Role, operations: list[Operation]) -> Iterator[Operation]:
    by_name = {one.id: one for one in operations}
    return (by_name[name] for name in shuffled(by_name, role.id))

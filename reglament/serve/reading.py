"""The worker's work: how an export is read, what the answers of a person come to, and then the audit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from reglament.serve.form import LATER
from reglament.serve.funnels import FIELD, asks_funnel, narrowed, with_funnel
from reglament.serve.handed import handed_in, lay_apart
from reglament.serve.state import State, exports_of, light
from reglament.serve.task import CannotError, Task, Tell
from reglament.serve.words import without_commands

if TYPE_CHECKING:
    from handbook.book import Handbook
    from handbook.finding import Finding
    from reglament.lessons import Desk
    from reglament.serve.form import Form

_COMPANY, _EXPORT, _LEARN = "Читаю описание компании", "Читаю выгрузку", "Читаю выгрузку с учётом ответов"
_TRY = "Смотрю, какие нормы можно проверить"
#: Where reading begins and ends on the bar.
_START, _TRIED = 0.1, 0.7


def read(task: Task, tell: Tell) -> dict[str, Any]:
    """Look at an export for the first time.

    Raises:
        CannotError: The company or the export cannot be read.
    """
    from audit.doctor import diagnose
    from audit.ingest.error import IngestError

    tell(stage=_COMPANY, share=0.05)
    handbook = company(task)
    lay_apart(task)
    tell(stage=_EXPORT, share=_START)
    try:
        diagnosis = diagnose(
            handbook,
            exports_of(task.export),
            None,
            task.memory,
            told=lambda _: tell(stage=_TRY, share=_TRIED),
            reading=_reader(task, tell),
        )
    except IngestError as error:
        raise cannot(error.findings, "Выгрузка не читается") from error
    state = State(light(diagnosis))
    state.save(task.folder)
    return _asks(task, handbook, state)


def go_on(task: Task, tell: Tell) -> dict[str, Any]:
    """Take the answers of a person; audit the export unless they raise new questions or leave some of the old ones.

    Who leaves all that is asked gets the audit: he has seen what stays not understood.

    Raises:
        CannotError: The company or the export cannot be read any more, or the disk refuses.
    """
    from reglament.serve.conduct import conduct

    tell(stage=_COMPANY, share=0.05)
    handbook = company(task)
    state = State.load(task.folder)
    try:
        options = task.options()
    except CannotError as error:
        return _asks(task, handbook, replace(state, trouble=str(error)), same=True)
    if not task.skip:
        asked = questions_in(_form(handbook, state))
        put_off = {key for key, name in asked.items() if task.chosen.get(name, LATER) == LATER}
        after = learnt(task, handbook, state, tell)
        after.save(task.folder)
        same = after.diagnosis is state.diagnosis
        left = questions_in(_form(handbook, after)).keys()
        if after.trouble or left - asked.keys() or (not same and left & put_off):
            return _asks(task, handbook, after, same=same, partly=not after.trouble and not same)
        state = after
    return conduct(task, handbook, state, options, tell)


def learnt(task: Task, handbook: Handbook, state: State, tell: Tell) -> State:
    """What is known once the answers of a person are taken in."""
    from reglament.lessons import learn
    from reglament.serve.answers import answers_of, clash_of
    from reglament.serve.questions import deals_asked

    answers = answers_of(handbook, state.diagnosis, task.chosen, state.funnel)
    clash = clash_of(answers)
    if clash:
        return replace(state, trouble=clash)
    asked = (*state.asked, *(sheet.file for sheet in deals_asked(state)))
    tell(stage=_LEARN, share=_START)
    if asks_funnel(handbook, state) and FIELD in task.chosen:
        state = with_funnel(handbook, state, task.chosen)
    desk = replace(desk_of(task, handbook, state), reading=_reader(task, tell))
    step = learn(desk, state.text or desk.own, state.diagnosis, answers)
    if step.trouble:
        return replace(state, trouble=f"Ответы не учтены: с ними выгрузка читается хуже ({step.trouble})")
    keyless = [
        f"в файле {file} не назван столбец «{title}», без него записей не счесть" for file, title in step.found.keyless
    ]
    trouble = f"Не учтено: {'; '.join(keyless)}" if keyless else ""
    if step.after is None or step.text is None:
        return replace(state, asked=asked, trouble=trouble)
    after = State(light(step.after), step.text, desk.name, step.by_name, asked, trouble, state.funnel)
    return narrowed(handbook, after)


def desk_of(task: Task, handbook: Handbook, state: State) -> Desk:
    """What the profile is taught on: the company's own one, or a new one."""
    from reglament.lessons import Desk
    from reglament.profile_file import home_of

    if state.text is not None:
        return Desk(handbook, exports_of(task.export), state.crm, state.text, state.name, task.memory)
    home = home_of(handbook, state.diagnosis, None)
    return Desk(handbook, exports_of(task.export), None, home.text, home.name, task.memory)


def company(task: Task) -> Handbook:
    """The company, free of errors.

    Raises:
        CannotError: Its sources have errors.
    """
    from handbook.check import check
    from handbook.finding import Severity

    found, findings = check(task.project)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise cannot(errors, "В описании компании есть ошибки: сначала исправьте их")
    return found.handbook


def cannot(findings: tuple[Finding, ...] | list[Finding], message: str) -> CannotError:
    """The error that tells of every finding.

    Raises:
        MemoryError: The database has run out of memory: what to do then is told in other words here.
    """
    from generator.doctor.columns import plain

    if any(item.code == "out-of-memory" for item in findings):
        raise MemoryError
    remarks = [
        {
            "word": item.severity.word,
            "severity": item.severity.value,
            "message": plain(item.message, 600),
            "where": plain(str(item.places[0]), 200) if item.places else "",
            "tip": plain(without_commands(item.tip or ""), 600),
        }
        for item in findings[:20]
    ]
    return CannotError(message, remarks=remarks)


def _form(handbook: Handbook, state: State) -> Form:
    from reglament.serve.questions import form_of

    return form_of(state.taught(handbook), state)


def _asks(task: Task, handbook: Handbook, state: State, *, same: bool = False, partly: bool = False) -> dict[str, Any]:
    """The page to be shown.

    Args:
        task: The audit.
        handbook: The company.
        state: How the export is read.
        same: Whether the page asks what it asked before: what was chosen there stays chosen.
        partly: Whether answers were taken in and questions are left.
    """
    form = _form(handbook, state)
    data = asdict(form)
    data["same"] = same
    data["partly"] = partly
    data["doubts"] = form.doubts
    data["handed"] = asdict(handed) if (handed := handed_in(task)) else None
    for file, plain in zip(form.files, data["files"], strict=True):
        plain["doubts"] = file.doubts
    return {"asks": data}


def questions_in(form: Form) -> dict[tuple[str, str], str]:
    """What is asked, so that the same is not asked twice, each with the name of its field."""
    found = {(file.name, file.question.label): file.question.name for file in form.files if file.question}
    for file in form.files:
        asked = (one.question for one in file.columns if one.question and one.question.doubt)
        found |= {(file.name, question.label): question.name for question in asked}
    asked = (one.question for one in form.matches if one.question and one.question.doubt)
    return found | {("", question.label): question.name for question in asked}


def _reader(task: Task, tell: Tell) -> Callable[[str], None]:
    """What tells of each file when its turn comes; none is so large that the bar would stand still in the end."""
    share, count = _START, max(1, sum(path.is_file() for path in task.export.rglob("*")))

    def reading(name: str) -> None:
        nonlocal share
        tell(stage=f"Читаю файл {name}", share=share)
        # Each file is looked at, then read, a large one in two steps.
        share += (_TRIED - share) / (2 * count)

    return reading

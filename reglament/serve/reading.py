"""The worker's work: how an export is read, what the answers of a person come to, and then the audit."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from reglament.serve.state import State, exports_of, light
from reglament.serve.task import CannotError, Task, Tell

if TYPE_CHECKING:
    from handbook.book import Handbook
    from handbook.finding import Finding
    from reglament.lessons import Desk
    from reglament.serve.form import Form

_COMPANY, _EXPORT, _LEARN = "Читаю описание компании", "Читаю выгрузку", "Читаю выгрузку с учётом ответов"


def read(task: Task, tell: Tell) -> dict[str, Any]:
    """Look at an export for the first time.

    Raises:
        CannotError: The company or the export cannot be read.
    """
    from audit.doctor import diagnose
    from audit.ingest.error import IngestError

    tell(stage=_COMPANY, share=0.05)
    handbook = company(task)
    tell(stage=_EXPORT, share=0.2)
    try:
        diagnosis = diagnose(handbook, exports_of(task.export), None, task.memory)
    except IngestError as error:
        raise cannot(error.findings, "Выгрузка не читается") from error
    state = State(light(diagnosis))
    state.save(task.folder)
    return _asks(handbook, state)


def go_on(task: Task, tell: Tell) -> dict[str, Any]:
    """Take the answers of a person; audit the export unless they raise new questions.

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
        return _asks(handbook, replace(state, trouble=str(error)))
    if not task.skip:
        before = _doubts(_form(handbook, state))
        after = learnt(task, handbook, state, tell)
        after.save(task.folder)
        if after.trouble or _doubts(_form(handbook, after)) - before:
            return _asks(handbook, after)
        state = after
    return conduct(task, handbook, state, options, tell)


def learnt(task: Task, handbook: Handbook, state: State, tell: Tell) -> State:
    """What is known once the answers of a person are taken in."""
    from reglament.lessons import learn
    from reglament.serve.answers import answers_of, clash_of
    from reglament.serve.questions import deals_asked

    answers = answers_of(handbook, state.diagnosis, task.chosen)
    clash = clash_of(answers)
    if clash:
        return replace(state, trouble=clash)
    asked = (*state.asked, *(sheet.file for sheet in deals_asked(state)))
    tell(stage=_LEARN, share=0.15)
    desk = desk_of(task, handbook, state)
    step = learn(desk, state.text or desk.own, state.diagnosis, answers)
    if step.trouble:
        return replace(state, trouble=f"Ответы не учтены: с ними выгрузка читается хуже ({step.trouble})")
    keyless = [
        f"в файле {file} не назван столбец «{title}», без него записей не счесть" for file, title in step.found.keyless
    ]
    trouble = f"Не учтено: {'; '.join(keyless)}" if keyless else ""
    if step.after is None or step.text is None:
        return replace(state, asked=asked, trouble=trouble)
    return State(light(step.after), step.text, desk.name, step.by_name, asked, trouble)


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
            "tip": plain(item.tip or "", 600),
        }
        for item in findings[:20]
    ]
    return CannotError(message, remarks=remarks)


def _form(handbook: Handbook, state: State) -> Form:
    from reglament.serve.questions import form_of

    return form_of(state.taught(handbook), state)


def _asks(handbook: Handbook, state: State) -> dict[str, Any]:
    form = _form(handbook, state)
    data = asdict(form)
    data["doubts"] = form.doubts
    for file, plain in zip(form.files, data["files"], strict=True):
        plain["doubts"] = file.doubts
    return {"asks": data}


def _doubts(form: Form) -> set[tuple[str, str]]:
    """What is asked, so that the same is not asked twice."""
    found = {(file.name, file.question.label) for file in form.files if file.question}
    for file in form.files:
        found |= {(file.name, one.question.label) for one in file.columns if one.question and one.question.doubt}
    return found | {("", one.question.label) for one in form.matches if one.question and one.question.doubt}

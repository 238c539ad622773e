"""The audit itself, conducted as the command conducts it, and what of its outcome the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handbook.russian.letters import upper_first
from reglament.serve.handed import book_of, handed_in
from reglament.serve.outcome import downloads, figures, page, zipped
from reglament.serve.remember import remember
from reglament.serve.state import State, exports_of
from reglament.serve.task import CannotError, Options, Task, Tell
from reglament.serve.words import for_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handbook.book import Handbook
    from reglament.auditing import Conducted, Order

#: Of no use to a person with a browser.
_NOT_OFFERED = frozenset({"junit"})
_NO_KEY = "Уберите галочку «Скрыть имена сотрудников» или исправьте файл ключа в папке компании"
#: The work of judging and of writing lies between these shares; how long a stage takes is not known before.
_FROM, _TO, _STEP = 0.3, 0.95, 0.35


def conduct(task: Task, handbook: Handbook, state: State, options: Options, tell: Tell) -> dict[str, Any]:
    """Judge the export and leave the report in the folder of the audit.

    Raises:
        CannotError: The export cannot be judged, or the disk refuses.
    """
    from audit.ingest.error import IngestError
    from audit.privacy.key import KeyFileError
    from generator.environment import TemplateMistakeError
    from generator.folders import Folders
    from generator.word.mistake import WordTemplateError
    from generator.writer import WriteError, write
    from reglament import auditing
    from reglament.baseline import BaselineError
    from reglament.decisions import SheetError
    from reglament.serve.reading import cannot

    home = Folders.of(task.project).report
    try:
        # The report lies as deep below the address as it would below the company's folder: links to the site hold.
        order = _order(task, state, options)
        done = auditing.conduct(state.taught(handbook), order, home, _teller(tell))
        write(task.report, done.artifacts)
        notes = [upper_first(for_page(remark)) for remark in done.remarks]
        if options.history and not notes:
            notes.append("Итог сохранён в истории компании: history/audits")
        if options.compare and done.story.comparison is None and not done.remarks:
            notes.append("Сравнивать не с чем: в истории компании ещё нет прошлых проверок")
        notes += _of_meeting(task, done, options)
        if options.save:
            notes += tried(lambda: _saved(task, done, order), "Отчёт в папке компании не сохранён")
        if options.remember:
            notes += tried(lambda: [remember(task, handbook, state)], "Как читать такую выгрузку, не записано")
        files = zipped(task.report, [artifact.path for artifact in done.artifacts])
    except IngestError as error:
        raise cannot(error.findings, "Сверить выгрузку с нормами не удалось") from error
    except (TemplateMistakeError, WordTemplateError, WriteError, BaselineError, SheetError) as error:
        raise CannotError(for_page(str(error))) from error
    except KeyFileError as error:
        raise CannotError(for_page(str(error)), _NO_KEY) from error
    except OSError as error:
        raise CannotError(f"диск не даёт записать отчёт: {error.strerror or error}") from error
    return {"done": page(figures(done.result), downloads(task.report, files), notes)}


def _order(task: Task, state: State, options: Options) -> Order:
    from generator.report import FILES
    from reglament.auditing import Order

    return Order(
        exports=tuple(exports_of(task.export)),
        crm=state.crm,
        as_of=options.as_of,
        judged_from=options.first,
        judged_to=options.last,
        memory=task.memory,
        formats=tuple(name for name in FILES if name not in _NOT_OFFERED),
        history=options.compare,
        keep=options.history,
        pseudonymise=options.pseudonymise,
        promises=book_of(task),
    )


def _of_meeting(task: Task, done: Conducted, options: Options) -> Sequence[str]:
    """What became of the sheet of decisions that was uploaded."""
    handed = handed_in(task)
    if handed is None:
        return ()
    answered = f"; сверено с этой выгрузкой: {len(done.story.promises)}" if done.story.promises else ""
    told = f"{handed.told}{answered}"
    if options.history or not handed.count:
        return (told,)
    return (f"{told}. Не записаны: «Итог для истории» не отмечен, дайте эту книгу и в следующий раз",)


def _teller(tell: Tell) -> Callable[[str], None]:
    """What shows a stage of the audit; each takes a part of what is left."""
    share = _FROM

    def told(stage: str) -> None:
        nonlocal share
        tell(stage=stage.rstrip("…"), share=share)
        share += (_TO - share) * _STEP

    return told


def tried(save: Callable[[], Sequence[str]], what: str) -> Sequence[str]:
    """What came of saving something: the report is shown even when the disk refuses."""
    from generator.writer import WriteError

    try:
        return save()
    except (WriteError, OSError) as error:
        return [f"{what}: {error.strerror if isinstance(error, OSError) and error.strerror else error}"]


def _saved(task: Task, done: Conducted, order: Order) -> Sequence[str]:
    """Put the report into the company's folder; a filled sheet of decisions there is not lost."""
    from generator.folders import Folders
    from reglament.report_folder import leave

    folder = Folders.of(task.project).report
    notes = [upper_first(for_page(remark)) for remark in leave(done, order, folder)]
    return [*notes, f"Отчёт сохранён в папке {folder.relative_to(task.project).as_posix()}"]

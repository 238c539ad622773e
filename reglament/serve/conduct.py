"""The audit itself, conducted as the command conducts it, and what of its outcome the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reglament.serve.outcome import downloads, figures, page, zipped
from reglament.serve.remember import remember
from reglament.serve.state import State, exports_of
from reglament.serve.task import CannotError, Options, Task, Tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.book import Handbook
    from reglament.auditing import Conducted, Order

#: Of no use to a person with a browser.
_NOT_OFFERED = frozenset({"junit"})
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
    from reglament.serve.reading import cannot

    home = Folders.of(task.project).report
    try:
        # The report lies as deep below the address as it would below the company's folder: links to the site hold.
        done = auditing.conduct(state.taught(handbook), _order(task, state, options), home, _teller(tell))
        write(task.report, done.artifacts)
        notes = [_sentence(remark) for remark in done.remarks]
        if options.history and not notes:
            notes.append("Итог сохранён в истории компании: history/audits")
        if options.save:
            notes += _saved(task, done)
        if options.remember:
            notes.append(remember(task, handbook, state))
        files = zipped(task.report, [artifact.path for artifact in done.artifacts])
    except IngestError as error:
        raise cannot(error.findings, "Сверить выгрузку с нормами не удалось") from error
    except (TemplateMistakeError, WordTemplateError, WriteError, BaselineError, KeyFileError) as error:
        raise CannotError(str(error)) from error
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
    )


def _teller(tell: Tell) -> Any:  # noqa: ANN401 - takes the stage in words
    """What shows a stage of the audit; each takes a part of what is left."""
    share = _FROM

    def told(stage: str) -> None:
        nonlocal share
        tell(stage=stage.rstrip("…"), share=share)
        share += (_TO - share) * _STEP

    return told


def _saved(task: Task, done: Conducted) -> Sequence[str]:
    """Put the report into the company's folder; a filled sheet of decisions there is not lost."""
    from generator.folders import Folders
    from generator.writer import write
    from reglament.decisions import lay_aside

    folder = Folders.of(task.project).report
    notes = []
    if done.sheet and any(folder / artifact.path == done.sheet for artifact in done.artifacts):
        notes.append(f"Заполненный лист решений сохранён под именем {lay_aside(done.sheet).name}")
    write(folder, done.artifacts)
    return [*notes, f"Отчёт сохранён в папке {folder.relative_to(task.project).as_posix()}"]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]

"""The earlier audit a user names to compare with: a report in JSON, a file of the history, or a day of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.history.recall import Recalled
    from handbook.audits.past import PastAudit

_DAYS = ("%Y-%m-%d", "%d.%m.%Y")


class BaselineError(ValueError):
    """There is nothing to compare with under that name; the text says in Russian why."""


def named(value: str, root: Path, recalled: Recalled) -> PastAudit:
    """The audit a user has named, with names or codes as they stand in it.

    Args:
        value: A path, the name of a file of the history, or a day.
        root: The company's folder.
        recalled: What the history tells.

    Raises:
        BaselineError: There is no such audit, or its file is no audit.
    """
    from audit.history.folder import FOLDER

    day = _day(value)
    if day:
        found = next((audit for audit in recalled.whole if audit.as_of == day), None)
        if found:
            return found
        known = ", ".join(f"{audit.as_of:%d.%m.%Y}" for audit in recalled.whole)
        raise BaselineError(
            f"в истории нет аудита на {day:%d.%m.%Y}: " + (f"есть {known}" if known else "она пуста или не читается")
        )
    path = next((path for path in (Path(value), root / FOLDER / value) if path.is_file()), None)
    if path is None:
        raise BaselineError(
            f"нет файла прежнего аудита {value}; назовите audit.json, файл из {FOLDER.as_posix()} или дату"
        )
    return _read(path)


def trouble(baseline: PastAudit, company: str, as_of: date | None) -> str | None:
    """Why an audit cannot be what this one is compared with; None when it can.

    Args:
        baseline: The audit named.
        company: The company that is judged now.
        as_of: The day of the audit now, None while it is not known.
    """
    if baseline.company != company:
        return f"{baseline.origin} — аудит другой компании, «{baseline.company}», сравнивать не с чем"
    if as_of and baseline.as_of > as_of:
        return (
            f"{baseline.origin} — аудит на {baseline.as_of:%d.%m.%Y}, он позже нынешнего ({as_of:%d.%m.%Y}): "
            "сравнивают с прежним"
        )
    return None


def _day(value: str) -> date | None:
    for form in _DAYS:
        try:
            return datetime.strptime(value.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _read(path: Path) -> PastAudit:
    from audit.history.error import HistoryError
    from audit.history.record import MAGIC, load
    from generator.report.json import NotAResultError
    from generator.report.json import load as load_result
    from handbook.audits.past import past_of

    try:
        content = path.read_bytes()
        if content.startswith(MAGIC):
            return load(content, path.name)[0]
        return past_of(load_result(content), path.name)
    except OSError as error:
        raise BaselineError(f"прежний аудит {path} не читается: {error.strerror or error}") from error
    except (HistoryError, NotAResultError) as error:
        raise BaselineError(f"прежний аудит {path}: {error}") from error

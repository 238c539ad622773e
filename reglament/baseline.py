"""The earlier audit a user names to compare with: a report in JSON, a file of the history, or a day of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reglament.period import DAYS

if TYPE_CHECKING:
    from audit.history.recall import Recalled
    from handbook.audits.past import PastAudit


class BaselineError(ValueError):
    """There is nothing to compare with under that name; the text says in Russian why."""


def named(value: str, root: Path, recalled: Recalled | None, as_of: date | None) -> PastAudit:
    """The audit a user has named, with names or codes as they stand in it.

    Args:
        value: A path, the name of a file of the history, or a day.
        root: The company's folder.
        recalled: What the history tells; None when it is not to be read.
        as_of: The day of the audit now, None while it is not known.

    Raises:
        BaselineError: There is no such audit, or its file is no audit.
    """
    from audit.history.folder import FOLDER

    day = _day(value)
    if day:
        return _of_day(day, recalled, as_of)
    path = next((path for path in (Path(value), root / FOLDER / value) if path.is_file()), None)
    if path is None:
        raise BaselineError(
            f"нет файла прежнего аудита {value}; назовите audit.json, файл из {FOLDER.as_posix()} или дату"
        )
    return _read(path)


def _of_day(day: date, recalled: Recalled | None, as_of: date | None) -> PastAudit:
    """The audit of a day of the history.

    Raises:
        BaselineError: There is none to compare with.
    """
    if recalled is None:
        raise BaselineError(f"с ключом --no-history аудит на {day:%d.%m.%Y} не ищется: назовите файл audit.json")
    if as_of and day >= as_of:
        same = "этого же дня" if day == as_of else f"позже проверяемого дня ({as_of:%d.%m.%Y})"
        raise BaselineError(f"аудит на {day:%d.%m.%Y} — {same}: сравнивают с более ранним")
    found = next((audit for audit in recalled.whole if audit.as_of == day), None)
    if found:
        return found
    if any(audit.as_of == day for audit in recalled.trend):
        raise BaselineError(f"аудит на {day:%d.%m.%Y} слишком давний, чтобы назвать его датой: назовите его файл")
    known = ", ".join(f"{audit.as_of:%d.%m.%Y}" for audit in recalled.whole)
    raise BaselineError(
        f"в истории нет аудита на {day:%d.%m.%Y}: " + (f"есть {known}" if known else "она пуста или не читается")
    )


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


def is_coded(baseline: PastAudit) -> bool:
    """Whether an audit is a report with codes in place of people: of a file of the history more can be read."""
    from audit.history.folder import ENDING
    from audit.history.people import people_of_past
    from audit.privacy.codes import is_code
    from audit.privacy.groups import OTHERS

    return not baseline.origin.endswith(ENDING) and any(
        is_code(name) or name == OTHERS for name in people_of_past(baseline)
    )


def _day(value: str) -> date | None:
    for form in DAYS:
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

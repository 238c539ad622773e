"""Audits of the session: what state each is in, and the queue of their workers."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from reglament.serve.limits import Limits
from reglament.serve.runner import Bounds, Ending, Event, run
from reglament.serve.storage import Storage, remove
from reglament.serve.task import DECISIONS, EXPORT, SPILL
from reglament.serve.words import size

State = Literal["uploading", "working", "asking", "done", "failed", "cancelled"]

WORKER = "reglament.serve.worker"
_QUEUED, _STARTED = "Жду очереди: проверки идут по одной", "Запускаю проверку"
_ID = 12
#: Seconds between two looks for what is to be put away.
_TEND = 60


class FullError(Exception):
    """There is no room for another audit; the text says so in Russian."""


@dataclass(slots=True)
class Job:
    """One audit.

    Attributes:
        id: What its addresses are made of; nobody guesses it.
        folder: Its private folder.
        state: What is going on.
        version: Grows with every change that the page must show whole.
        stage: What its worker does now, in Russian.
        share: How much of that is done, 0…1; None when that is not known.
        files: Names of uploaded files and their sizes in bytes.
        form: What the page asks.
        chosen: What was chosen on the page last.
        result: What the page shows of the report.
        failure: Why it failed: a message, a tip, remarks.
        touched: When somebody asked about it last.
        cancelled: Set to stop its worker.
        place: Its place in the queue of workers.
    """

    id: str
    folder: Path
    state: State = "uploading"
    version: int = 0
    stage: str = ""
    share: float | None = None
    files: dict[str, int] = field(default_factory=dict)
    form: dict[str, Any] | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)
    result: dict[str, Any] | None = None
    failure: dict[str, Any] | None = None
    touched: float = field(default_factory=time.monotonic)
    cancelled: threading.Event = field(default_factory=threading.Event)
    place: Future[None] | None = None

    @property
    def export(self) -> Path:
        """Where its upload goes."""
        return self.folder / EXPORT

    def turn(self, state: State) -> None:
        """Go over to another state."""
        self.state = state
        self.version += 1


class Jobs:
    """All audits of the session; few of them work at once, the others wait.

    Attributes:
        limits: What each may take.
    """

    def __init__(self, project: Path, storage: Storage, limits: Limits, workers: int = 1) -> None:
        self.limits = limits
        self._project, self._storage = project, storage
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="reglament-job")
        self._closing = threading.Event()
        self._tending = threading.Thread(target=self._tend, name="reglament-tend", daemon=True)

    def start_tending(self) -> None:
        """Put away, now and then, what nobody has asked about for long."""
        self._tending.start()

    def make(self) -> Job:
        """Make room for a new audit.

        Raises:
            FullError: There are too many, and all are at work.
            OSError: The disk refuses.
        """
        self._put_away(room_for=1)
        with self._lock:
            if len(self._jobs) >= self.limits.jobs:
                raise FullError(f"открыто проверок: {len(self._jobs)}, больше нельзя. Закройте ненужные и повторите")
            job = Job(secrets.token_urlsafe(_ID), Path())
            job.folder = self._storage.make(job.id)
            for name in (EXPORT, SPILL):
                (job.folder / name).mkdir()
            self._jobs[job.id] = job
            return job

    def find(self, name: str) -> Job | None:
        """The audit of that address."""
        with self._lock:
            job = self._jobs.get(name)
        if job:
            job.touched = time.monotonic()
        return job

    def all(self) -> list[Job]:
        """Every audit, the newest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def start(self, job: Job, step: Literal["read", "go"], chosen: Mapping[str, str] | None = None) -> None:
        """Let a worker take the next step as soon as one is free.

        Args:
            job: The audit.
            step: Whether to look at the export, or to go on with what was chosen.
            chosen: Fields of the page.
        """
        job.chosen = {**(chosen or {})}
        job.stage, job.share = _QUEUED, None
        job.turn("working")
        job.place = self._pool.submit(self._work, job, step)

    def cancel(self, job: Job) -> None:
        """Stop the worker of an audit, or take it out of the queue; what was uploaded is removed."""
        job.cancelled.set()
        queued = job.state == "working" and job.place is not None and job.place.cancel()
        if queued or job.state in {"asking", "uploading"}:
            job.turn("cancelled")
            _clear(job)

    def drop(self, job: Job) -> None:
        """Forget an audit with everything it has."""
        self.cancel(job)
        with self._lock:
            self._jobs.pop(job.id, None)
        if job.state != "working":
            remove(job.folder)

    def close(self) -> None:
        """Stop every worker and remove every file."""
        self._closing.set()
        for job in self.all():
            job.cancelled.set()
        if self._tending.is_alive():
            self._tending.join()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._storage.close()

    def _work(self, job: Job, step: str) -> None:
        try:
            self._step(job, step)
        except Exception as error:  # noqa: BLE001 - whatever it is, the page must not wait for ever
            self._fail(job, f"проверка не запустилась: {type(error).__name__}: {error}", "Повторите проверку")
        if job.id not in self._jobs:
            remove(job.folder)
        elif job.state in {"cancelled", "failed"}:
            # Nobody goes on from here: what was uploaded need not lie about.
            _clear(job)

    def _step(self, job: Job, step: str) -> None:
        from audit.memory import for_database

        heard: list[Event] = []

        def hear(event: Event) -> None:
            if "stage" in event:
                job.stage, job.share = str(event["stage"]), event.get("share")
            else:
                heard.append(event)

        if job.cancelled.is_set():
            job.turn("cancelled")
            return
        job.stage = _STARTED
        megabytes = self.limits.memory / (1 << 20) * 0.8
        request = {
            "do": step,
            "project": str(self._project),
            "folder": str(job.folder),
            "memory": for_database(megabytes),
            "chosen": dict(job.chosen),
            "skip": job.chosen.get("go") == "skip",
        }
        bounds = Bounds(self.limits.memory, self.limits.seconds)
        ending = run(WORKER, request, hear, bounds, job.cancelled, job.folder / SPILL)
        self._ended(job, ending, heard[-1] if heard else {})

    def _ended(self, job: Job, ending: Ending, outcome: Event) -> None:
        if ending == "cancelled" or job.cancelled.is_set():
            job.turn("cancelled")
        elif ending == "memory" or outcome.get("ended") == "memory":
            self._fail(
                job,
                f"выгрузка не уместилась в память: проверке отведено {size(self.limits.memory)}",
                "Выгрузите период короче или меньше таблиц; большие таблицы давайте в CSV, а не в XLSX. "
                "Закройте другие программы и повторите",
            )
        elif ending == "time":
            minutes = f"{self.limits.seconds / 60:.0f} мин"
            self._fail(
                job, f"проверка не уложилась в {minutes} и остановлена", "Выгрузите период короче или меньше таблиц"
            )
        elif ending == "done" and "asks" in outcome:
            job.form = outcome["asks"]
            job.turn("asking")
        elif ending == "done" and "done" in outcome:
            job.result = outcome["done"]
            job.turn("done")
            # The report is made: what it was made of is needed no more.
            _clear(job)
        elif ending == "done" and "failed" in outcome:
            job.failure = outcome["failed"]
            job.turn("failed")
        else:
            self._fail(
                job, "программа проверки закрылась раньше времени", "Повторите; если не поможет, дайте файлы по одному"
            )

    @staticmethod
    def _fail(job: Job, message: str, tip: str) -> None:
        job.failure = {"message": message, "tip": tip, "remarks": []}
        job.turn("failed")

    def _tend(self) -> None:
        while not self._closing.wait(_TEND):
            self._put_away()

    def _put_away(self, room_for: int = 0) -> None:
        """Drop audits nobody has asked about for long, and the oldest finished ones when there are too many.

        Args:
            room_for: How many more there will be.
        """
        now = time.monotonic()
        jobs = self.all()
        stale = [job for job in jobs if job.state != "working" and now - job.touched > self.limits.idle]
        ended = [job for job in jobs if job.state in {"done", "failed", "cancelled"} and job not in stale]
        spare = max(0, len(jobs) - len(stale) - self.limits.jobs + room_for)
        for job in (*stale, *sorted(ended, key=lambda job: job.touched)[:spare]):
            self.drop(job)


def _clear(job: Job) -> None:
    """Remove what was uploaded and what was made of it on the way."""
    for name in (EXPORT, DECISIONS, SPILL):
        remove(job.folder / name)

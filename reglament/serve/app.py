"""The pages of the local server and what each does."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from generator.folders import Folders
from reglament.serve.gate import Gate
from reglament.serve.guard import ENTRANCE, Guard, sessions_of
from reglament.serve.headers import FILE, OWN, SITE, report_policy, security
from reglament.serve.jobs import FullError, Job, Jobs
from reglament.serve.live import Live
from reglament.serve.pages import ASSETS, Pages
from reglament.serve.paths import file_of
from reglament.serve.site import mark_of, page_of, source_of, type_of, with_reload
from reglament.serve.task import REPORT
from reglament.serve.uploads import UploadError, check_before, take

#: How often a page that waits for changes of the site is looked after, in seconds.
_TICK = 0.05
_HTML = ".html"
_SITE = "/site/"
#: The status of a form with too many answers; its text says what to do.
_TOO_LONG = 413
#: The first thing of a report that a keyboard comes to.
_TOP = re.compile(r'<body>(?:(?s:.{0,60000}?)<a class="skip"[^>]*>[^<]*</a>)?')
_OLD = "Та страница устарела, и ответы с неё не учтены: вот вопросы, какие они сейчас"


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the pages speak of.

    Attributes:
        project: The company's folder.
        port: The port of the address.
        gate: Who may look.
        jobs: Audits.
        live: The site.
        pages: Templates.
        leaving: Whether the server is about to end.
    """

    project: Path
    port: int
    gate: Gate
    jobs: Jobs
    live: Live
    pages: Pages
    leaving: Callable[[], bool]


def application(desk: Desk) -> Guard:
    """The whole application behind its guard."""
    views = _Views(desk)
    routes = [
        Route("/", views.start),
        Route(f"{ENTRANCE}{{secret}}", views.enter),
        Route("/assets/{name}", views.asset),
        Route("/favicon.ico", views.no_icon),
        Route("/site", views.to_site),
        Route("/site/{path:path}", views.site),
        Route("/live", views.live),
        Route("/live/state", views.live_state),
        Route("/jobs", views.make, methods=["POST"]),
        Route("/jobs/{id}", views.job, methods=["GET"]),
        Route("/jobs/{id}", views.go_on, methods=["POST"]),
        Route("/jobs/{id}/files", views.upload, methods=["PUT"]),
        Route("/jobs/{id}/read", views.read, methods=["POST"]),
        Route("/jobs/{id}/state", views.state),
        Route("/jobs/{id}/cancel", views.cancel, methods=["POST"]),
        Route("/jobs/{id}/drop", views.drop, methods=["POST"]),
        Route("/jobs/{id}/{path:path}", views.report),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: views.wrong, Exception: views.broken})
    return Guard(app, desk.gate, desk.port, desk.pages)


class _Views:
    """One method for every address."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def start(self, _request: Request) -> Response:
        desk = self._desk
        return _page(desk.pages.start(desk.jobs.all(), desk.jobs.limits))

    async def enter(self, request: Request) -> Response:
        gate = self._desk.gate
        known = any(map(gate.knows, sessions_of(request.headers, gate.cookie)))
        session = None if request.method == "HEAD" else gate.enter(request.path_params["secret"])
        if session is None and not known:
            return _page(self._desk.pages.refusal("used"), status=403)
        answer = RedirectResponse("/", 303, security(OWN))
        if session:
            answer.set_cookie(gate.cookie, session, httponly=True, samesite="strict", path="/")
        return answer

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        text = self._desk.pages.asset(name)
        if text is None:
            raise HTTPException(404)
        return Response(text, headers={**security(FILE), "Content-Type": ASSETS[name]})

    async def no_icon(self, _request: Request) -> Response:
        return Response(status_code=204, headers=security(FILE))

    async def to_site(self, _request: Request) -> Response:
        return RedirectResponse("/site/", 303, security(OWN))

    async def site(self, request: Request) -> Response:
        folder = Folders.of(self._desk.project).site
        if not Folders.of(self._desk.project).start.is_file():
            return _page(self._desk.pages.building(self._desk.live))
        found = await run_in_threadpool(page_of, folder, request.path_params["path"])
        if found is None:
            raise HTTPException(404)
        headers = security(SITE)
        if found.suffix.lower() == _HTML:
            self._desk.live.attend()
            # The mark first: what is put in place between the two only makes the page look once more.
            mark = await run_in_threadpool(mark_of, folder, found)
            content = await run_in_threadpool(found.read_bytes)
            return HTMLResponse(with_reload(content, mark), headers=headers)
        return FileResponse(found, headers=headers, media_type=type_of(found))

    async def live(self, request: Request) -> Response:
        page = request.query_params.get("page", "")
        shown = source_of(page.removeprefix(_SITE)) if page.startswith(_SITE) else None
        return StreamingResponse(self._changes(shown), headers=security(FILE), media_type="text/event-stream")

    async def _changes(self, page: str | None) -> AsyncIterator[str]:
        """One line whenever the site was built, or could not be; meanwhile somebody looks at a page."""
        desk = self._desk
        with desk.live.looking(page):
            seen = desk.live.version
            yield f"retry: 1000\ndata: {seen}\n\n"
            while not desk.leaving():
                await asyncio.sleep(_TICK)
                if desk.live.version != seen:
                    seen = desk.live.version
                    yield f"data: {seen}\n\n"

    async def live_state(self, request: Request) -> Response:
        """What is known of the site, and the mark of the page that asks."""
        folder, page = Folders.of(self._desk.project).site, request.query_params.get("page", "")
        found = await run_in_threadpool(page_of, folder, page.removeprefix(_SITE)) if page.startswith(_SITE) else None
        mark = None
        if found and found.suffix.lower() == _HTML:
            with contextlib.suppress(OSError):
                mark = await run_in_threadpool(mark_of, folder, found)
        return JSONResponse({**self._desk.live.state, "mark": mark}, headers=security(FILE))

    async def make(self, _request: Request) -> Response:
        try:
            job = await run_in_threadpool(self._desk.jobs.make)
        except FullError as error:
            return _trouble(str(error), 429)
        except OSError as error:
            return _trouble(f"Временную папку не создать: {error.strerror or error}", 507)
        return JSONResponse({"id": job.id}, 201, security(FILE))

    async def upload(self, request: Request) -> Response:
        job, limits = self._job(request), self._desk.jobs.limits
        name = request.query_params.get("name", "")
        promised = request.headers.get("content-length", "")
        try:
            check_before(job, limits, name, int(promised) if promised.isdecimal() else None)
            stored = await take(job, limits, name, request.stream())
        except UploadError as error:
            # What is still to come is not read: the connection ends here.
            return _trouble(str(error), error.status, close=True)
        except ClientDisconnect:
            return Response(status_code=400)
        return JSONResponse({"name": stored}, 201, security(FILE))

    async def read(self, request: Request) -> Response:
        job = self._job(request)
        if job.state != "uploading":
            return _trouble("Эта проверка уже идёт", 409)
        if not job.files:
            return _trouble("Не загружено ни одного файла", 400)
        self._desk.jobs.start(job, "read")
        return JSONResponse({}, 202, security(FILE))

    async def job(self, request: Request) -> Response:
        return _page(self._desk.pages.job(self._job(request)))

    async def state(self, request: Request) -> Response:
        job = self._job(request)
        share = None if job.share is None else round(job.share, 3)
        known = {"state": job.state, "version": job.version, "stage": job.stage, "share": share}
        return JSONResponse(known, headers=security(FILE))

    async def go_on(self, request: Request) -> Response:
        job = self._job(request)
        chosen = await _form(request, self._desk.jobs.limits.body)
        if job.state == "asking" and chosen.get("version") == str(job.version):
            self._desk.jobs.start(job, "go", chosen)
        elif job.state == "asking" and job.form:
            # The same fields may mean other things by now: a page of another tab, or the one before.
            job.form = {**job.form, "same": False, "trouble": _OLD}
        return RedirectResponse(f"/jobs/{job.id}", 303, security(OWN))

    async def cancel(self, request: Request) -> Response:
        job = self._job(request)
        await run_in_threadpool(self._desk.jobs.cancel, job)
        return RedirectResponse(f"/jobs/{job.id}", 303, security(OWN))

    async def drop(self, request: Request) -> Response:
        await run_in_threadpool(self._desk.jobs.drop, self._job(request))
        return RedirectResponse("/", 303, security(OWN))

    async def report(self, request: Request) -> Response:
        job, path = self._job(request), request.path_params["path"]
        # Only what the report is made of: the folder of the audit holds more.
        known = {file["path"] for file in (job.result or {}).get("files", [])}
        found = file_of(job.folder / REPORT, path) if path in known and job.state == "done" else None
        if found is None:
            raise HTTPException(404)
        if found.suffix.lower() == _HTML and "save" not in request.query_params:
            text = (await run_in_threadpool(found.read_bytes)).decode()
            return HTMLResponse(with_bar(text, self._desk.pages.bar(job)), headers=security(report_policy(text)))
        headers = {
            **security(FILE),
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}",
        }
        return FileResponse(found, headers=headers, media_type=type_of(found))

    async def wrong(self, _request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        title = "Такой страницы нет" if status in {404, 405} else "Запрос не понят"
        text = "Вернитесь к началу. Проверки хранятся, пока открыта программа: после её закрытия начните новую."
        if isinstance(error, HTTPException) and isinstance(error.detail, str) and status == _TOO_LONG:
            text = error.detail
        return _page(self._desk.pages.message(title, text), status=status)

    async def broken(self, _request: Request, error: Exception) -> Response:
        text = f"Это наша ошибка, а не ваша ({type(error).__name__}). Вернитесь к началу и повторите."
        return _page(self._desk.pages.message("Внутренняя ошибка программы", text), status=500)

    def _job(self, request: Request) -> Job:
        job = self._desk.jobs.find(request.path_params["id"])
        if job is None:
            raise HTTPException(404)
        return job


def _page(text: str, status: int = 200) -> Response:
    return HTMLResponse(text, status, security(OWN))


def _trouble(message: str, status: int, *, close: bool = False) -> Response:
    return JSONResponse({"message": message}, status, {**security(FILE), **({"Connection": "close"} if close else {})})


async def _form(request: Request, most: int) -> Mapping[str, str]:
    """The fields of a form, the last of a name."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise HTTPException(
                _TOO_LONG, "Ответов слишком много для одной страницы. Вернитесь и ответьте на часть вопросов."
            )
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20_000))


def with_bar(page: str, bar: str) -> str:
    """A report with links above it, below its link past all links; the file itself stays as it was."""
    found = _TOP.search(page)
    return f"{page[: found.end()]}\n{bar}{page[found.end() :]}" if found else page

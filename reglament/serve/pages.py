"""Pages of the local server, made of templates that come with the program: a company's copies do not replace them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.environment import environment, render, source
from generator.names import visible
from handbook.layout import REGULATIONS
from reglament.serve.outcome import main_ones
from reglament.serve.words import size

if TYPE_CHECKING:
    from reglament.serve.jobs import Job
    from reglament.serve.limits import Limits
    from reglament.serve.live import Live

#: Files that pages ask for, each with its type.
ASSETS = {
    "serve.css": "text/css; charset=utf-8",
    "upload.js": "text/javascript; charset=utf-8",
    "job.js": "text/javascript; charset=utf-8",
    "reload.js": "text/javascript; charset=utf-8",
}
_REFUSALS = {
    "cookie": (
        "Откройте страницу по ссылке из окна программы",
        (
            "Эта страница показывает данные вашей компании, поэтому открывается только по одноразовой ссылке. "
            "Нажмите Enter в окне программы reglament — она напечатает новую ссылку и откроет её."
        ),
    ),
    "used": (
        "Ссылка уже использована",
        "Каждая ссылка открывает страницу один раз. Возьмите новую в окне программы reglament: нажмите в нём Enter.",
    ),
    "host": (
        "Такого адреса здесь нет",
        "Программа отвечает только на адрес этого компьютера: http://127.0.0.1 с номером порта из окна программы.",
    ),
    "origin": (
        "Запрос пришёл не с этой страницы",
        (
            "Действие не выполнено: его запросил другой сайт или браузер не сказал, кто просит. "
            "Откройте страницу по ссылке из окна программы и повторите там. Старый браузер обновите."
        ),
    ),
}
_STATES = {
    "uploading": "файлы загружаются",
    "working": "идёт проверка",
    "asking": "нужны ответы",
    "done": "отчёт готов",
    "failed": "не получилось",
    "cancelled": "отменена",
}


class Pages:
    """Renders every page."""

    def __init__(self, company: str) -> None:
        """Prepare the templates.

        Args:
            company: What the company is called, for the head of pages.
        """
        self._env = environment(filters={"visible": visible, "size": size})
        self._company = company
        self._assets = {name: source(self._env, f"serve/{name}") for name in ASSETS}

    def asset(self, name: str) -> str | None:
        """The text of a style sheet or a script."""
        return self._assets.get(name)

    def refusal(self, kind: str) -> str:
        """The page that says why a request is refused."""
        title, text = _REFUSALS[kind]
        return self.message(title, text, known=False)

    def message(self, title: str, text: str, *, known: bool = True) -> str:
        """A page of one sentence.

        Args:
            title: Its heading.
            text: What to do.
            known: Whether the reader was let in: others see neither the company nor the links.
        """
        return self._page("message", title=title, text=text, known=known)

    def start(self, jobs: Sequence[Job], limits: Limits) -> str:
        """The page where an export is given."""
        return self._page("upload", title="Проверить выгрузку", jobs=jobs, limits=limits, states=_STATES)

    def job(self, job: Job) -> str:
        """The page of an audit, whatever is going on."""
        titles = {
            "uploading": "Файлы загружаются",
            "working": "Идёт проверка",
            "asking": "Как читать выгрузку",
            "done": "Отчёт готов",
            "failed": "Проверить не получилось",
            "cancelled": "Проверка отменена",
        }
        return self._page("job", title=titles[job.state], job=job)

    def building(self, live: Live) -> str:
        """The page in place of a site that is not there yet."""
        title = "Сайт не собран" if live.errors else "Сайт собирается"
        return self._page("building", title=title, live=live)

    def bar(self, job: Job) -> str:
        """Links above a report."""
        return self._rendered("bar", job=job, files=main_ones((job.result or {}).get("files", [])))

    def _page(self, name: str, *, title: str, known: bool = True, **values: Any) -> str:  # noqa: ANN401 - what templates speak of
        return self._rendered(name, title=title, known=known, **values)

    def _rendered(self, name: str, **values: Any) -> str:  # noqa: ANN401 - what templates speak of
        return render(self._env, f"serve/{name}.html.j2", company=self._company, **values)


def name_of(project: Path) -> str:
    """What a company is called: its name where it can be read, else its folder's."""
    from handbook.source.yaml12 import load
    from handbook.source.yaml_error import YamlError

    try:
        data = load((project / REGULATIONS / "company.yaml").read_text(encoding="utf-8"))[0]
    except (OSError, UnicodeDecodeError, YamlError):
        return project.resolve().name
    name = data.get("short_name") or data.get("name") if isinstance(data, dict) else None
    return str(name)[:120] if name else project.resolve().name

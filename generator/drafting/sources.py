"""Sources of a company of which only an export is known: what it tells, with the figures; the rest is blank."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from generator.doctor.columns import plain
from generator.doctor.yaml_text import flow, scalar
from generator.workbook.draft import drafted
from generator.workbook.founding import FILL
from generator.workbook.texts import written
from handbook.exported import Exported, MetPipeline, MetStage
from handbook.layout import REGULATIONS
from handbook.russian.numbers import counted
from handbook.source.editing.written import mapping

#: The pipeline of a company whose export names none.
ONLY = "Продажи"
_SELLER = "Менеджер по продажам"
#: Who owns no deals sells nothing yet: norms of sellers do not judge them.
_OTHER, _OTHER_ID = "Специалист отдела продаж", "specialist-otdela-prodazh"
_POSITIONS = f"{REGULATIONS}/positions.yaml"
_NORMS = f"{REGULATIONS}/norms.yaml"
_ORDERS = {
    "history": "Порядок — тот, в котором стадии проходит большинство сделок по истории.",
    "age": "Истории стадий в выгрузке нет: порядок угадан по возрасту сделок на стадиях. Проверьте его.",
    "count": "Истории стадий в выгрузке нет: порядок угадан по числу сделок на стадиях. Проверьте его.",
}
_DRAFTS = """# Черновики по выгрузке: проверьте предел, впишите why, уберите draft. В пределе уже держатся девять
# десятых работы, его нарушает хвост. severity: warning — повод разобраться; строгую норму сделайте error.
# В комментариях — как есть сейчас: P50 — половина значений не больше этого, P75 — три четверти, P90 — девять из десяти.
"""
_WIDTH = 110


class Drafted(Protocol):
    """A norm proposed by an export."""

    @property
    def data(self) -> Mapping[str, Any]:
        """As a source writes it."""
        ...

    @property
    def figures(self) -> str:
        """What the export says of it."""
        ...

    @property
    def pipeline(self) -> str | None:
        """The pipeline it is about."""
        ...

    @property
    def stage(self) -> str | None:
        """The stage it is about."""
        ...


def sketched(found: Exported, company: str, city: str, norms: Sequence[Drafted] = ()) -> dict[str, str]:
    """Files by path: a process for every pipeline, an operation for every open stage, people, drafts of norms.

    Args:
        found: What the export tells.
        company: The name of the company.
        city: Where it is.
        norms: Norms to be put where they belong.
    """
    sketch = drafted(_grid(found), "выгрузка", company, city)
    made = sketch.outcome.created
    files = dict(sketch.files)
    pipelines = {met.title or ONLY: met for met in found.pipelines}
    for path, data in made.items():
        folder, _, name = path.rpartition("/")
        if name == "process.yaml":
            title = str(data["title"])
            own = [norm for norm in norms if norm.pipeline == title and norm.stage is None]
            rest = {key: value for key, value in data.items() if key != "funnel"}
            files[path] = written(path, rest) + _funnel(pipelines[title]) + _listed(own)
        elif "/processes/" in path:
            title = str(made[f"{folder}/process.yaml"]["title"])
            own = [norm for norm in norms if norm.pipeline == title and norm.stage == data["crm"]["stage"]]
            files[path] += _listed(own)
    common = [norm for norm in norms if norm.pipeline is None]
    if common:
        files[_NORMS] = f"# yaml-language-server: $schema=.schema/norms.json\n{_listed(common)}"
    files[f"{REGULATIONS}/staff.yaml"] = _staff(found, made)
    if any(not person.deals for person in found.people):
        files[_POSITIONS] += f"  - {{id: {_OTHER_ID}, title: {_OTHER}}}  # те, за кем в выгрузке нет сделок\n"
    return files


def funnel_of(met: MetPipeline, files: Mapping[str, str]) -> tuple[str, str]:
    """What a pipeline is called, and the file that has its stages.

    Args:
        met: The pipeline.
        files: What was drafted, by path.
    """
    title = met.title or ONLY
    line = f"  pipeline: {scalar(title)}\n"
    return title, next(path for path, text in files.items() if path.endswith("/process.yaml") and line in text)


def _grid(found: Exported) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The stage table a methodologist would write by hand."""
    titles = [stage.title for met in found.pipelines for stage in met.stages if stage.outcome == "open"]
    rows = []
    for met in found.pipelines:
        ways = [stage for stage in met.stages if stage.outcome == "open"] or list(met.stages[:1])
        for stage in ways:
            pipeline = met.title or ONLY
            title = stage.title if titles.count(stage.title) == 1 else f"{stage.title} ({pipeline})"
            act = f"{FILL}что делает менеджер на стадии «{stage.title}» и чем она кончается"
            rows.append((pipeline, title, _SELLER, stage.title, act))
    return {
        "Операции": (("Процесс", "Этап, операция", "Ответственный", "CRM: стадия", "Действия"), *rows),
    }


def _funnel(met: MetPipeline) -> str:
    lines = [
        "funnel:",
        f"  # {_ORDERS[met.order]}",
        f"  pipeline: {scalar(met.title or ONLY)}",
        "  stages:",
        *(f"    - {_stage(stage)}" for stage in met.stages),
    ]
    return "\n".join(lines) + "\n"


def _stage(stage: MetStage) -> str:
    end = f", outcome: {stage.outcome}" if stage.outcome != "open" else ""
    told = [counted(stage.entries, "вход", "входа", "входов")] if stage.entries else []
    told += [f"сейчас {counted(stage.deals, 'сделка', 'сделки', 'сделок')}"] if stage.deals else []
    if not stage.deals and stage.title.isascii():
        told.append("название в выгрузке не встретилось, взят код CRM")
    note = f"  # {', '.join(told)}" if told else ""
    return f"{{title: {scalar(stage.title)}{end}}}{note}"


def _listed(norms: Sequence[Drafted]) -> str:
    """The list of norms with the figures above each."""
    return "".join((_DRAFTS, "norms:\n", *(_norm(norm) for norm in norms))) if norms else ""


def _norm(norm: Drafted) -> str:
    first, *rest = mapping(norm.data).rstrip("\n").split("\n")
    figures = textwrap.wrap(plain(norm.figures), _WIDTH, break_long_words=False, break_on_hyphens=False)
    lines = (*(f"  # {line}" for line in figures), f"  - {first}", *(f"    {line}" for line in rest))
    return "".join(f"{line}\n" for line in lines)


def _staff(found: Exported, made: Mapping[str, Mapping[str, Any]]) -> str:
    posts = made[_POSITIONS]["positions"]
    seller = next(str(post["id"]) for post in posts if post["title"] == _SELLER)
    return "".join(f"{line}\n" for line in _people(found, seller))


def _people(found: Exported, seller: str) -> Iterator[str]:
    yield "# yaml-language-server: $schema=.schema/staff.json"
    yield "# Люди, как их называет CRM. Поправьте должности, впишите полные имена, а написание CRM оставьте в aliases;"
    yield "# даты приёма и увольнения и отпуска впишите тоже: пока их нет, все считаются работавшими всё время."
    nameless = [code for code, name in found.numbers.items() if not name]
    if nameless:
        yield f"# Номера CRM, чьих имён в выгрузке нет: {', '.join(nameless)}; имена им даёт users в профиле crm/."
    if any(not person.deals for person in found.people):
        yield f"# «{_OTHER}» — те, за кем сделок нет: нормы менеджеров их не судят. Впишите настоящую должность."
    if not found.people:
        yield "staff: []"
        return
    yield "staff:"
    for person in found.people:
        others = f", aliases: {flow(person.aliases)}" if person.aliases else ""
        deals = counted(person.deals, "сделка", "сделки", "сделок")
        post = seller if person.deals else _OTHER_ID
        yield f"  - {{name: {scalar(person.name)}{others}, position: {post}}}  # {deals}"

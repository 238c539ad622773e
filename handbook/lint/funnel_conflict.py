"""Воронка описана дважды (funnel-conflict).

Два процесса называют одну воронку CRM или в одной воронке стадия стоит два раза; буквы большие и малые, «ё» и «е»
не различаются. Непонятно, по какой из двух судить сделку, и аудит взял бы первую.

Как исправить: оставьте `funnel` у одного процесса или назовите воронки так, как они называются в CRM; лишнюю
стадию уберите или дайте ей её собственное название.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.model.process import Process
from handbook.russian.text import normalise


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every pipeline that an earlier process has, and every stage that its funnel already has."""
    first_of: dict[str, Process] = {}
    for process in handbook.processes.values():
        if process.funnel is None:
            continue
        first = first_of.setdefault(normalise(process.funnel.pipeline), process)
        if first is not process:
            yield Remark(
                f"воронка «{process.funnel.pipeline}» уже описана в процессе «{first.title}»",
                (handbook.spot(process, "funnel", "pipeline"), handbook.spot(first, "funnel", "pipeline")),
                "Оставьте funnel у одного из процессов или назовите воронки по-разному, как в CRM",
            )
        seen: dict[str, int] = {}
        for index, stage in enumerate(process.funnel.stages):
            earlier = seen.setdefault(normalise(stage.title), index)
            if earlier != index:
                yield Remark(
                    f"стадия «{stage.title}» уже есть в воронке «{process.funnel.pipeline}»",
                    tuple(handbook.spot(process, "funnel", "stages", place, "title") for place in (index, earlier)),
                    "Оставьте одну из двух или назовите их по-разному",
                )


RULE = Rule("funnel-conflict", Severity.ERROR, check, __doc__)

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from audit.database import connect
from audit.ingest.ingest import Ingested, ingest
from handbook.book import Handbook, PlacedNorm
from handbook.finding import Finding
from handbook.model.company import Company
from handbook.model.people import Person
from handbook.model.process import Process
from handbook.model.profile import Profile, ProfileSettings
from handbook.norms.required_fields import RequiredFields

#: A list of deals as Bitrix24 exports it, without the fields a test does not need.
HEADER = '"ID";"Название сделки";"Воронка";"Стадия сделки";"Сумма";"Ответственный";"Дата создания";"Компания";\n'


def process(pipeline: str, *stages: str) -> Process:
    """Return a process of one funnel; the last two stages are won and lost."""
    *open_stages, won, lost = stages
    return Process.model_validate(
        {
            "id": f"p{len(pipeline)}",
            "title": pipeline,
            "block": "sell",
            "goal": "Договор",
            "trigger": "Запрос",
            "result": "Договор подписан",
            "funnel": {
                "pipeline": pipeline,
                "stages": [
                    *({"title": stage} for stage in open_stages),
                    {"title": won, "outcome": "won"},
                    {"title": lost, "outcome": "lost"},
                ],
            },
        }
    )


def company(root: Path) -> Handbook:
    """Return a company of two funnels, two employees and a profile of its own."""
    funnels = [
        process("Розница", "Новая", "В работе", "Успех", "Отказ"),
        process("Опт", "Новая", "Торг", "Продано", "Слив"),
    ]
    norm = RequiredFields(id="n-fields", title="Поля", why="Надо", fields=("Компания", "Причина отказа", "Телефон"))
    staff = [
        {"name": "Белова Ирина Сергеевна", "aliases": ["Ира Белова"], "position": "menedzher", "hired": "2020-01-01"},
        {
            "name": "Чернышёв Павел Евгеньевич",
            "position": "menedzher",
            "absences": [{"from": "2026-02-02", "to": "2026-02-08"}],
        },
    ]
    profile = {
        "id": "own",
        "title": "Свой Битрикс24",
        "preset": "bitrix24",
        "pipelines": {"7": "Розница"},
        "stages": [{"crm": ["C7:NEW"], "stage": "Новая", "pipeline": "Розница"}, {"crm": "C7:WON", "stage": "Успех"}],
        "users": {"12": "Ира Белова"},
        "settings": {"test_titles": ["тест"]},
    }
    return Handbook(
        root,
        Company(name="ООО «Ромашка»", short_name="Ромашка", city="Пермь", head="boss", timezone="Asia/Yekaterinburg"),
        staff=tuple(Person.model_validate(person) for person in staff),
        processes={item.id: item for item in funnels},
        profiles={"own": Profile.model_validate(profile)},
        norms={norm.id: PlacedNorm(norm, "company", "company")},
    )


def with_settings(handbook: Handbook, **settings: str | list[str]) -> Handbook:
    """Return the company with other settings of its profile."""
    profile = handbook.profiles["own"].model_copy(update={"settings": ProfileSettings(**settings)})
    return replace(handbook, profiles={"own": profile})


class Taken:
    """What an ingestion gave, with its database still open."""

    def __init__(self, handbook: Handbook, paths: list[Path], crm: str | None) -> None:
        self.con = connect()
        self.given: Ingested = ingest(self.con, handbook, paths, crm)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return all rows of a question."""
        return self.con.execute(sql).fetchall()

    def codes(self) -> list[str]:
        """Return the codes of the findings in their order; columns that nobody reads are no news in a test."""
        return [finding.code for finding in self.told()]

    def told(self) -> list[Finding]:
        """Return the findings in their order, but for columns that nobody reads."""
        return [finding for finding in self.given.findings if finding.code != "unread-columns"]


Take = Callable[..., Taken]

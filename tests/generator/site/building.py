"""Companies the site tests build: a small one, one whose every word is hostile, and the sample."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

from generator.site.build import SiteBuild
from handbook.book import Handbook
from handbook.read import read

ROOT = Path(__file__).resolve().parents[3]


def small() -> dict[str, Any]:
    """The sources of a small company by path under ``regulations/``."""
    return {
        "company.yaml": {
            "name": "Общество «Вектор»",
            "short_name": "ООО «Вектор»",
            "site_name": "Продажи «Вектор»",
            "city": "Тула",
            "about": "Продаём весы & гири.",
            "head": "director",
            "feedback": "reglament@vektor.example",
        },
        "positions.yaml": {
            "positions": [
                {"id": "director", "title": "Директор"},
                {
                    "id": "seller",
                    "title": "Продавец",
                    "roles": ["seller"],
                    "reports_to": "director",
                    "norms": [
                        {"id": "n-open", "kind": "open_deals", "title": "Открытые сделки", "why": "Внимание", "max": 9}
                    ],
                },
            ]
        },
        "glossary.yaml": {
            "terms": [
                {"id": "kp", "term": "Коммерческое предложение", "abbreviation": "КП", "definition": "Цена и *срок*."}
            ]
        },
        "norms.yaml": {
            "norms": [
                {"id": "n-gap", "kind": "contact_gap", "title": "Перерыв в контактах", "why": "Забудут", "max": "30 d"}
            ]
        },
        "meetings.yaml": {
            "meetings": [
                {
                    "id": "standup",
                    "title": "Планёрка дня",
                    "purpose": "Решить, кому помочь",
                    "leader": "boss",
                    "participants": ["seller"],
                    "when": "ежедневно",
                    "duration": "15 мин",
                    "agenda": [{"topic": "Кому не ответили", "minutes": 10, "speaker": "seller", "outcome": "Список"}],
                    "inputs": ["index"],
                    "outputs": ["offer"],
                    "control_points": [{"operation": "ask", "point": "asked"}],
                    "rules": ["Стоя"],
                }
            ]
        },
        "training.yaml": {
            "courses": [
                {
                    "id": "intro",
                    "title": "Вводный курс",
                    "kind": "initial",
                    "when": "В первый день",
                    "audience": ["seller"],
                    "leader": "boss",
                    "form": "Рядом с наставником",
                    "duration": "2 ч",
                    "content": ["Ассортимент"],
                    "result": "Зачёт",
                    "operations": ["ask"],
                    "documents": ["rules"],
                }
            ],
            "paths": [
                {
                    "role": "seller",
                    "steps": [
                        {"day": 1, "text": "Познакомиться", "course": "intro", "proof": "Подпись"},
                        {"day": 30, "text": "Продать", "operations": ["offer-it"], "documents": ["rules"]},
                    ],
                }
            ],
        },
        "competencies.yaml": {
            "competencies": [
                {
                    "id": "talks",
                    "title": "Переговоры",
                    "why": "Цена",
                    "levels": ["Слушает", "Спрашивает", "Спорит", "Уступает", "Учит"],
                    "checked_by": "Разбор звонка",
                    "courses": ["intro"],
                }
            ]
        },
        "motivation.yaml": {
            "principles": [
                {
                    "id": "paid",
                    "title": "Платим за оплату",
                    "text": "Премия с денег",
                    "why": "Долги",
                    "roles": ["seller"],
                    "norms": ["n-open"],
                    "indicators": ["p-funnel"],
                    "caution": "Скидки",
                }
            ]
        },
        "indicators.yaml": {
            "indicators": [
                {
                    "id": "p-funnel",
                    "title": "Воронка",
                    "kind": "process",
                    "measure": "stage_conversion",
                    "why": "Где теряем",
                    "owner": "boss",
                    "target": "Больше",
                }
            ]
        },
        "roles/client.yaml": {"id": "client", "title": "Клиент", "external": True},
        "roles/seller.yaml": {
            "id": "seller",
            "title": "Продавец",
            "purpose": "Продаёт",
            "knowledge": ["Ассортимент"],
            "competencies": [{"title": "Переговоры", "level": 3}],
        },
        "roles/boss.yaml": {"id": "boss", "title": "Начальник"},
        "documents/rules.yaml": {
            "id": "rules",
            "title": "Регламент КП",
            "kind": "regulation",
            "scope": "Всем продавцам",
            "clauses": [
                {"number": "1", "text": "Общее."},
                {"number": "4.2", "title": "Срок", "text": "КП готово: [[norm:n-offer]].\n\n- раз\n- два"},
            ],
            "sample": "| a | b |\n|---|---|\n| 1 | 2 |",
        },
        "documents/offer.yaml": {
            "id": "offer",
            "title": "Предложение",
            "kind": "letter",
            "scope": "Клиенту",
            "fields": [{"title": "Цена", "required": True}],
        },
        "documents/index.yaml": {"id": "index", "title": "Указатель цен", "kind": "register", "scope": "Внутри"},
        "documents/request.yaml": {"id": "request", "title": "Запрос", "kind": "incoming", "scope": "От клиента"},
        "processes/sell/main/process.yaml": {
            "id": "main",
            "title": "Продать",
            "block": "sell",
            "goal": "Деньги",
            "trigger": "Запрос",
            "result": "Оплата",
            "owner": "boss",
            "lanes": ["client", "seller", "boss"],
            "flow": [
                {"start": "begin", "title": "Пришёл запрос", "role": "client"},
                {"operation": "ask"},
                {
                    "gateway": "fit",
                    "title": "Наш?",
                    "branches": [{"when": "да", "to": "offer-it"}, {"when": "нет", "to": "lost"}],
                },
                {"operation": "offer-it"},
                {"end": "won", "title": "Продано"},
                {"end": "lost", "title": "Отказ", "role": "seller"},
            ],
            "b2b_stages": ["lead-conversion"],
            "indicators": ["p-funnel"],
            "reports": [{"document": "index", "by": "seller", "to": "boss", "when": "В пятницу"}],
            "handover": {"document": "rules", "clause": "4.2"},
            "decisions": ["Кому продавать"],
            "funnel": {
                "pipeline": "Продажи",
                "stages": [
                    {"title": "Новый", "recommended": 5},
                    {"title": "КП", "recommended": 3},
                    {"title": "Продано", "outcome": "won"},
                ],
            },
            "norms": [
                {
                    "id": "n-age",
                    "kind": "deal_age",
                    "title": "Длительность",
                    "why": "Стынет",
                    "limits": [{"from": "2026-01-01", "max": "45 d"}, {"from": "2026-07-01", "max": "30 d"}],
                }
            ],
        },
        "processes/sell/main/ask.yaml": {
            "id": "ask",
            "title": "Расспросить",
            "owner": "seller",
            "inputs": [{"document": "request", "from": "client"}],
            "steps": [{"text": "Спросить о КП", "deadline": "[[norm:n-answer]]"}],
            "control_points": [
                {
                    "id": "asked",
                    "information": "Кого спросили",
                    "to": "boss",
                    "when": "ежедневно",
                    "recorded": "CRM",
                    "on_deviation": "Позвонить",
                    "norms": ["n-answer"],
                }
            ],
            "crm": {"stage": "Новый", "fields": [{"title": "Источник"}], "automation": ["Создаёт сделку"]},
            "norms": [
                {"id": "n-answer", "kind": "response_time", "title": "Ответ", "why": "Уйдут", "max": "30 wmin"},
            ],
        },
        "processes/sell/main/offer-it.yaml": {
            "id": "offer-it",
            "title": "Предложить",
            "owner": "seller",
            "set_by": "boss",
            "participants": [{"role": "boss", "direction": "both", "subject": "Скидка"}],
            "outputs": [
                {"document": "offer", "to": ["client"], "kind": "client_document", "note": "Письмо ушло"},
                {"document": "index", "kind": "internal_document"},
            ],
            "tools": ["CRM"],
            "governed_by": [{"document": "rules", "clause": "4.2"}],
            "load": {"count": 3, "per": "week"},
            "key_factor": "Скорость",
            "bottleneck": "Прайс",
            "competencies": [{"title": "Переговоры", "level": 5}],
            "questions": [
                {"question": "Где цены?", "answer": "В [[document:index]].", "document": "rules", "clause": "1"}
            ],
            "norms": [
                {
                    "id": "n-offer",
                    "kind": "stage_age",
                    "stage": "КП",
                    "title": "Срок КП",
                    "why": "Ждут",
                    "max": "2 d",
                    "source": {"document": "rules", "clause": "4.2"},
                }
            ],
        },
    }


def company(root: Path, sources: dict[str, Any]) -> Handbook:
    """Write sources and read them."""
    for name, data in sources.items():
        path = root / "regulations" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    reading = read(root)
    assert [finding.message for finding in reading.findings] == []
    return reading.handbook


@dataclass
class Page(HTMLParser):
    """Everything of a built page that tests look at."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    handle_startendtag = handle_starttag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.tags if attrs.get("id")]


def parse(path: Path) -> Page:
    """A built page."""
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    return page


@dataclass(frozen=True)
class Built:
    """A company and its built site."""

    root: Path
    book: Handbook
    result: SiteBuild

    @property
    def site(self) -> Path:
        return self.root / "site"

    def page(self, path: str) -> Page:
        return parse(self.site / path)

    def pages(self) -> Mapping[str, Page]:
        """Every page as it was when it was first looked at."""
        return self._pages

    @cached_property
    def _pages(self) -> Mapping[str, Page]:
        return {path: self.page(path) for path in self.result.files if path.endswith(".html")}

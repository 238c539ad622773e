"""Sources somebody else has drafted, made the beginning of a company's folder: explained, with its sales model."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.layout import REGULATIONS, Kind, kind_of
from handbook.source.edit import Set, apply
from handbook.starter.choice import Choice
from handbook.starter.zones import zone_of

#: What a file is, for the comment it begins with.
_WORDS: dict[Kind, str] = {
    "company": "Компания: названия, руководитель, подразделения, рабочее время. Отсюда берутся шапки документов.",
    "role": "Роль: кто это в продажах, что должен знать и уметь. Роли называют операции, несут — должности.",
    "positions": "Должности: какие роли несут, кому подчиняются. По ним печатаются должностные инструкции.",
    "document": "Документ: где применяется, что в нём должно быть, какие у него пункты или поля.",
    "process": "Процесс: зачем он, с чего начинается и чем кончается, ход операций, воронка, нормы процесса.",
    "operation": "Операция: кто, из чего и что делает, по шагам; по каким документам и нормам.",
    "glossary": "Термины и сокращения: на сайте они подчёркнуты и поясняются при наведении.",
    "norms": "Нормы компании в целом; нормы операций и процессов стоят в их файлах.",
    "indicators": "Показатели: за чем компания следит кроме норм.",
    "meetings": "Планёрки: кто ведёт, когда, по какой повестке.",
    "training": "Обучение: курсы и путь новичка по ролям.",
    "competencies": "Компетенции: что значит каждый уровень и как его проверяют.",
    "motivation": "Принципы мотивации: за что платят и хвалят.",
}


def adopted(files: Mapping[str, str], choice: Choice) -> dict[str, str]:
    """The files with a comment in each that says what it is.

    Args:
        files: Texts by path; each begins with the line that names its schema.
        choice: What the company says of itself.
    """
    made = {path: _explained(path, text) for path, text in files.items()}
    company = f"{REGULATIONS}/company.yaml"
    zone = zone_of(choice.city)
    edits = [
        Set(("name",), choice.name),
        Set(("site_name",), f"Регламент продаж «{choice.bare}»", after="short_name"),
        *([Set(("timezone",), zone, after="head")] if zone else []),
        Set(("sales_model",), choice.model.id, after="timezone" if zone else "head"),
    ]
    return made | {company: apply(made[company], edits)}


def _explained(path: str, text: str) -> str:
    kind = kind_of(path.removeprefix(f"{REGULATIONS}/"))
    words = _WORDS.get(kind) if kind else None
    schema, end, body = text.partition("\n")
    return f"{schema}{end}# {words}\n{body}" if words and not body.startswith("#") else text

"""The words of the sample company in the texts of the library, and what stands in their place for another one."""

from __future__ import annotations

import re

from handbook.starter.choice import Choice

#: What names the sample company itself; its name, its mail, its CRM.
_NAME, _MAIL, _CRM = "Мера-Поток", "mera-potok.example", "Битрикс24"
#: The land of the sample company where a text bends its name: what is said instead needs no bending.
_LAND: tuple[tuple[str, str], ...] = (
    (r"Пермьконтроль", "Видеоконтроль"),
    (r"складах Перми и края", "складах города и области"),
    (r"\bв Перми и крае", "в городе и области"),
    (r"\bв Перми и Пермском крае", "в городе и области"),
    (r"местному времени Перми", "местному времени"),
    (r"времени Перми", "местному времени"),
    (r"часовой пояс Перми", "наш часовой пояс"),
    (r"\b([Вв]) Перми", r"\1 нашем городе"),
    (r"Перми\b", "города"),
    (r"Пермский край", "наша область"),
    (r"Пермского края", "нашей области"),
    (r"Пермском крае", "нашей области"),
    (r"пермское\b", "местное"),
    (r"«Прикамье-", "«Север-"),
    (r"Прикамский\b", "Северный"),
    (r"Прикамья\b", "нашей области"),
    (r"Прикамью\b", "нашей области"),
    (r"Прикамье\b", "нашей области"),
    (r"\+7 \(342\)", "+7 (000)"),
)


def own(text: str, choice: Choice) -> str:
    """A text of the library as the company would write it: its name, its city, its CRM."""
    text = text.replace(f"ООО «{_NAME}»", choice.short_name).replace(_NAME, choice.bare)
    text = text.replace(f"; у нас — {_CRM}", "").replace(_MAIL, "company.example").replace(_CRM, "CRM")
    for pattern, words in _LAND:
        text = re.sub(pattern, words, text)
    return text.replace("Пермь", choice.city)

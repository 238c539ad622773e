"""Appendices of default templates: pictures, the acquaintance sheet, the register of changes."""

from __future__ import annotations

from dataclasses import dataclass

from generator.word.making.maker import TemplateMaker
from generator.word.making.table import Table

#: Six points, in the units of python-docx.
GAP = 76200

NUMBER = "{{ документ.номер }}"


@dataclass(frozen=True, slots=True)
class Called:
    """How a document calls itself in its appendices; tags may stand in the words.

    Attributes:
        dative: To what it is an appendix; a line feed breaks the line: «должностной инструкции».
        instrumental: With what people are acquainted, after its preposition, «с» or «со».
        its: «её» or «его»: whose copy they get.
    """

    dative: str
    instrumental: str
    its: str

    @property
    def annex(self) -> str:
        """What stands after «Приложение № 1»."""
        return f"\nк {self.dative} №\u00a0{NUMBER}"


def diagrams(maker: TemplateMaker, called: Called, title: str) -> None:
    """The appendix with pictures; each has a page of its own, turned when that shows it larger.

    What the signs mean stands once, between a picture and its caption.
    """
    maker.tag("для схема в схемы", "если loop.first")
    maker.paragraph("RgAppendix", called.annex)
    maker.paragraph("RgAppendixTitle", title)
    maker.tag("конец")
    maker.paragraph("RgFigure", "{{ схема.изображение }}")
    maker.tag("если схема.обозначения")
    maker.paragraph("RgFigure", "{{ схема.обозначения }}")
    maker.tag("конец")
    caption = "Рисунок\u00a0{{ loop.index }} — {{ схема.название }}"
    maker.tag("если схема.крупная")
    maker.section_break(maker.paragraph("RgCaption", caption), landscape=True, large=True)
    maker.tag("иначе если схема.альбомная")
    maker.section_break(maker.paragraph("RgCaption", caption), landscape=True)
    maker.tag("иначе")
    maker.section_break(maker.paragraph("RgCaption", caption))
    maker.tag("конец", "конец")


def acquaintance(maker: TemplateMaker, called: Called) -> None:
    """The acquaintance sheet."""
    maker.paragraph("RgAppendix", called.annex)
    maker.paragraph("RgAppendixTitle", "Лист ознакомления")
    maker.paragraph(
        "RgText",
        f"Подпись в листе подтверждает ознакомление {called.instrumental}"
        "{% если документ.издан %} №\u00a0" + NUMBER + " (редакция\u00a0{{ документ.редакция }} "
        "от\u00a0{{ документ.дата|цифрами }}){% конец %} " + f"и получение {called.its} экземпляра.",
        keep=True,
    ).paragraph_format.space_after = GAP
    maker.table(
        Table(
            (10, 72, 32, 28, 28),
            ("№", "Фамилия, имя, отчество", "Отметка", "Дата", "Подпись"),
            ("{{ строка.номер }}", "{{ строка.имя }}", "{{ строка.отметка }}", "", ""),
            loop="строка в ознакомление",
            alt="Лист ознакомления",
            height=10,
            centred=(0,),
        )
    )


def changes(maker: TemplateMaker, called: Called) -> None:
    """The register of changes."""
    maker.paragraph("RgAppendix", called.annex)
    maker.paragraph("RgAppendixTitle", "Лист регистрации изменений")
    maker.table(
        Table(
            (24, 26, 72, 48),
            ("Редакция", "Дата", "Содержание изменения", "Основание"),
            ("{{ строка.редакция }}", "{{ строка.дата }}", "{{ строка.содержание }}", "{{ строка.основание }}"),
            loop="строка в изменения",
            alt="Лист регистрации изменений",
            height=8,
            centred=(0, 1),
        )
    )
    maker.paragraph("RgBreak", "")

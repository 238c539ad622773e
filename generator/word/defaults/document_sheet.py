"""The default template of a document's acquaintance sheet."""

from __future__ import annotations

from generator.word.defaults.front import NOTE
from generator.word.defaults.sheets import GAP, NUMBER
from generator.word.making.maker import TemplateMaker
from generator.word.making.table import Table

#: What a sheet says at its foot: which document, which edition, and by which digest to know its text.
_FOOTER = (
    "{% если документ.издан %}{{ документ.номер }} · редакция {{ документ.редакция }} · {% конец %}"
    "отпечаток {{ отпечаток }}"
)


def make() -> bytes:
    """The template as a file."""
    maker = TemplateMaker()
    maker.running_titles(_FOOTER)
    maker.note(f"Шаблон листа ознакомления с документом. {NOTE}")
    maker.paragraph("RgOrganisation", "{{ организация.кратко }}")
    maker.paragraph("RgSheetKind", "ЛИСТ ОЗНАКОМЛЕНИЯ")
    maker.paragraph(
        "RgOrganisation",
        "{{ название }}{% если документ.издан %}\n№\u00a0" + NUMBER + ", редакция\u00a0{{ документ.редакция }} "
        "от\u00a0{{ документ.дата|цифрами }}{% конец %}, отпечаток\u00a0{{ отпечаток }}",
    )
    lead(
        maker,
        "Подпись в листе подтверждает ознакомление {{ с_чем }} и получение экземпляра.{% если внизу %} Отпечаток стоит "
        "внизу каждой страницы документа: если он другой, изменился текст.{% конец %}",
    )
    code(maker)
    maker.table(
        Table(
            (10, 53, 42, 27, 19, 19),
            ("№", "Фамилия, имя, отчество", "Должность", "Отметка", "Дата", "Подпись"),
            ("{{ строка.номер }}", "{{ строка.имя }}", "{{ строка.должность }}", "{{ строка.отметка }}", "", ""),
            loop="строка в строки",
            alt="Кто знакомится с документом",
            height=10,
            centred=(0,),
        )
    )
    maker.paragraph("RgBreak", "")
    return maker.finish(title="Шаблон листа ознакомления с документом")


def lead(maker: TemplateMaker, text: str) -> None:
    """What stands above the table of a sheet."""
    spacing = maker.paragraph("RgText", text, keep=True).paragraph_format
    spacing.space_before, spacing.space_after = 2 * GAP, GAP


def code(maker: TemplateMaker) -> None:
    """The QR code, when the company wants one."""
    maker.tag("для схема в схемы")
    maker.paragraph("RgFigure", "{{ схема.изображение }}")
    maker.paragraph("RgCaption", "{{ схема.название }}", keep=True)
    maker.tag("конец")

"""The default template of an employee's acquaintance sheet."""

from __future__ import annotations

from generator.word.defaults.document_sheet import code, lead
from generator.word.defaults.front import NOTE, gap
from generator.word.making.maker import TemplateMaker
from generator.word.making.table import Table


def make() -> bytes:
    """The template as a file."""
    maker = TemplateMaker()
    maker.running_titles("источник {{ документ.источник }}")
    maker.note(f"Шаблон листа ознакомления работника. {NOTE}")
    maker.paragraph("RgOrganisation", "{{ организация.кратко }}")
    maker.paragraph("RgSheetKind", "ЛИСТ ОЗНАКОМЛЕНИЯ РАБОТНИКА")
    maker.paragraph(
        "RgOrganisation", "{% если имя %}{{ имя }}{% иначе %}________________________________________{% конец %}"
    )
    maker.paragraph(
        "RgOrganisation",
        "{{ должность|им }}{% если подразделение %}, {{ подразделение|строчная }}{% конец %}",
    )
    lead(maker, "Я {{ отметка }} под подпись с документами, которые касаются моей работы; экземпляры мне переданы.")
    maker.table(
        Table(
            (8, 16, 55, 30, 22, 18, 21),
            ("№", "Номер", "Документ", "Редакция", "Отпечаток", "Дата", "Подпись"),
            (
                "{{ loop.index }}",
                "{{ строка.номер }}",
                "{{ строка.название }}",
                "{{ строка.редакция }}",
                "{{ строка.отпечаток }}",
                "",
                "",
            ),
            loop="строка в документы",
            alt="Документы, с которыми знакомится работник",
            height=10,
            centred=(0,),
            styles=("RgSmallHead", "RgSmall", "RgSmallLine"),
        )
    )
    gap(maker)
    code(maker)
    return maker.finish(title="Шаблон листа ознакомления работника")

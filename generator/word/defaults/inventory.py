"""The default template of the inventory of a print pack."""

from __future__ import annotations

from generator.word.defaults.front import NOTE
from generator.word.defaults.sheets import GAP
from generator.word.making.maker import TemplateMaker
from generator.word.making.table import Table


def make() -> bytes:
    """The template as a file."""
    maker = TemplateMaker()
    maker.running_titles("источник {{ документ.источник }}")
    maker.note(f"Шаблон описи пакета документов. {NOTE}")
    maker.paragraph("RgOrganisation", "{{ организация.кратко }}")
    maker.paragraph("RgKind", "ОПИСЬ ДОКУМЕНТОВ")
    maker.paragraph("RgOrganisation", "Кому: {{ для_кого }}")
    maker.paragraph(
        "RgText",
        "Файлы пронумерованы в том порядке, в каком их удобно печатать. Число экземпляров — по одному каждому, "
        "кого документ касается, и один для дела.",
    ).paragraph_format.space_before = 2 * GAP
    maker.tag("для раздел в разделы")
    maker.paragraph("RgHeading", "{{ раздел.название }}")
    maker.table(
        Table(
            (10, 80, 12, 68),
            ("№", "Что печатать", "Экз.", "Кому"),
            (
                "{{ строка.номер }}",
                "{{ строка.название }}",
                "{{ строка.экземпляры }}",
                "{{ строка.кому }}",
            ),
            loop="строка в раздел.строки",
            alt="Что печатать, сколько экземпляров и кому",
            centred=(0, 2),
            styles=("RgSmallHead", "RgSmall", "RgSmallLine"),
        )
    )
    maker.tag("конец")
    maker.paragraph("RgText", "Всего экземпляров: {{ всего }}.").paragraph_format.space_before = 2 * GAP
    maker.paragraph("RgSignature", "Пакет напечатан и сверен с описью\t\t\t")
    return maker.finish(title="Шаблон описи пакета документов")

"""The default template of a notice of changes."""

from __future__ import annotations

from generator.word.defaults.front import NOTE
from generator.word.defaults.sheets import GAP
from generator.word.making.maker import TemplateMaker
from generator.word.making.table import Table

_SMALL = ("RgSmallHead", "RgSmall", "RgSmallLine")


def make() -> bytes:
    """The template as a file."""
    maker = TemplateMaker()
    maker.running_titles("источник {{ документ.источник }}")
    maker.note(f"Шаблон уведомления об изменениях. {NOTE}")
    maker.paragraph("RgApproval", "{{ должность|дат|прописная }}")
    maker.paragraph("RgApproval", "{{ организация.кратко }}")
    maker.paragraph("RgApproval", "{{ кому }}")
    maker.paragraph("RgKind", "УВЕДОМЛЕНИЕ")
    maker.paragraph("RgOrganisation", "об изменениях в документах")
    maker.paragraph("RgRequisites", "{{ документ.дата|цифрами }} №\u00a0{{ документ.номер }}")
    _documents(maker)
    _changes(maker)
    _signed(maker)
    return maker.finish(title="Шаблон уведомления об изменениях")


def _documents(maker: TemplateMaker) -> None:
    maker.tag("если обращение")
    greeting = maker.paragraph("RgOrganisation", "{{ обращение }}!")
    greeting.paragraph_format.space_before = 2 * GAP
    greeting.paragraph_format.space_after = GAP
    maker.tag("конец")
    lead = maker.paragraph("RgText", "Изменены документы, которые касаются Вашей работы:", keep=True)
    lead.paragraph_format.space_after = GAP
    maker.table(
        Table(
            (20, 61, 21, 44, 24),
            ("Номер", "Документ", "Редакция", "Основание", "Действует с"),
            (
                "{{ строка.номер }}",
                "{{ строка.название }}",
                "{{ строка.прежняя }} → {% если строка.новая %}{{ строка.новая }}{% иначе %}новая{% конец %}",
                "{% если строка.основание %}{{ строка.основание }}{% иначе %}приказ готовится{% конец %}",
                "{% если строка.действует %}{{ строка.действует|цифрами }}{% конец %}",
            ),
            loop="строка в документы",
            alt="Изменённые документы",
            styles=_SMALL,
            centred=(2, 4),
        )
    )
    text = maker.paragraph(
        "RgText",
        "Исключённые слова зачёркнуты, новые подчёркнуты, неизменная часть длинного пункта заменена многоточием. "
        "Пункты, у которых сменился только номер или место, не показаны.",
    )
    text.paragraph_format.space_before = GAP


def _changes(maker: TemplateMaker) -> None:
    maker.tag("для изменённый в документы")
    maker.paragraph("Heading1", "{{ изменённый.название }} ({{ изменённый.номер }})")
    maker.table(
        Table(
            (32, 69, 69),
            ("Пункт", "Было", "Стало"),
            ("{{ строка.пункт }}", "{{ строка.было }}", "{{ строка.стало }}"),
            loop="строка в изменённый.строки",
            alt="Было и стало по пунктам",
            styles=_SMALL,
        )
    )
    maker.tag("конец")


def _signed(maker: TemplateMaker) -> None:
    text = maker.paragraph(
        "RgText",
        "С изменениями, которые показаны в этом уведомлении, и с новыми редакциями документов {{ отметка }} под "
        "подпись. Экземпляры новых редакций {{ получение }}.",
        keep=True,
    )
    text.paragraph_format.space_before = 2 * GAP
    maker.paragraph(
        "RgSignature",
        "{{ должность|им|прописная }}\t\t{% если имя %}\u00a0{{ имя }}{% иначе %}\t{% конец %}",
        keep=True,
    )
    maker.paragraph("RgSignature", "«____»\u00a0______________\u00a020___\u00a0г.")

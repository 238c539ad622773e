"""The default template of the order that approves documents."""

from __future__ import annotations

from generator.word.defaults.front import NOTE
from generator.word.defaults.sheets import GAP
from generator.word.making.maker import TemplateMaker
from generator.word.making.table import Table

_SIGNED = "{% если подпись.имя %}\u00a0{{ подпись.имя }}{% иначе %}\t{% конец %}"
_LINE = "{{ подпись.должность }}\t\t" + _SIGNED


def make() -> bytes:
    """The template as a file."""
    maker = TemplateMaker()
    maker.running_titles("источник {{ документ.источник }}")
    maker.note(f"Шаблон приказа. {NOTE}")
    _heading(maker)
    _points(maker)
    _signatures(maker)
    _annex(maker)
    maker.paragraph("RgBreak", "")
    return maker.finish(title="Шаблон приказа")


def _heading(maker: TemplateMaker) -> None:
    maker.paragraph("RgOrganisation", "{{ организация.название }}")
    maker.paragraph("RgOrganisation", "({{ организация.кратко }})")
    maker.paragraph("RgKind", "ПРИКАЗ")
    maker.paragraph("RgRequisites", "{{ документ.дата|цифрами }} №\u00a0{{ документ.номер }}")
    maker.paragraph("RgRequisites", "{{ организация.город }}")
    maker.paragraph(
        "RgSubject", "{% если утверждает %}Об утверждении{% иначе %}О введении в действие{% конец %} {{ предмет }}"
    )
    maker.paragraph("RgText", "Чтобы работники {{ организация.кратко }} действовали по единым правилам,")
    maker.paragraph("RgText", "ПРИКАЗЫВАЮ:", keep=True).paragraph_format.space_before = GAP


def _points(maker: TemplateMaker) -> None:
    maker.tag("если единственный")
    maker.paragraph(
        "RgPoint",
        "{% если утверждает %}Утвердить документ{% иначе %}Ввести в действие документ{% конец %} "
        "{% для строка в документы %}{{ строка.название|кавычки }}{% если строка.номер %} №\u00a0{{ строка.номер }}"
        "{% конец %}, редакция\u00a0{{ строка.редакция }}{% конец %}.",
    )
    maker.tag("иначе")
    maker.paragraph(
        "RgPoint",
        "{% если утверждает %}Утвердить{% иначе %}Ввести в действие{% конец %} документы по перечню (приложение).",
    )
    maker.tag("конец", "если по_датам")
    maker.paragraph("RgPoint", "Считать документы действующими с дат, указанных в перечне.")
    maker.tag("иначе")
    maker.paragraph("RgPoint", "Установить дату введения в действие: {{ вводится|словами }}")
    maker.tag("конец", "если отменяются")
    maker.paragraph("RgPoint", "С той же даты признать утратившими силу предыдущие редакции:", keep=True)
    maker.each("пункт", "отменяются", "RgItem", "{{ пункт }}")
    maker.tag("конец")
    maker.paragraph(
        "RgPoint",
        "{% если кадровик %}{{ кадровик|дат|прописная }}{% иначе %}Руководителям подразделений{% конец %} ознакомить "
        "работников с документами под подпись "
        "{% если по_датам %}до введения документов в действие.{% иначе %}в срок до {{ вводится|словами }}{% конец %}",
    )
    maker.paragraph("RgPoint", "Контроль за исполнением приказа оставляю за собой.")


def _signatures(maker: TemplateMaker) -> None:
    maker.tag("для подпись в [подписывает]")
    maker.paragraph("RgSignature", _LINE).paragraph_format.space_before = 6 * GAP
    maker.tag("конец", "если исполнители")
    maker.paragraph("RgSignHead", "С приказом ознакомлены", keep=True)
    maker.tag("для подпись в исполнители")
    maker.paragraph("RgSignature", _LINE)
    maker.tag("конец", "конец")


def _annex(maker: TemplateMaker) -> None:
    maker.tag("если не единственный")
    maker.paragraph(
        "RgAnnex",
        "Приложение\nк приказу от {{ документ.дата|цифрами }} №\u00a0{{ документ.номер }}",
    )
    maker.paragraph("RgAppendixTitle", "Перечень документов")
    maker.table(
        Table(
            (10, 24, 88, 20, 28),
            ("№", "Номер", "Документ", "Редакция", "Действует с"),
            (
                "{{ loop.index }}",
                "{{ строка.номер }}",
                "{{ строка.название }}",
                "{{ строка.редакция }}",
                "{% если строка.действует %}{{ строка.действует|цифрами }}{% конец %}",
            ),
            loop="строка в документы",
            alt="Перечень документов",
            centred=(0, 3, 4),
        )
    )
    maker.tag("конец")

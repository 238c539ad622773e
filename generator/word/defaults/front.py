"""What default templates of all kinds begin and end with: heading, running titles, signatures."""

from __future__ import annotations

from generator.word.defaults.sheets import GAP, NUMBER
from generator.word.making.maker import TemplateMaker

_SIGNED = "{% если подпись.имя %}\u00a0{{ подпись.имя }}{% иначе %}\t{% конец %}"
#: What the footer says: enough to find the document again and to see that it is the one that was signed.
FOOTER = (
    "{% если документ.издан %}{{ документ.номер }} · редакция {{ документ.редакция }} · {% конец %}"
    "источник {{ документ.источник }}"
)
#: A remark at the top of every template, which documents do not have.
NOTE = (
    "Текст правьте как обычно; метки в фигурных скобках заменяются данными. Серые строки «для» и «если» держите "
    "в паре со строкой «конец». Номера пунктов ставят стили «РГ»."
)


def heading(maker: TemplateMaker, kind: str, subject: str, gender: str = "УТВЕРЖДЕНА") -> None:
    """The company, the approval block, the kind of the document, what it is about, number, date and place.

    Args:
        maker: The template.
        kind: «ДОЛЖНОСТНАЯ ИНСТРУКЦИЯ».
        subject: The line under it, with tags.
        gender: The word of the approval block that agrees with the kind: «УТВЕРЖДЕНА», «УТВЕРЖДЁН», «УТВЕРЖДЕНО».
    """
    maker.paragraph("RgOrganisation", "{{ организация.название }}")
    maker.paragraph("RgOrganisation", "({{ организация.кратко }})").paragraph_format.space_after = 2 * GAP
    maker.tag("если утверждение.приказ")
    maker.paragraph("RgApproval", gender)
    maker.paragraph("RgApproval", "приказом {{ организация.кратко }}")
    maker.paragraph("RgApproval", "от\u00a0{{ утверждение.приказ.дата|цифрами }} №\u00a0{{ утверждение.приказ.номер }}")
    maker.tag("иначе")
    maker.paragraph("RgApproval", "УТВЕРЖДАЮ")
    maker.paragraph(
        "RgApproval", "{% если утверждение.должность %}{{ утверждение.должность }}{% иначе %}\t\t{% конец %}"
    )
    maker.paragraph("RgApproval", "{{ организация.кратко }}")
    maker.paragraph("RgApproval", "\t{% если утверждение.имя %}\u00a0{{ утверждение.имя }}{% иначе %}\t{% конец %}")
    maker.paragraph("RgApproval", "«____»\u00a0______________\u00a020___\u00a0г.")
    maker.tag("конец")
    maker.paragraph("RgKind", kind)
    maker.paragraph("RgOrganisation", subject)
    maker.paragraph("RgRequisites", "{{ документ.дата|цифрами }} №\u00a0" + NUMBER)
    maker.paragraph("RgRequisites", "{{ организация.город }}")


def signatures(maker: TemplateMaker) -> None:
    """Who has written the document and whom it is agreed with."""
    author(maker)
    maker.tag("если согласование")
    maker.paragraph("RgSignHead", "СОГЛАСОВАНО", keep=True)
    maker.tag("для подпись в согласование")
    maker.paragraph("RgSignature", "{{ подпись.должность }}\t\t" + _SIGNED)
    maker.tag("конец", "конец")


def author(maker: TemplateMaker) -> None:
    """Who has written the document; it may be agreed on a sheet of its own."""
    maker.tag("если разработчик")
    maker.paragraph("RgSignHead", "РАЗРАБОТАНО", keep=True)
    maker.tag("для подпись в [разработчик]")
    maker.paragraph("RgSignature", "{{ подпись.должность }}\t\t" + _SIGNED)
    maker.tag("конец", "конец")


def lead(maker: TemplateMaker, text: str) -> None:
    """A clause in front of a table."""
    maker.paragraph("RgClause", text, keep=True).paragraph_format.space_after = GAP


def gap(maker: TemplateMaker, *, keep: bool = False) -> None:
    """Air between a table and what follows it."""
    maker.paragraph("RgBreak", "", keep=keep).paragraph_format.space_after = GAP

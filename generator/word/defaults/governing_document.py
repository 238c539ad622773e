"""The default template of a governing document: a regulation, a standard, a procedure."""

from __future__ import annotations

from generator.word.defaults.front import FOOTER, NOTE, gap, heading, signatures
from generator.word.defaults.sheets import GAP, Called, acquaintance, changes
from generator.word.making.maker import TemplateMaker
from generator.word.making.table import Table, pieces

_CALLED = Called(
    "{{ название.слово|дат }}\n{{ название.предмет }}",
    "{{ название.с_чем }} {{ название.предмет }}",
    "{{ название.его }}",
)


def make() -> bytes:
    """The template as a file."""
    maker = TemplateMaker()
    maker.running_titles(FOOTER)
    maker.note(
        f"Шаблон регламента, стандарта, процедуры. {NOTE} Пункты печатаются под номерами источника: "
        "если они идут подряд, их ставит список, иначе номер стоит в тексте."
    )
    heading(maker, "{{ название.вид }}", "{{ название.предмет }}", "{{ название.утверждён }}")
    maker.paragraph("RgHeading", "Область применения")
    maker.paragraph("RgText", "{{ область }}")
    _clauses(maker)
    _tables(maker)
    _requirements(maker)
    _keeping(maker)
    signatures(maker)
    maker.section_break(maker.paragraph("RgBreak", ""), first=True)
    _sample(maker)
    acquaintance(maker, _CALLED)
    changes(maker, _CALLED)
    return maker.finish(title="Шаблон регламента, стандарта, процедуры")


def _clauses(maker: TemplateMaker) -> None:
    maker.tag("для раздел в разделы", "если списком")
    maker.paragraph("Heading1", "{{ раздел.название }}")
    maker.tag("иначе если раздел.название")
    maker.paragraph("RgHeading", "{{ раздел.номер }}. {{ раздел.название }}")
    maker.tag("конец", "для пункт в раздел.пункты", "если списком")
    _clause(maker, "RgClause", "")
    maker.tag("иначе")
    _clause(maker, "RgText", "{{ пункт.номер }}. ")
    maker.tag("конец")
    _blocks(maker, "пункт.блоки")
    maker.tag("конец", "конец")


def _clause(maker: TemplateMaker, style: str, number: str) -> None:
    """A clause with its title in bold at the beginning of the line."""
    paragraph = maker.paragraph(style, number)
    for piece in pieces("{% если пункт.название %}{{ пункт.название }}. {% конец %}"):
        paragraph.add_run(piece).bold = True
    paragraph.add_run("{{ пункт.текст }}")


def _blocks(maker: TemplateMaker, variable: str) -> None:
    maker.tag(f"для блок в {variable}", "если блок.таблица")
    maker.paragraph("RgBreak", "").paragraph_format.space_before = GAP
    maker.paragraph("RgBreak", "{{p блок.таблица }}")
    gap(maker)
    maker.tag("иначе если блок.перечисление")
    maker.paragraph("RgItem", "{{ блок.перечисление }}")
    maker.tag("иначе")
    maker.paragraph("RgText", "{{ блок.абзац }}")
    maker.tag("конец", "конец")


def _tables(maker: TemplateMaker) -> None:
    maker.tag("если поля")
    maker.paragraph("RgHeading", "Поля")
    maker.table(
        Table(
            (46, 30, 28, 66),
            ("Поле", "Тип", "Обязательное", "Как заполнять"),
            ("{{ строка.поле }}", "{{ строка.тип }}", "{{ строка.обязательное }}", "{{ строка.пояснение }}"),
            loop="строка в поля",
            alt="Поля, которые описывает документ",
            centred=(2,),
        )
    )
    maker.paragraph("RgBreak", "")
    maker.tag("конец", "если нормы")
    maker.paragraph("RgHeading", "Нормативы, которые устанавливает документ")
    maker.table(
        Table(
            (16, 64, 56, 34),
            ("Пункт", "Показатель и код нормы", "Норматив", "Период"),
            (
                "{{ строка.пункт }}",
                "{{ строка.норма.показатель }} ({{ строка.код }})",
                "{{ строка.норма.норматив }}",
                "{{ строка.норма.период }}",
            ),
            loop="строка в нормы",
            alt="Нормативы, которые устанавливает документ",
            centred=(0,),
        )
    )
    maker.paragraph("RgBreak", "")
    maker.tag("конец", "если операции")
    maker.paragraph("RgHeading", "Операции, которые выполняют по документу")
    maker.table(
        Table(
            (76, 62, 32),
            ("Операция", "Процесс", "Пункты"),
            ("{{ строка.операция }}", "{{ строка.процесс }}", "{{ строка.пункты }}"),
            loop="строка в операции",
            alt="Операции, которые выполняют по документу",
        )
    )
    maker.paragraph("RgBreak", "")
    maker.tag("конец")


def _requirements(maker: TemplateMaker) -> None:
    maker.tag("если требования и не разделы")
    maker.paragraph("RgHeading", "Требования к содержанию документа")
    maker.paragraph("RgText", "Содержание документа отвечает требованиям:", keep=True)
    maker.each("пункт", "требования", "RgItem", "{{ пункт }}")
    maker.tag("конец")


def _keeping(maker: TemplateMaker) -> None:
    maker.paragraph("RgHeading", "Хранение и пересмотр")
    maker.tag("если ведёт")
    maker.paragraph("RgText", "За содержание документа отвечает {{ ведёт|им }}.")
    maker.tag("конец", "если хранится")
    maker.paragraph("RgText", "Место хранения: {{ хранится }}.")
    maker.tag("конец", "если срок")
    maker.paragraph("RgText", "Срок хранения: {{ срок }}.")
    maker.tag("конец")
    maker.paragraph(
        "RgText",
        "Документ вводится в действие с\u00a0"
        "{% если документ.действует %}{{ документ.действует|словами }}{% иначе %}даты утверждения{% конец %} "
        "и действует до замены новой редакцией{% если документ.пересмотр %}; его пересматривают не позднее "
        "{{ документ.пересмотр|словами }}{% иначе %}.{% конец %}",
        keep=True,
    )


def _sample(maker: TemplateMaker) -> None:
    maker.tag("если образец")
    maker.paragraph("RgAppendix", _CALLED.annex)
    maker.paragraph("RgAppendixTitle", "Образец")
    _blocks(maker, "образец")
    maker.tag("конец")

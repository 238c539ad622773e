"""The default template of an operation's checklist: one page, boxes to tick, a line to sign."""

from __future__ import annotations

from generator.word.defaults.front import NOTE
from generator.word.defaults.sheets import GAP
from generator.word.making.maker import TemplateMaker
from generator.word.making.table import Table
from generator.word.operation_checklist.fitting import BOX, LIMITS, POINTS, RESULTS, START, STEPS

_BOX = "☐"
_STYLES = ("RgCheckTableHead", "RgCheckCell", "RgCheckCell")
_FOOTER = (
    "Чек-лист · {% если документ.издан %}регламент {{ документ.номер }}, редакция {{ документ.редакция }} · {% конец %}"
    "источник {{ документ.источник }}"
)


def make() -> bytes:
    """The template as a file."""
    from docx.shared import Mm

    maker = TemplateMaker()
    maker.running_titles(_FOOTER, numbered=False)
    page = maker.document.sections[0]
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin = page.bottom_margin = Mm(15)
    maker.note(f"Шаблон чек-листа операции: одна страница. {NOTE}")
    maker.paragraph(
        "RgCheckHead",
        "Чек-лист операции{% если процесс %} · процесс {{ процесс|кавычки }}{% конец %}\t{{ организация.кратко }}",
    )
    maker.paragraph("RgCheckTitle", "{{ операция }}")
    _lead(maker)
    _start(maker)
    _steps(maker)
    _results(maker)
    _limits(maker)
    _points(maker)
    _end(maker)
    return maker.finish(title="Шаблон чек-листа операции")


def _lead(maker: TemplateMaker) -> None:
    maker.tag("если зачем")
    maker.paragraph("RgCheckText", "{{ зачем }}")
    maker.tag("конец", "если исполнитель")
    _labelled(maker, "Исполнитель: ", "{{ исполнитель|строчная }}")
    maker.tag("конец", "если средства")
    _labelled(maker, "Где записывают: ", "{{ средства }}")
    maker.tag("конец", "если главное")
    _labelled(maker, "Главное: ", "{{ главное }}")
    maker.tag("конец")


def _labelled(maker: TemplateMaker, label: str, text: str) -> None:
    paragraph = maker.paragraph("RgCheckText", "")
    paragraph.add_run(label).bold = True
    paragraph.add_run(text)


def _start(maker: TemplateMaker) -> None:
    maker.tag("если начало")
    _table(
        maker,
        Table(
            (BOX, *START),
            ("", "Перед началом", "От кого", "В каком состоянии"),
            (_BOX, "{{ строка.документ }}", _or_dash("строка.от"), _or_dash("строка.состояние")),
            loop="строка в начало",
            alt="Что нужно перед началом",
            centred=(0,),
            styles=_STYLES,
        ),
    )
    maker.tag("конец")


def _steps(maker: TemplateMaker) -> None:
    aside = "".join(
        f"\n{{%p если строка.{name} %}}\n{label}{{{{ строка.{name} }}}}\n{{%p конец %}}"
        for name, label in (("кто", "Кто: "), ("документ", "Документ: "), ("срок", "Срок: "))
    ).lstrip("\n")
    maker.tag("если шаги")
    _table(
        maker,
        Table(
            (BOX, *STEPS),
            ("", "Шаги", "Кто, с чем, к какому сроку"),
            (_BOX, "{{ loop.index }}. {{ строка.действие }}", aside),
            loop="строка в шаги",
            alt="Шаги операции",
            centred=(0,),
            styles=_STYLES,
        ),
    )
    maker.tag("конец")


def _results(maker: TemplateMaker) -> None:
    maker.tag("если результат")
    _table(
        maker,
        Table(
            (BOX, *RESULTS),
            ("", "Что получилось", "Кому передано", "Как проверить"),
            (_BOX, "{{ строка.документ }}", _or_dash("строка.кому"), _or_dash("строка.проверка")),
            loop="строка в результат",
            alt="Результат операции",
            centred=(0,),
            styles=_STYLES,
        ),
    )
    maker.tag("конец")


def _limits(maker: TemplateMaker) -> None:
    maker.tag("если нормы")
    _table(
        maker,
        Table(
            LIMITS,
            ("Норма", "Требование"),
            ("{{ строка.показатель }}", "{{ строка.норматив }}"),
            loop="строка в нормы",
            alt="Нормы операции",
            styles=_STYLES,
        ),
    )
    maker.tag("конец")


def _points(maker: TemplateMaker) -> None:
    maker.tag("если контроль")
    _table(
        maker,
        Table(
            POINTS,
            ("Что увидит руководство", "Кто", "Когда"),
            ("{{ строка.сведения }}", "{{ строка.кому }}", "{{ строка.когда }}"),
            loop="строка в контроль",
            alt="Контрольные точки операции",
            styles=_STYLES,
        ),
    )
    maker.tag("конец")


def _end(maker: TemplateMaker) -> None:
    maker.tag("если сокращён")
    maker.paragraph(
        "RgCheckText", "Чек-лист сокращён до страницы; остальное — на странице операции на сайте."
    ).paragraph_format.space_before = GAP
    maker.tag("конец")
    maker.paragraph("RgCheckSign", "Дата \t Фамилия, инициалы \t Подпись \t")


def _table(maker: TemplateMaker, table: Table) -> None:
    maker.paragraph("RgBreak", "", keep=True).paragraph_format.space_before = GAP
    maker.table(table)


def _or_dash(name: str) -> str:
    return f"{{% если {name} %}}{{{{ {name} }}}}{{% иначе %}}—{{% конец %}}"

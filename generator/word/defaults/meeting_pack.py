"""The default template of the meeting pack: the company on the first page, then a page for every manager."""

from __future__ import annotations

from generator.word.defaults.front import NOTE
from generator.word.defaults.report_sheet import card, cell, head, labelled, sheet
from generator.word.making.grid import Box, Grid, Line, Row, each
from generator.word.making.maker import TemplateMaker
from generator.word.meeting_pack.fitting import BREACHES, PROMISES

_TEAM = (8.0, 42.0, 16.0, 19.0, 19.0, 19.0, 14.0, 18.0, 25.0)
_QUESTIONS = (8.0, 92.0, 44.0, 20.0, 16.0)


def make() -> bytes:
    """The template as a file."""
    maker = sheet("Планёрка · данные по {{ день }} · источник {{ документ.источник }}", numbered=True)
    maker.note(f"Шаблон материалов планёрки. {NOTE}")
    maker.paragraph(
        "RgReportTop",
        "{{ организация.кратко }} · нормы проверены за период: {{ период }}\tаудит на {{ документ.дата|цифрами }}",
    )
    maker.paragraph("RgReportTitle", "Планёрка: разбор нарушений по {{ день }}")
    _company(maker)
    _team(maker)
    _pages(maker)
    return maker.finish(title="Шаблон материалов планёрки")


def _company(maker: TemplateMaker) -> None:
    cards = tuple(card(name) for name in ("оценка", "нарушений", "новых", "обещано"))
    maker.table(Grid((45, 45, 45, 45), (Row(cards),), alt="Главное за неделю четырьмя числами"))
    maker.tag("если динамика")
    point = "{{ точка.оценка }} на {{ точка.день }}{% если не loop.last %} → {% конец %}"
    labelled(maker, "Оценка по аудитам: ", f"{{% для точка в динамика %}}{point}{{% конец %}}")
    maker.tag("конец")
    maker.paragraph("RgReportSection", "Повестка")
    maker.each("пункт", "повестка", "RgReportItem", "{{ loop.index }}.\t{{ пункт }}")
    maker.tag("если вопросы")
    maker.paragraph("RgReportSection", "Главные вопросы компании")
    about = Box((Line("RgReportTotal", "{{ строка.вопрос }}"), Line("RgReportCell", "{{ строка.пояснение }}")))
    maker.table(
        Grid(
            _QUESTIONS,
            (
                Row(tuple(map(head, ("№", "Вопрос", "Что меняем", "Кто", "Срок"))), title=True),
                "для строка в вопросы",
                Row((cell("{{ loop.index }}", "RgReportMiddle"), about, cell(""), cell(""), cell(""))),
                "конец",
            ),
            alt="Главные вопросы компании и место для решений",
        )
    )
    maker.tag("конец")


def _team(maker: TemplateMaker) -> None:
    titles = ("№", "Сотрудник", "Оценка", "Изменение", "Нарушений", "Можно исправить", "Новых", "Обещания", "Сумма")
    names = ("оценка", "изменение", "нарушений", "исправимо", "новых", "обещания")
    maker.tag("если сотрудники")
    maker.paragraph("RgReportSection", "Сотрудники, худшие первыми")
    maker.table(
        Grid(
            _TEAM,
            (
                Row(tuple(map(head, titles)), title=True),
                "для строка в сотрудники",
                Row(
                    (
                        cell("{{ строка.номер }}", "RgReportMiddle"),
                        cell("{{ строка.сотрудник }}"),
                        *(cell(f"{{{{ строка.{name} }}}}", "RgReportMiddle") for name in names),
                        cell("{{ строка.сумма }}", "RgReportNumber"),
                    )
                ),
                "конец",
            ),
            alt="Оценки и нарушения сотрудников, худшие первыми",
        )
    )
    maker.tag("конец", "если без_нарушений")
    maker.paragraph("RgReportText", "{{ без_нарушений }}").paragraph_format.space_before = 25400
    maker.tag("конец")
    maker.each("примечание", "примечания", "RgReportNote", "{{ примечание }}")


def _pages(maker: TemplateMaker) -> None:
    maker.tag("для лист в страницы")
    maker.paragraph(
        "RgReportPerson", "{{ лист.сотрудник }}{% если лист.оценка %}\t{{ лист.оценка }}\u00a0из\u00a0100{% конец %}"
    )
    maker.paragraph(
        "RgReportText", "{% если лист.должность %}{{ лист.должность|прописная }}. {% конец %}{{ лист.итог }}"
    )
    maker.tag("если лист.динамика")
    labelled(maker, "Оценки по аудитам: ", "{{ лист.динамика }}")
    maker.tag("конец", "если лист.обещания")
    maker.paragraph("RgReportSection", "Что обещали в прошлый раз")
    maker.table(
        Grid(
            PROMISES,
            (
                Row(tuple(map(head, ("О чём", "Норма", "Решение", "Срок", "Итог"))), title=True),
                "для строка в лист.обещания",
                Row(
                    tuple(
                        cell(f"{{{{ строка.{name} }}}}", "RgReportTotal" if name == "итог" else "RgReportCell")
                        for name in ("объект", "норма", "решение", "срок", "итог")
                    )
                ),
                "конец",
            ),
            alt="Обещания прошлого совещания и что с ними стало",
        )
    )
    maker.tag("конец", "если лист.нарушения")
    maker.paragraph("RgReportSection", "О чём решить")
    maker.table(_breaches())
    maker.tag("конец", "если лист.ещё")
    maker.paragraph("RgReportNote", "{{ лист.ещё }}")
    maker.tag("конец", "конец")


def _breaches() -> Grid:
    about = Box(
        (
            Line(
                "RgReportCell",
                "{% если строка.сумма %} · {{ строка.сумма }}{% конец %}",
                lead="{{ строка.объект|прописная }}{% если строка.отметка %} · {{ строка.отметка }}{% конец %}",
            ),
            Line("RgReportSmall", "{{ строка.норма }} · {{ строка.пункт }}", lead="Норма: "),
            Line(
                "RgReportSmall",
                "{{ строка.доказательство }}{% если строка.источник %}; {{ строка.источник }}{% конец %}",
                lead="Доказательство: ",
            ),
        )
    )
    choice = Box(
        (
            *each("решение", "строка.решения", Line("RgReportChoice", "☐ {{ решение }}")),
            Line("RgReportDecided", "Срок \t Подпись \t"),
        )
    )
    return Grid(
        BREACHES,
        (
            Row((head("№"), head("Нарушение, пункт регламента, доказательство"), head("Решение")), title=True),
            "для строка в лист.нарушения",
            Row((cell("{{ строка.номер }}", "RgReportMiddle"), about, choice)),
            "конец",
        ),
        alt="Нарушения сотрудника и решения по ним",
    )

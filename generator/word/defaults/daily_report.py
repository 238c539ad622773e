"""The default template of the daily report: one page for the head's table."""

from __future__ import annotations

from generator.word.daily_report.fitting import LATE, NEWS, ONE, REFUSALS, TWO, WORST
from generator.word.defaults.front import NOTE
from generator.word.defaults.report_sheet import card, cell, head, sheet, total
from generator.word.making.grid import Grid, Row
from generator.word.making.maker import TemplateMaker

_SIDE = ("план", "должно", "сделано", "отклонение", "цель")
_TITLES = ("План месяца", "Должно быть", "Сделано", "Недобор (−), сверх (+)", "{{ план.последний }}")
_SHORT_TITLES = ("План", "Должно", "Сделано", "Недобор (−)", "{{ план.последний }}")
_LATE = ("сделки", "задачи", "ответы", "оплаты", "прочее")


def make() -> bytes:
    """The template as a file."""
    maker = sheet("Рапорт за {{ день }} · источник {{ документ.источник }}", numbered=True)
    maker.note(f"Шаблон рапорта руководителю: одна страница. {NOTE}")
    maker.paragraph(
        "RgReportTop",
        "{{ организация.кратко }} · нормы проверены за период: {{ период }}\tна утро {{ документ.дата|цифрами }}",
    )
    maker.paragraph("RgReportTitle", "Рапорт руководителю за {{ день }}")
    cards = tuple(card(name) for name in ("оценка", "выполнение", "просрочено", "отказано"))
    maker.table(Grid((45, 45, 45, 45), (Row(cards),), alt="Главное за день четырьмя числами"))
    _plan(maker)
    _late(maker)
    _worst(maker)
    _refusals(maker)
    _news(maker)
    maker.each("примечание", "примечания", "RgReportNote", "{{ примечание }}")
    return maker.finish(title="Шаблон рапорта руководителю")


def _plan(maker: TemplateMaker) -> None:
    maker.tag("если план")
    maker.paragraph("RgReportSection", "{{ план.заголовок }}")
    maker.tag("если план.второй")
    over = (head(""), head("{{ план.первый }}", 5), head("{{ план.второй }}", 5))
    maker.table(_planned(TWO, ("первый", "второй"), (Row(over, title=True),), _SHORT_TITLES))
    maker.tag("иначе")
    maker.table(_planned(ONE, ("первый",), (), _TITLES))
    maker.tag("конец", "конец")


def _planned(
    widths: tuple[float, ...], sides: tuple[str, ...], above: tuple[Row, ...], titles: tuple[str, ...]
) -> Grid:
    names = [f"{side}.{name}" for side in sides for name in _SIDE]
    return Grid(
        widths,
        (
            *above,
            Row((head("Сотрудник"), *(head(title) for _ in sides for title in titles)), title=True),
            "для строка в план.строки",
            Row(
                (
                    cell("{{ строка.сотрудник }}"),
                    *(cell(f"{{{{ строка.{name} }}}}", "RgReportNumber") for name in names),
                )
            ),
            "конец",
            Row(
                (
                    total("{{ план.итог.сотрудник }}", "RgReportTotal"),
                    *(total(f"{{{{ план.итог.{name} }}}}") for name in names),
                )
            ),
        ),
        alt="План месяца и его выполнение по сотрудникам",
    )


def _late(maker: TemplateMaker) -> None:
    titles = ("Сделки и стадии", "Задачи", "Ответы клиентам", "Оплаты и заказы", "Поля и прочее", "Всего")
    maker.paragraph("RgReportSection", "Просрочено и не исправлено")
    maker.tag("если просрочки")
    maker.table(
        Grid(
            LATE,
            (
                Row((head("Сотрудник"), *map(head, titles)), title=True),
                "для строка в просрочки",
                Row(
                    (
                        cell("{{ строка.сотрудник }}"),
                        *(cell(f"{{{{ строка.{name} }}}}", "RgReportMiddle") for name in _LATE),
                        cell("{{ строка.всего }}", "RgReportCount"),
                    )
                ),
                "конец",
                Row(
                    (
                        total("{{ просрочки_итог.сотрудник }}", "RgReportTotal"),
                        *(total(f"{{{{ просрочки_итог.{name} }}}}", "RgReportCount") for name in (*_LATE, "всего")),
                    )
                ),
            ),
            alt="Сколько нарушений длится у каждого сотрудника",
        )
    )
    maker.tag("конец", "если без_просрочек")
    maker.paragraph("RgReportText", "{{ без_просрочек }}").paragraph_format.space_before = 25400
    maker.tag("конец")


def _worst(maker: TemplateMaker) -> None:
    maker.tag("если худшие")
    maker.paragraph("RgReportSection", "Самое срочное")
    maker.table(_listed(WORST, "худшие", "Самые важные из нарушений, которые можно исправить", title=True))
    maker.tag("конец", "если худшие_ещё")
    maker.paragraph("RgReportNote", "{{ худшие_ещё }}")
    maker.tag("конец")


def _listed(widths: tuple[float, ...], name: str, alt: str, *, title: bool) -> Grid:
    titles = ("Что", "За кем", "Норма", "На сколько", "Сумма")
    body = (
        cell("{{ строка.объект }}"),
        cell("{{ строка.сотрудник }}"),
        cell("{{ строка.норма }}"),
        cell("{{ строка.сверх }}"),
        cell("{{ строка.сумма }}", "RgReportNumber"),
    )
    rows = (f"для строка в {name}", Row(body), "конец")
    return Grid(widths, (Row(tuple(map(head, titles)), title=True), *rows) if title else rows, alt)


def _refusals(maker: TemplateMaker) -> None:
    maker.paragraph("RgReportSection", "{{ отказы_заголовок }}")
    maker.tag("если отказы")
    maker.table(
        Grid(
            REFUSALS,
            (
                Row(tuple(map(head, ("День", "Сделка", "Кто вёл", "Со стадии", "Причина", "Сумма"))), title=True),
                "для строка в отказы",
                Row(
                    (
                        cell("{{ строка.день }}"),
                        cell("{{ строка.сделка }}"),
                        cell("{{ строка.сотрудник }}"),
                        cell("{{ строка.стадия }}"),
                        cell("{{ строка.причина }}"),
                        cell("{{ строка.сумма }}", "RgReportNumber"),
                    )
                ),
                "конец",
            ),
            alt="Отказы последних дней с причинами и суммами",
        )
    )
    maker.tag("конец", "если отказы_ещё")
    maker.paragraph("RgReportNote", "{{ отказы_ещё }}")
    maker.tag("конец")


def _news(maker: TemplateMaker) -> None:
    maker.tag("если новое")
    maker.paragraph("RgReportSection", "Что нового")
    maker.paragraph("RgReportText", "{{ новое }}")
    maker.tag("если новые")
    maker.table(_listed(NEWS, "новые", "Новые и вернувшиеся нарушения", title=False))
    maker.tag("конец", "конец")

"""The default template of an employee's list of overdue work: boxes to tick off."""

from __future__ import annotations

from generator.word.defaults.front import NOTE
from generator.word.defaults.report_sheet import PALE, cell, head, sheet
from generator.word.making.grid import Box, Grid, Line, Row, when
from generator.word.overdue_list.fitting import LINES


def make() -> bytes:
    """The template as a file."""
    maker = sheet("{{ сотрудник }} · данные по {{ день }} · источник {{ документ.источник }}", numbered=True)
    maker.note(f"Шаблон списка просрочек сотрудника. {NOTE}")
    maker.paragraph("RgReportTop", "Список просрочек · {{ организация.кратко }}\tна утро {{ документ.дата|цифрами }}")
    maker.paragraph("RgReportTitle", "{{ сотрудник }}")
    maker.paragraph("RgReportText", "Исправить или назвать срок: {{ итог }}. Самое важное — первым.")
    maker.table(
        Grid(
            LINES,
            (
                Row(tuple(map(head, ("", "Что", "Что не так", "На сколько", "Сумма"))), title=True),
                "для группа в группы",
                Row((_group(),)),
                "для строка в группа.строки",
                Row(
                    (
                        cell("☐", "RgReportMiddle"),
                        cell("{{ строка.объект }}"),
                        cell("{{ строка.что_не_так }}"),
                        cell("{{ строка.сверх }}"),
                        cell("{{ строка.сумма }}", "RgReportNumber"),
                    )
                ),
                "конец",
                "конец",
            ),
            alt="Что исправить, по нормам",
        )
    )
    maker.paragraph("RgReportSign", "Сделано \t Подпись \t")
    return maker.finish(title="Шаблон списка просрочек")


def _group() -> Box:
    """What is said of a norm over the objects that break it."""
    deed = "{{ группа.что_делать }}{% если группа.операция %} Операция {{ группа.операция }}.{% конец %}"
    return Box(
        (
            Line("RgReportGroup", "{{ группа.норма }}: {{ группа.сколько }}"),
            Line("RgReportSmall", deed, lead="Что делать: "),
            *when("группа.пункт", Line("RgReportSmall", "{{ группа.пункт }}", lead="Правило: ")),
            *when("группа.зачем", Line("RgReportSmall", "{{ группа.зачем }}", lead="Зачем: ")),
            *when("группа.ещё", Line("RgReportSmall", "{{ группа.ещё }}")),
        ),
        span=len(LINES),
        shade=PALE,
    )

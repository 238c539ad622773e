"""The sheet of the norms, wherever they stand."""

from __future__ import annotations

from generator.workbook import normcells
from generator.workbook.codecs import YES_NO, Choice, Day, Number, Quantity
from generator.workbook.plan import Column, Plan
from generator.workbook.sheets.columns import choice, ref, text
from handbook.finding import Severity
from handbook.norms import Norm

SEVERITIES = {severity.value: severity.word for severity in Severity}
_AMOUNT = "Число с единицей: 30 d, 15 wmin, 20 %"
_SINCE = (
    "Первый день предела, который виден в строке: 01.02.2027. Прежние пределы — в столбце «Остальное». "
    "Новый предел вместе с более поздней датой станет новой редакцией, прежний останется"
)
_REST = (
    "Остальные параметры нормы так, как их пишут в файле: ключ, двоеточие, значение. Новой норме впишите их сюда; "
    "у прежней нормы их правят в файле"
)

NORMS = Plan(
    "Нормы",
    "норма",
    "norms",
    ("operation", "process", "positions", "norms"),
    Norm,
    (
        text("Название", "title", width=32, required=True),
        Column("Вид нормы", ("kind",), Choice(normcells.KIND_TITLES), 22, derived=normcells.kind, required=True),
        Column("Не менее", codec=Quantity(), width=12, varying=normcells.limit("min"), note=_AMOUNT),
        Column("Не более", codec=Quantity(), width=12, varying=normcells.limit("max"), note=_AMOUNT),
        Column("Действует с", codec=Day(), width=12, varying=normcells.since, note=_SINCE),
        text("Зачем нужна", "why", width=60, required=True),
        choice("Важность", "severity", SEVERITIES),
        Column("Допуск, %", ("tolerance",), Number(percent=True), 10),
        ref("Документ", "source", "document", target="document"),
        text("Пункт", "source", "clause", width=10),
        Column("Черновик", ("draft",), YES_NO, 10, choices=("да", "нет")),
        Column("Остальное", width=44, note=_REST, derived=normcells.rest_cell, unpacked=normcells.read_rest),
    ),
    target="norm",
    owner=("Где стоит", "operation"),
)

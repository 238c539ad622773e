"""A small diagnosis by hand: one sheet of deals, two stages."""

from __future__ import annotations

from datetime import date

from handbook.diagnosis import Choice, ColumnLook, Diagnosis, SheetLook, SourceDraft, StageLook
from handbook.finding import Finding, Place, Severity
from handbook.missing import Missing
from handbook.result import FileAccount, Result, Score, SetAside, Status, Verdict

MARKS = (("ID",), ("Стадия", "Этап"))
HOME = SourceDraft("deals", MARKS, {}, adds=True)

NUMBER = ColumnLook("ID", 1, used=(Choice("deal_id", "Номер сделки", 1.0),), examples=("1", "2"), filled=(4, 4))
OWNER = ColumnLook("Кто ведёт", 2, used=(Choice("owner", "Ответственный", 0.92),), examples=("Анна", "Илья"))
MADE = ColumnLook(
    "Создана",
    3,
    used=(Choice("created_at", "Дата создания", 1.0),),
    examples=("01.03.2026",),
    unread=(3, (17, 40, 41)),
)
AMOUNT = ColumnLook(
    "Цена вопроса",
    4,
    choices=(Choice("amount", "Сумма", 0.7), Choice("list_amount", "Сумма по прайсу", 0.6)),
    examples=("100", "200"),
)
UTM = ColumnLook("utm_source", 5)
REASON = ColumnLook("Причина", 6, by_norm=True, examples=("Дорого",))

KNOWN_STAGE = StageLook("Опт", "Новая", 12, Choice("Новый запрос", "Новый запрос", 1.0, "Проекты"))
SURE_STAGE = StageLook("Опт", "Отказы", 2, None, (Choice("Отказ", "Отказ", 0.9, "Проекты"),))
DOUBTFUL_STAGE = StageLook("Опт", "Думают", 5, None, (Choice("Договор", "Договор", 0.6, "Проекты"),))


def sheet(*columns: ColumnLook, file: str = "deals.csv", draft: SourceDraft | None = None) -> SheetLook:
    """A sheet of deals that the chosen profile reads."""
    source = "CSV, Windows-1251, разделитель «;»"
    return SheetLook(file, source, 1, 1200, (("deals", "Сделки"),), "amocrm", columns, draft, homes=(HOME,))


def unknown(*columns: ColumnLook, file: str = "other.csv") -> SheetLook:
    """A sheet that nobody knows and that is like deals."""
    return SheetLook(file, "CSV", 1, 3, (), None, columns, likely="Сделки")


def diagnosis(
    *sheets: SheetLook,
    stages: tuple[StageLook, ...] = (),
    own: bool = False,
    result: Result | None = None,
    findings: tuple[Finding, ...] = (),
) -> Diagnosis:
    return Diagnosis("amocrm", own, "amocrm", sheets, stages, result, findings)


DRAFT = SourceDraft("deals", MARKS, {"owner": "Кто ведёт"}, adds=True)
WHOLE = diagnosis(
    sheet(NUMBER, OWNER, MADE, AMOUNT, UTM, REASON, draft=DRAFT), stages=(KNOWN_STAGE, SURE_STAGE, DOUBTFUL_STAGE)
)


def verdict(name: str, status: Status, *missing: Missing, reason: str | None = None) -> Verdict:
    return Verdict(name, f"Норма {name}", "deal_age", "не более 30 дней", Severity.ERROR, status, 0.0, reason=reason,
                   missing=missing)  # fmt: skip


def column_of_deals(title: str, *names: str) -> Missing:
    return Missing("deals", names, f"Добавьте в выгрузку «Сделки» {title}; если он там есть, сопоставьте")


RESULT = Result(
    company="Проба",
    as_of=date(2026, 10, 1),
    judged_from=None,
    profile="amocrm",
    currency="RUB",
    verdicts=(
        verdict("a", Status.PASSED),
        verdict("b", Status.FAILED),
        verdict("c", Status.NOT_CHECKED, column_of_deals("столбец «Дата закрытия»", "closed_at")),
        verdict("d", Status.NOT_CHECKED, column_of_deals("столбцы «Дата закрытия», «Скидка, %»", "closed_at",
                                                         "discount_percent")),
        verdict("e", Status.NOT_CHECKED, Missing("plan", ("owner", "amount"), "Добавьте к выгрузке таблицу плана")),
        verdict("f", Status.NOT_CHECKED, reason="в выгрузке нет сделок, к которым относится норма"),
    ),
    score=Score(None, None, 2, 4, 0),
    owners=(),
    accounts=(
        FileAccount("deals.csv", "deals", "CSV", 1200, 1197, (SetAside("пробная запись", (4, 5, 9)),)),
    ),
)  # fmt: skip
REMARKS = (
    Finding("unread-columns", Severity.INFO, "аудит не читает столбцы", (Place("deals.csv", row=1),)),
    Finding(
        "unread-value",
        Severity.WARNING,
        "значение не читается как дата: «вчера»",
        tuple(Place("deals.csv", row=row, field="Создана") for row in (17, 40, 41)),
        "Исправьте значение в CRM",
    ),
    Finding("no-deals", Severity.ERROR, "нет таблицы сделок", (Place("a.csv"), Place("b.csv"))),
)

"""A result with every status, and one in which every text is hostile."""

import random
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path

import pytest

from handbook.book import Handbook, PlacedNorm
from handbook.finding import Finding, Place, Severity
from handbook.measure import CellKind, MeasureColumn, MeasureResult
from handbook.model.base import ClauseRef
from handbook.model.company import Company
from handbook.model.document import Clause, Document
from handbook.norms.activity_rate import ActivityRate
from handbook.norms.base import Norm
from handbook.norms.contact_gap import ContactGap
from handbook.norms.conversion import Conversion
from handbook.norms.deal_age import DealAge
from handbook.norms.open_deals import OpenDeals
from handbook.norms.plan_fact import PlanFact
from handbook.norms.quantity import parse_quantity
from handbook.norms.required_fields import RequiredFields
from handbook.norms.response_time import ResponseTime
from handbook.norms.stage_age import StageAge
from handbook.result import (
    FileAccount,
    Missing,
    OwnerCount,
    Result,
    Score,
    SetAside,
    Status,
    Verdict,
    Violation,
    Waived,
    score_of,
)
from tests.sample import sample_audit, sample_book

AS_OF = date(2026, 10, 1)
TEAM = (
    "Ковалёва Марина",
    "Плотников Илья",
    "Гусейнов Тимур",
    "Шестакова Анна",
    "Борисов Павел",
    "Яхина Лилия",
)
FIRMS = (
    "Складские системы",
    "ТД «Северный путь»",
    "Логистика Урал",
    "АО «Химпродукт»",
    "Аптеки 59",
    "ИП Лаптев",
)


def norms() -> tuple[Norm, ...]:
    source = ClauseRef(document="reglament-prodazh", clause="4.2")
    return (
        DealAge(
            id="n-dlitelnost-tipovaya",
            title="Длительность типовой сделки",
            why="Затянутая сделка уходит к конкуренту: после 45 дней выигрываем каждую десятую.",
            limits=(
                {"from": date(2026, 1, 1), "max": "45 d"},
                {"from": date(2026, 7, 1), "max": "30 d"},
            ),
            source=source,
        ),
        StageAge(
            id="n-novyj-zapros",
            title="Разбор нового запроса",
            why="Клиент пишет сразу нескольким поставщикам и выбирает того, кто ответил первым.",
            stage="Новый запрос",
            max=parse_quantity("8 wh"),
            source=ClauseRef(document="reglament-prodazh", clause="3.1"),
        ),
        OpenDeals(
            id="n-otkrytye-sdelki",
            title="Открытых сделок у менеджера",
            why="Меньше восьми — воронка пуста, больше двадцати пяти — сделки бросают.",
            min=8,
            max=25,
            severity=Severity.WARNING,
            tolerance=10,
        ),
        RequiredFields(
            id="n-prichina-otkaza",
            title="Причина отказа указана",
            why="Без причины отказа не видно, что чинить: цену, срок или работу.",
            fields=("Причина отказа",),
            on="lost",
        ),
        Conversion(
            id="n-konversiya",
            title="Конверсия из квалификации в договор",
            why="Показывает, тех ли клиентов берём в работу.",
            start="Квалификация",
            to="Сделка выиграна",
            per="quarter",
            min=parse_quantity("25 %"),
            severity=Severity.WARNING,
        ),
        PlanFact(
            id="n-plan",
            title="Выполнение плана продаж",
            why="План держит зарплаты и склад.",
            min=parse_quantity("90 %"),
        ),
        ActivityRate(
            id="n-vstrechi",
            title="Встречи с клиентами",
            why="Крупные заказы рождаются на встречах.",
            activity="meeting",
            per="week",
            min=4,
            severity=Severity.WARNING,
        ),
        ResponseTime(
            id="n-reakciya",
            title="Скорость реакции на обращение",
            why="Через час обращение остывает.",
            max=parse_quantity("30 wmin"),
        ),
        ContactGap(
            id="n-kontakt",
            title="Перерыв в общении с клиентом",
            why="Клиент, которому не звонят квартал, уходит.",
            max=parse_quantity("90 d"),
            severity=Severity.INFO,
        ),
    )


@pytest.fixture
def handbook(tmp_path: Path) -> Handbook:
    return make_handbook(tmp_path)


@pytest.fixture(scope="session")
def shared_handbook(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    """For tests that add nothing to the company's folder."""
    return make_handbook(tmp_path_factory.mktemp("company"))


def make_handbook(root: Path) -> Handbook:
    document = Document(
        id="reglament-prodazh",
        title="Регламент продаж типовых решений",
        kind="regulation",
        scope="Отдел продаж",
        clauses=(
            Clause(
                number="3.1",
                title="Новый запрос",
                text="Новый запрос разбирают в срок [[norm:n-novyj-zapros]].",
            ),
            Clause(
                number="4.2",
                text="Типовая сделка длится **[[norm:n-dlitelnost-tipovaya]]**; продление согласует "
                "руководитель.\nСрок считают от создания сделки до её закрытия.",
            ),
        ),
    )
    return Handbook(
        root=root,
        company=Company(
            name="Общество с ограниченной ответственностью «Мера-Поток»",
            short_name="ООО «Мера-Поток»",
            city="Пермь",
            head="generalnyj-direktor",
        ),
        documents={document.id: document},
        norms={norm.id: PlacedNorm(norm, "operation", "otpravit-kp") for norm in norms()},
    )


def violations(norm: Norm, count: int, seed: int) -> tuple[Violation, ...]:
    dice = random.Random(seed)  # noqa: S311 - a sample, not a secret
    return tuple(_violation(norm, number, dice) for number in range(count))


def _violation(norm: Norm, number: int, dice: random.Random) -> Violation:
    day = date(2026, 1, 12) + timedelta(days=dice.randrange(255))
    owner = TEAM[min(dice.randrange(6), dice.randrange(6))]
    deal = str(1000 + dice.randrange(600))
    edition = norm.edition_on(day)
    common = Violation(
        key=f"{deal}|{number}",
        object_id=deal,
        object_title=f"{dice.choice(FIRMS)}: сканеры штрихкода, {dice.randrange(2, 40)} шт.",
        owner=None if dice.random() < 0.03 else owner,
        moment=day.isoformat(),
        actual=None,
        limit=None,
        unit="",
        detail="",
        money=Decimal(dice.randrange(60, 2400)) * 1000,
        source_file="deals.csv",
        source_row=2 + number * 7,
        edition=edition.since if edition else None,
    )
    return _object(norm, common, day, number, dice)


def _object(norm: Norm, common: Violation, day: date, number: int, dice: random.Random) -> Violation:
    deal = common.object_id
    if isinstance(norm, DealAge):
        limit = 30 if day >= date(2026, 7, 1) else 45
        days = limit + 1 + dice.randrange(60)
        return replace(common, actual=days, limit=limit, unit="d", detail=f"Сделка длится {days} дн. и не закрыта")
    if isinstance(norm, StageAge):
        hours = 8 + dice.random() * 30
        detail = "Стоит на стадии «Новый запрос» дольше нормы"
        return replace(common, actual=hours, limit=8.0, unit="wh", detail=detail, source_file="history.csv")
    if isinstance(norm, RequiredFields):
        value = dice.choice(("пусто", "«-»", "«тест»"))
        return replace(common, key=f"{deal}|Причина отказа", detail=f"Поле «Причина отказа»: {value}")
    if isinstance(norm, ResponseTime):
        minutes = 31 + dice.randrange(400)
        return replace(
            common,
            actual=minutes,
            limit=30,
            unit="wmin",
            detail="Первый звонок позже нормы",
            money=None,
            source_file="leads.xlsx",
        )
    return _period(norm, common, day, number, dice)


def _period(norm: Norm, common: Violation, day: date, number: int, dice: random.Random) -> Violation:
    owner = common.owner or TEAM[0]
    week = day - timedelta(days=day.weekday())
    person = replace(common, object_id=owner, object_title=None, owner=owner, money=None, source_row=None)
    if isinstance(norm, ActivityRate):
        count = dice.randrange(4)
        iso = week.isocalendar()
        return replace(
            person,
            key=f"{owner}|{week}",
            moment=f"{iso.year}-W{iso.week:02d}",
            actual=count,
            limit=4,
            detail=f"Встреч за неделю: {count}",
            source_file=None,
        )
    if isinstance(norm, PlanFact):
        done = dice.randrange(40, 89)
        return replace(
            person,
            moment=f"{day:%Y-%m}",
            actual=done + 0.4,
            limit=90,
            unit="%",
            detail=f"Выиграно на {done},4 % плана",
            source_file="plan.xlsx",
            source_row=number + 2,
        )
    return replace(person, actual=7 + number % 2 * 20, limit=8 - number % 2 * -17, detail="Вне пределов на конец дня")


def verdict(norm: Norm, status: Status, population: int = 0, count: int = 0, **more: object) -> Verdict:
    found = violations(norm, count, len(norm.id))
    excused = found if status is Status.WAIVED else ()
    owners = tuple(
        OwnerCount(name, max(population // 6, 1), sum(item.owner == name for item in found)) for name in TEAM
    )
    made = Verdict(
        norm_id=norm.id,
        title=norm.title,
        kind=norm.kind,
        requirement=norm.words(),
        severity=norm.severity,
        status=status,
        tolerance=norm.tolerance,
        population=population,
        violations=() if excused else found,
        waived=tuple(Waived(item, "Простой склада", "Глебов Глеб", date(2026, 12, 31)) for item in excused),
        owners=owners if population else (),
        operation_title="Отправить коммерческое предложение",
    )
    return replace(made, **more)  # type: ignore[arg-type]  # names of its fields


def make_verdicts() -> tuple[Verdict, ...]:
    age, stage, opened, reason, conversion, plan, meetings, reaction, gap = norms()
    return (
        verdict(age, Status.FAILED, 612, 87),
        verdict(
            stage,
            Status.FAILED,
            580,
            243,
            approximate=True,
            notes=("Смены ответственных в выгрузке нет: нарушение записано на нынешнего ответственного.",),
        ),
        verdict(opened, Status.PASSED, 1080, 41, approximate=True),
        verdict(reason, Status.FAILED, 190, 38),
        verdict(
            conversion,
            Status.NOT_CHECKED,
            reason="Нет истории стадий: не видно, какие сделки прошли квалификацию",
            missing=(
                Missing(
                    "stage_changes",
                    ("deal_id", "stage", "entered_at"),
                    "Битрикс24: приложение «История стадий» или запрос crm.stagehistory.list; положите файл "
                    "рядом со сделками",
                ),
            ),
        ),
        verdict(plan, Status.WAIVED, 54, 3),
        verdict(meetings, Status.FAILED, 210, 64),
        verdict(reaction, Status.FAILED, 431, 52),
        verdict(
            gap,
            Status.NOT_CHECKED,
            reason="Ни один клиент не подпадает под норму",
        ),
    )


def scores(verdicts: Sequence[Verdict]) -> tuple[Score, tuple[Score, ...]]:
    judged = [item for item in verdicts if item.checked]
    left = len(verdicts) - len(judged)

    def bad(item: Verdict) -> int:
        return len(item.violations)

    company = score_of(None, [(item.severity, item.population, bad(item)) for item in judged], left)
    people = [
        score_of(
            name,
            [
                (item.severity, count.population, min(count.violators, count.population))
                for item in judged
                for count in item.owners
                if count.owner == name
            ],
            left,
        )
        for name in TEAM
    ]
    return company, tuple(people)


@pytest.fixture(scope="session")
def book() -> Handbook:
    """The sample company."""
    return sample_book()


@pytest.fixture(scope="session")
def sample() -> Result:
    """Its export audited."""
    return sample_audit()


@pytest.fixture(scope="session")
def result() -> Result:
    return make_result()


def make_result() -> Result:
    verdicts = make_verdicts()
    company, people = scores(verdicts)
    return Result(
        company="ООО «Мера-Поток»",
        as_of=AS_OF,
        judged_from=date(2026, 1, 12),
        profile="bitrix24-mera",
        currency="RUB",
        verdicts=verdicts,
        score=company,
        owners=people,
        accounts=(
            FileAccount(
                "deals.csv",
                "deals",
                "Битрикс24, выгрузка сделок",
                1230,
                1214,
                (
                    SetAside("Пробная сделка: в названии «тест»", (15, 88, 89, 90, 412, 700, 701, 955)),
                    SetAside("После даты аудита", (1224, 1225, 1226, 1227, 1228)),
                    SetAside("Нет даты создания", (300, 302, 304)),
                ),
            ),
            FileAccount("history.csv", "stage_changes", "Битрикс24, REST", 5120, 5120),
            FileAccount(
                "leads.xlsx",
                "leads",
                "Битрикс24, лист «Лиды»",
                440,
                431,
                (SetAside("Повтор строки", tuple(range(50, 59))),),
            ),
            FileAccount("plan.xlsx", "plan", "Таблица плана", 54, 54),
            FileAccount(
                "Новая таблица.xlsx",
                None,
                "Лист1",
                17,
                0,
                (SetAside("Файл не распознан", tuple(range(2, 19))),),
            ),
        ),
        findings=(
            Finding(
                "unknown-owner",
                Severity.WARNING,
                "Сотрудника «Удалённый пользователь» нет в staff.yaml: он судится по всем рабочим дням",
                (Place("deals.csv", row=17, field="Ответственный"),),
                "Добавьте его в regulations/staff.yaml с датами приёма и увольнения или впишите псевдоним",
            ),
            Finding(
                "unreadable-date",
                Severity.ERROR,
                "Дата «31.02.2026» не существует, ячейка считается пустой",
                tuple(Place("deals.csv", row=row, field="Дата создания") for row in (300, 302, 304, 310, 311, 312)),
                "Исправьте дату в CRM и выгрузите сделки ещё раз",
            ),
            Finding(
                "unused-file",
                Severity.INFO,
                "Файл не похож ни на одну известную таблицу",
                (Place("Новая таблица.xlsx"),),
            ),
        ),
        notes=("Владельцы сделок взяты на дату выгрузки: истории смены ответственных нет.",),
        measures=make_measures(),
    )


def make_measures() -> tuple[MeasureResult, ...]:
    """One indicator with a cell of every kind, and one that could not be computed."""
    columns = (
        MeasureColumn("period", "Период"),
        MeasureColumn("owner", "Ответственный"),
        MeasureColumn("deals", "Сделок", CellKind.COUNT),
        MeasureColumn("sum", "Сумма", CellKind.MONEY),
        MeasureColumn("share", "Доля", CellKind.PERCENT),
        MeasureColumn("days", "Дней", CellKind.DAYS),
        MeasureColumn("ratio", "Отношение", CellKind.NUMBER),
        MeasureColumn("day", "Дата", CellKind.DATE),
    )
    rows = (
        ("2026-08", TEAM[0], 12, Decimal("1250000.50"), Decimal("33.3333"), Decimal("5.2634"), Decimal("2.5"), AS_OF),
        ("2026-09", TEAM[1], 0, Decimal("0.00"), None, None, None, None),
    )
    why = "Видно, на ком держится месяц"
    target = "Каждый месяц больше прежнего"
    told = MeasureResult("p-itogi", "period_results", "Итоги", "result", why, target, "по 30.09.2026", columns, rows)
    gap = Missing("invoices", ("due_at", "amount"), "Выгрузите счета")
    reason = "в выгрузке нет: Счета — «Срок», «Сумма»"
    absent = MeasureResult(
        "p-dolgi", "receivables_ageing", "Долги", "result", why, period="по 30.09.2026", reason=reason, missing=(gap,)
    )
    return (replace(told, notes=("Не учтены сделки без клиента: 8",)), absent)


NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg onload=alert(1)>",
    '=HYPERLINK("http://evil.example","x")',
    "+7 912 000-00-00",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    " =1+1",
    "\x00\x01\x1b[31mкрасный\x7f\x9b",
    "\u202eтекст задом наперёд",
    "\u0645\u0631\u062d\u0628\u0627",
    "🙂👩‍👩‍👧",
    "Д" * 100_000,
    "{{ 7 * 7 }}{% for x in y %}",
    "</title></style></script><b>",
    "\ud800 половина пары",
    "\ufffe не знак",
    "две\r\nстроки\u2028и третья",
    "]]> &lt;b&gt; &amp;",
    "javascript:alert(1)",
    "' onclick='alert(1)",
)


class Poison:
    """Replaces every text of a record; the same text by the same one, so that owners stay who they are."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def __call__(self, value: object) -> object:
        if isinstance(value, Enum) or value is None:
            return value
        if isinstance(value, str):
            number = len(self.known)
            return self.known.setdefault(value, f"{NASTY[number % len(NASTY)]}{number or ''}")
        if isinstance(value, tuple):
            return tuple(self(item) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            return type(value)(**{item.name: self(getattr(value, item.name)) for item in fields(value)})
        return value


@pytest.fixture(scope="session")
def hostile() -> Result:
    return make_hostile()


def make_hostile() -> Result:
    poisoned = Poison()(make_result())
    assert isinstance(poisoned, Result)
    first, *rest = poisoned.verdicts
    odd = first.violations[0]
    numbers = (float("nan"), float("inf"), 1e300, -5.0, 30.0000001)
    more = tuple(
        replace(odd, actual=number, limit=30.0, money=money, unit="d", moment="0001-13-45")
        for number, money in zip(
            numbers,
            (Decimal("NaN"), Decimal("Infinity"), Decimal("1e30"), Decimal("-0.005"), None),
            strict=True,
        )
    )
    first = replace(first, violations=(*more, *first.violations), page="javascript:alert(1)")
    return replace(poisoned, verdicts=(first, *rest))

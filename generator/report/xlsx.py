"""The audit as a workbook: every violator, every row set aside, nothing capped but by the format itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from generator.report.book import Block, Book, Column, Style, Value
from generator.report.gap import table_title
from generator.report.measures import PERIOD, MeasureView
from generator.report.objects import name, noun, split
from generator.report.score import people
from generator.report.view import NormView, Page, gaps, page
from generator.report.words import moment, row_list
from handbook.book import Handbook
from handbook.measure import Cell, CellKind, MeasureColumn
from handbook.result import Result, Status, Verdict, Violation

_RUNS = 2000
_YES = "да"


def xlsx(result: Result, handbook: Handbook) -> bytes:
    """The workbook of a result, the same bytes for the same result.

    Args:
        result: What the audit found.
        handbook: Where reasons and clauses are taken from.
    """
    view = page(result, handbook)
    book = Book(f"Аудит: {result.company}", result.company, result.as_of, result.currency)
    book.sheet("Сводка", _SUMMARY, _summary(view), "")
    book.sheet("Нормы", _NORMS, (_norm(norm) for norm in view.norms), "Норм нет")
    _people(book, view)
    book.sheet("Нарушения", _VIOLATIONS, _violations(result), "Нарушений нет")
    book.sheet("Не проверено", _GAPS, _gaps(result), "Все нормы проверены")
    if view.measures:
        book.blocks("Показатели", _MEASURE_WIDTHS, (_measure(item) for item in view.measures), "")
    book.sheet("Учёт строк", _ROWS, _rows(result), "Файлов нет")
    book.sheet("Замечания", _FINDINGS, _findings(view), "Замечаний к выгрузке нет")
    return book.content()


_SUMMARY = (Column("Показатель", 44), Column("Значение", 60, Style.WRAPPED))
_NORMS = (
    Column("Норма", 44, Style.WRAPPED),
    Column("Итог", 16),
    Column("Важность", 16),
    Column("Требование", 44, Style.WRAPPED),
    Column("Проверено", 12, Style.INTEGER),
    Column("Нарушений", 12, Style.INTEGER),
    Column("Доля нарушений", 12, Style.PERCENT),
    Column("Допуск", 10, Style.PERCENT),
    Column("Исключений", 12, Style.INTEGER),
    Column("Отнято баллов", 12, Style.NUMBER),
    Column("Приближённо", 14),
    Column("Почему не проверено", 40, Style.WRAPPED),
    Column("Пояснения", 40, Style.WRAPPED),
    Column("Зачем нужна", 50, Style.WRAPPED),
    Column("Документ", 36, Style.WRAPPED),
    Column("Пункт", 24, Style.WRAPPED),
    Column("Операция", 36, Style.WRAPPED),
    Column("Код нормы", 26),
)
_PEOPLE = (
    Column("Сотрудник", 34),
    Column("Оценка", 10, Style.NUMBER),
    Column("Норм проверено", 12, Style.INTEGER),
    Column("Не проверено", 12, Style.INTEGER),
    Column("Нарушений", 12, Style.INTEGER),
    Column("Из них ошибок", 12, Style.INTEGER),
    Column("Под вопросом", 18, Style.MONEY),
)
_VIOLATIONS = (
    Column("Норма", 40),
    Column("Важность", 16),
    Column("Исключение", 12),
    Column("Объект", 12),
    Column("Номер", 18),
    Column("Название", 40),
    Column("Ответственный", 30),
    Column("Когда", 20),
    Column("Что не так", 60, Style.WRAPPED),
    Column("Факт", 12, Style.NUMBER),
    Column("Предел", 12, Style.NUMBER),
    Column("Единица", 10),
    Column("Сумма", 18, Style.MONEY),
    Column("Файл", 28),
    Column("Строка", 10, Style.INTEGER),
    Column("Редакция нормы с", 14, Style.DATE),
    Column("Код нормы", 26),
    Column("Ключ", 30),
)
_GAPS = (
    Column("Норма", 44, Style.WRAPPED),
    Column("Почему не проверено", 44, Style.WRAPPED),
    Column("Таблица", 24),
    Column("Столбцы", 36, Style.WRAPPED),
    Column("Как получить", 70, Style.WRAPPED),
    Column("Код нормы", 26),
)
#: A measure has as many columns as it needs: the first name what is counted.
_MEASURE_WIDTHS = (34, 30, *[20] * 18)
_STYLES = {
    CellKind.TEXT: Style.TEXT,
    CellKind.COUNT: Style.INTEGER,
    CellKind.NUMBER: Style.NUMBER,
    CellKind.MONEY: Style.MONEY,
    CellKind.PERCENT: Style.PERCENT,
    CellKind.DAYS: Style.NUMBER,
    CellKind.DATE: Style.DATE,
}
_ROWS = (
    Column("Файл", 34),
    Column("Что это", 24),
    Column("Источник", 24),
    Column("Прочитано", 12, Style.INTEGER),
    Column("Использовано", 14, Style.INTEGER),
    Column("Отложено", 12, Style.INTEGER),
    Column("Причина", 50, Style.WRAPPED),
    Column("Строк по причине", 12, Style.INTEGER),
    Column("Какие строки", 50, Style.WRAPPED),
)
_FINDINGS = (
    Column("Важность", 16),
    Column("Сообщение", 70, Style.WRAPPED),
    Column("Файл", 30),
    Column("Строка", 10, Style.INTEGER),
    Column("Столбец", 24),
    Column("Что сделать", 60, Style.WRAPPED),
    Column("Код", 28),
)


def _summary(view: Page) -> Iterator[tuple[Value, ...]]:
    result = view.result
    score = result.score
    yield "Компания", result.company
    yield "Период", view.period
    yield "Состояние на", result.as_of
    yield "Профиль CRM", result.profile
    yield "Оценка компании, из 100", None if score.value is None else round(score.value, 2)
    yield "Норм в оценке", score.checked
    yield "Норм не проверено (в оценку не входят)", score.not_checked
    for status in Status:
        yield f"Норм со статусом «{status.word}»", len(result.by_status(status))
    yield "Нарушений", view.violations
    yield "Исключений", view.excepted
    yield "Сумма под вопросом (каждый объект один раз)", view.money
    yield "Строк прочитано", sum(account.rows_read for account in result.accounts)
    yield "Строк использовано", sum(account.rows_used for account in result.accounts)
    yield "Строк отложено", sum(account.rows_set_aside for account in result.accounts)
    for account in result.accounts:
        yield "Файл выгрузки", account.file
    for note in result.notes:
        yield "Пояснение", note


def _norm(norm: NormView) -> tuple[Value, ...]:
    verdict = norm.verdict
    judged = verdict.checked
    return (
        verdict.title,
        verdict.status.word,
        verdict.severity.word,
        verdict.requirement,
        verdict.population if judged else None,
        norm.total if judged else None,
        norm.part.share if norm.part else None,
        verdict.tolerance / 100,
        norm.excepted if judged else None,
        round(norm.part.lost, 2) if norm.part else None,
        _YES if verdict.approximate else None,
        verdict.reason,
        "\n".join(verdict.notes),
        norm.why,
        norm.quote.document if norm.quote else None,
        norm.quote.clause if norm.quote else verdict.clause,
        verdict.operation_title,
        verdict.norm_id,
    )


def _people(book: Book, view: Page) -> None:
    """One line per person, one column per norm that anybody broke."""
    found = people(view.result)
    broken = [norm.verdict for norm in view.norms if norm.total]
    columns = (*_PEOPLE, *(Column(verdict.title[:200], 14, Style.INTEGER) for verdict in broken))
    rows: list[tuple[Value, ...]] = []
    for person in found:
        counts = {chip.verdict.norm_id: chip.violators for chip in person.chips}
        score = person.score
        value = score.value if score else None
        rows.append(
            (
                person.name or "(без ответственного)",
                None if value is None else round(value, 2),
                score.checked if score else None,
                score.not_checked if score else None,
                person.violations,
                person.errors,
                person.money,
                *(counts.get(verdict.norm_id) for verdict in broken),
            )
        )
    book.sheet("Сотрудники", columns, rows, "Сотрудников, чью работу можно проверить, нет")


def _violations(result: Result) -> Iterator[tuple[Value, ...]]:
    for verdict in result.verdicts:
        counted, waived = split(verdict)
        for item in counted:
            yield _violation(verdict, item, waived=False)
        for item in waived:
            yield _violation(verdict, item, waived=True)


def _violation(verdict: Verdict, item: Violation, *, waived: bool) -> tuple[Value, ...]:
    return (
        verdict.title,
        verdict.severity.word,
        _YES if waived else None,
        noun(verdict.kind, item),
        name(item),
        item.object_title,
        item.owner,
        _moment(item.moment),
        item.detail,
        item.actual,
        item.limit,
        item.unit,
        item.money,
        item.source_file,
        item.source_row,
        item.edition,
        verdict.norm_id,
        item.key,
    )


def _moment(text: str) -> Value:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-01") else moment(text)
    except ValueError:
        return text


def _gaps(result: Result) -> Iterator[tuple[Value, ...]]:
    for verdict in result.by_status(Status.NOT_CHECKED):
        for gap in gaps(verdict):
            yield (
                verdict.title,
                verdict.reason,
                gap.table,
                ", ".join(gap.columns),
                gap.how,
                verdict.norm_id,
            )
        if not verdict.missing:
            yield verdict.title, verdict.reason, None, None, None, verdict.norm_id


def _measure(view: MeasureView) -> Block:
    item = view.measure
    notes = [f"Зачем: {item.why}", *([f"Ориентир: {item.target}"] if item.target else []), *item.notes]
    if item.reason:
        notes.append(f"Не вычислено: {item.reason}")
    notes += [f"Не хватает: {gap.table} ({', '.join(gap.columns)}). {gap.how}" for gap in view.gaps]
    columns = [Column(column.title, 0, _STYLES[column.kind]) for column in item.columns]
    rows = [[_measured(value, column) for value, column in zip(row, item.columns, strict=True)] for row in item.rows]
    return Block(f"{item.title} ({view.kind}, {item.period})", columns, rows, notes)


def _measured(value: Cell, column: MeasureColumn) -> Value:
    if isinstance(value, str) and column.name == PERIOD:
        return moment(value)
    return value / 100 if isinstance(value, Decimal) and column.kind is CellKind.PERCENT else value


def _rows(result: Result) -> Iterator[tuple[Value, ...]]:
    for account in result.accounts:
        head = (account.file, table_title(account.table), account.source)
        yield (
            *head,
            account.rows_read,
            account.rows_used,
            account.rows_set_aside,
            None,
            None,
            None,
        )
        for group in account.set_aside:
            yield (
                *head,
                None,
                None,
                None,
                group.reason,
                group.count,
                row_list(group.rows, _RUNS),
            )


def _findings(view: Page) -> Iterator[tuple[Value, ...]]:
    for item in view.findings:
        for place in item.places or (None,):
            yield (
                item.severity.word,
                item.message,
                place.file if place else None,
                (place.row or place.line) if place else None,
                place.field if place else None,
                item.tip,
                item.code,
            )

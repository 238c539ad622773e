"""A diagnosis as text for a terminal: files, stages, what is in doubt, norms, rows, remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.doctor.columns import Field, cut, paragraph, plain, table
from generator.doctor.norms import norm_lines
from generator.doctor.remarks import remark_lines
from generator.doctor.words import examples, listed, percent, stage_name
from generator.report.words import row_list
from handbook.diagnosis import Choice, ColumnLook, Diagnosis, SheetLook, StageLook
from handbook.result import FileAccount
from handbook.russian.numbers import counted, format_number
from handbook.tables import TABLE, Type

_COLUMNS = (
    Field("Столбец выгрузки", 30),
    Field("Читается как", 28, wraps=True),
    Field("Уверенность", 11, right=True),
    Field("Примеры", 33),
)
_STAGES = (
    Field("Стадия в CRM", 42),
    Field("Записей", 9, right=True),
    Field("Стадия воронки", 40, wraps=True),
    Field("Уверенность", 11, right=True),
)
_READ_AS = {Type.NUMBER: "число", Type.DATE: "дата", Type.TIMESTAMP: "дата", Type.FLAG: "да или нет"}
_RUNS = 6
#: So many unread columns are shown, and so much of a value.
_UNREAD, _VALUE = 40, 20


def diagnosis_text(diagnosis: Diagnosis, *, program: str = "reglament", colour: bool = False) -> str:
    """The diagnosis for a person, ending with a line feed; nothing in it can steer a terminal.

    Args:
        diagnosis: What the doctor found.
        program: How the user starts the program.
        colour: Whether headings may stand out.
    """
    blocks = [
        *(_sheet(sheet) for sheet in diagnosis.sheets),
        _stages(diagnosis),
        _doubts(diagnosis),
        norm_lines(diagnosis),
        _rows(diagnosis.result.accounts if diagnosis.result else ()),
        remark_lines(diagnosis.findings, program),
    ]
    return "\n\n".join("\n".join(_headed(block, colour=colour)) for block in blocks if block) + "\n"


def _headed(block: Sequence[str], *, colour: bool) -> list[str]:
    return [f"\x1b[1m{block[0]}\x1b[0m", *block[1:]] if colour else list(block)


def _sheet(sheet: SheetLook) -> list[str]:
    rows = counted(sheet.rows, "строка", "строки", "строк")
    head = paragraph(plain(sheet.file), hanging="  ")
    # A header in several lines is told by the source itself.
    header = "под шапкой" if "шапка" in sheet.source else f"шапка в строке {sheet.header_row}, под ней"
    if sheet.source.startswith("JSON"):
        header = "записей в ответе:"
        rows = format_number(sheet.rows)
    what = paragraph(f"{plain(sheet.source)}; {header} {rows}", "  ")
    if sheet.separate:
        name = plain(sheet.separate)
        told = f"Второй список сделок (профиль {name}): сверяйте его отдельно: audit ФАЙЛ --crm {name}"
        return [*head, *what, *paragraph(told, "  ")]
    if not sheet.columns:
        return [*head, *what]
    lines = [*head, *what, *paragraph(_recognised(sheet), "  ")]
    known = [column for column in sheet.columns if column.used or column.by_norm]
    if known:
        lines += ["", *(text for number, column in enumerate(known) for text in _column(sheet, column, number == 0))]
    unread = [column for column in sheet.columns if not column.known and not column.choices]
    if unread:
        shown = ", ".join(_with_example(column) for column in unread[:_UNREAD])
        more = f" и ещё {format_number(len(unread) - _UNREAD)}" if len(unread) > _UNREAD else ""
        lines += ["", *paragraph(f"Не читаются ({len(unread)}): {shown}{more}", "  ", "    ")]
    useless = [column.title for column in sheet.columns if column.ignored]
    if useless:
        lines += paragraph(f"Не нужны, так сказано в профиле ({len(useless)}): {listed(useless)}", "  ", "    ")
    return lines


def _with_example(column: ColumnLook) -> str:
    """An unread column with a value, so that a person knows what is lost."""
    value = f" ({cut(plain(column.examples[0]), _VALUE)})" if column.examples else ""
    return f"«{plain(column.title, 60)}»{value}"


def _recognised(sheet: SheetLook) -> str:
    if not sheet.tables:
        like = f"; похоже на таблицу «{sheet.likely}»" if sheet.likely else ""
        like = "; может быть, это список сделок" if sheet.deals else like
        return f"Файл не узнан{like}"
    titles = ", ".join(f"«{title}»" for _, title in sheet.tables)
    by = f", профиль {sheet.profile}" if sheet.profile else ", по смыслу столбцов"
    known = sum(column.known for column in sheet.columns)
    every = counted(len(sheet.columns), "столбца", "столбцов", "столбцов")
    noun = "Таблица" if len(sheet.tables) == 1 else "Таблицы"
    useless = sum(column.ignored for column in sheet.columns)
    parts = f": читаются {known - useless}, не нужны {useless}" if useless else ""
    return f"{noun} {titles}{by}. Узнано {known} из {every} ({percent(sheet.share)}){parts}"


def _column(sheet: SheetLook, column: ColumnLook, first: bool) -> Iterator[str]:  # noqa: FBT001 - private
    titles = list(dict.fromkeys(choice.title for choice in column.used)) or ["поле, которое называют нормы"]
    sure = percent(min(choice.confidence for choice in column.used)) if column.used else ""
    row = [cut(plain(column.title), _COLUMNS[0].width), ", ".join(titles), sure, examples(column)]
    lines = table(_COLUMNS, [row], "  ")
    yield from lines if first else lines[1:]
    count, rows = column.unread
    if count:
        numbers = "строка" if len(rows) == 1 else "строки"
        where = f", {numbers} {row_list(rows, _RUNS)}" if rows else ""
        more = " и другие" if rows and count > len(rows) else ""
        what = counted(count, "значение", "значения", "значений")
        yield from paragraph(f"не читается{_expected(sheet, column)}: {what}{where}{more}", "    ")


def _expected(sheet: SheetLook, column: ColumnLook) -> str:
    """« как дата», when every table reads the column so."""
    kinds = {
        _READ_AS.get(known.type)
        for choice in column.used
        for name, _ in sheet.tables
        if name in TABLE and (known := TABLE[name].column(choice.name))
    }
    kind = kinds.pop() if len(kinds) == 1 else None
    return f" как {kind}" if kind else ""


def _stages(diagnosis: Diagnosis) -> list[str]:
    told = [(stage, stage.used or stage.guess) for stage in diagnosis.stages]
    rows = [
        [
            stage_name(stage.stage, stage.pipeline),
            format_number(stage.rows),
            stage_name(choice.title, choice.pipeline),
            percent(choice.confidence),
        ]
        for stage, choice in told
        if choice
    ]
    ignored = [stage_name(stage.stage, stage.pipeline) for stage in diagnosis.stages if stage.ignored]
    if not rows and not ignored:
        return []
    lines = ["Стадии", *(table(_STAGES, rows, "  ") if rows else [])]
    if ignored:
        lines += paragraph(f"Не стадии воронки, так сказано в профиле: {listed(ignored)}", "  ", "    ")
    return lines


def _doubts(diagnosis: Diagnosis) -> list[str]:
    columns, stages = diagnosis.doubtful_columns, diagnosis.doubtful_stages
    names = [*diagnosis.pipelines, *diagnosis.people]
    offered = [sheet for sheet in diagnosis.sheets if sheet.deals]
    if not (columns or stages or names or offered):
        return []
    lines = ["Под вопросом"]
    for sheet in offered:
        lines += _deals(sheet)
    lines += _names(diagnosis)
    columns = tuple((sheet, column) for sheet, column in columns if not (sheet.deals and not sheet.tables))
    for sheet in diagnosis.sheets:
        mine = [column for owner, column in columns if owner is sheet and not sheet.tables]
        if mine:
            lines += paragraph(f"файл {plain(sheet.file)}: если это «{sheet.likely}», то", "  ", "    ")
            for column in mine:
                lines += paragraph(f"«{plain(column.title, 60)}» — {_choices(column.choices)}", "    ", "      ")
    for sheet, column in columns:
        if not sheet.tables:
            continue
        lines += paragraph(f"столбец «{plain(column.title, 60)}» файла {plain(sheet.file)}", "  ", "    ")
        lines += paragraph(f"может быть: {_choices(column.choices)}", "    ", "      ")
        lines.append(f"    примеры: {cut(examples(column), 90)}")
    for stage in stages:
        lines += _stage(stage)
    return lines


def _stage(stage: StageLook) -> Iterator[str]:
    """A stage in doubt and what it may be."""
    count = counted(stage.rows, "запись", "записи", "записей")
    yield from paragraph(f"стадия «{stage_name(stage.stage, stage.pipeline)}», {count}", "  ", "    ")
    if stage.choices:
        yield from paragraph(f"может быть: {_choices(stage.choices)}", "    ", "      ")
    else:
        yield "    похожей стадии ни в одной воронке нет"


def _names(diagnosis: Diagnosis) -> Iterator[str]:
    """Pipelines and people under other names."""
    for word, looks in (("воронка CRM", diagnosis.pipelines), ("сотрудник", diagnosis.people)):
        for look in looks:
            likely = [choice for choice in look.choices if choice.confidence]
            yield from paragraph(f"{word} «{plain(look.name, 60)}» — {_choices(likely or look.choices)}", "  ", "    ")


def _deals(sheet: SheetLook) -> Iterator[str]:
    """What a list of deals would be read from."""
    titles = {column.position: column.title for column in sheet.columns}
    yield from paragraph(f"файл {plain(sheet.file)}: если это список сделок, то", "  ", "    ")
    for wanted in sheet.deals:
        likely = [(place, sure) for place, sure in wanted.places if sure and place in titles]
        told = ", ".join(f"«{plain(titles[place], 60)}» ({percent(sure)})" for place, sure in likely[:3])
        yield from paragraph(f"«{wanted.title}» — {told or 'неясно, в каком столбце'}", "    ", "      ")
    yield from paragraph("Ответьте в терминале, и map запишет профиль", "    ", "      ")


def _choices(choices: Iterable[Choice]) -> str:
    return ", ".join(
        f"«{stage_name(choice.title, choice.pipeline)}» ({percent(choice.confidence)})" for choice in choices
    )


def _rows(accounts: Sequence[FileAccount]) -> list[str]:
    lines = ["Строки"] if accounts else []
    for account in accounts:
        table_name = f" («{TABLE[account.table].title}»)" if account.table in TABLE else ""
        numbers = (
            f"прочитано {format_number(account.rows_read)} = использовано {format_number(account.rows_used)}"
            f" + отложено {format_number(account.rows_set_aside)}"
        )
        lines += paragraph(f"{plain(account.file)}{table_name}: {numbers}", "  ", "    ")
        for group in account.set_aside:
            numbers = "строка" if len(group.rows) == 1 else "строки"
            where = f": {numbers} {row_list(group.rows, _RUNS)}" if group.rows else ""
            lines += paragraph(f"{plain(group.reason)} — {format_number(group.count)}{where}", "    ", "      ")
    return lines

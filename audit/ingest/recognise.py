"""Which sheet fills which table: the profile's sources held against the headers of every sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit.ingest.error import IngestError
from audit.ingest.sheet import Sheet, folded
from audit.profiles import fits
from handbook.finding import Finding, Place, Severity
from handbook.model.profile import Column, Profile, TableSource
from handbook.tables import TABLE

#: A column «@row» of a profile is the row number itself, for exports without identifiers.
ROW = "@row"
#: Its place among the columns of a sheet.
ROW_POSITION = -1


@dataclass(frozen=True)
class Match:
    """A sheet read by one source of the profile.

    Attributes:
        sheet: The sheet.
        source: The source.
        columns: Canonical column → positions in the sheet, several when a title repeats; ``ROW_POSITION`` is the
            row number, an empty tuple a bare default.
    """

    sheet: Sheet
    source: TableSource
    columns: dict[str, tuple[int, ...]]

    @property
    def table(self) -> str:
        """The canonical table it fills."""
        return self.source.table

    def column(self, name: str) -> Column:
        """What the profile says of a canonical column."""
        return self.source.columns[name]

    @staticmethod
    def cells(places: tuple[int, ...]) -> str:
        """SQL of the text at some positions: the first cell that is filled among those of one title."""
        cells = ", ".join(f"c{place}" for place in places)
        return f"coalesce({cells})" if len(places) > 1 else cells

    def title(self, name: str) -> str:
        """The export's own title of a canonical column, for messages."""
        places = self.columns.get(name)
        return self.sheet.headers[places[0]] if places and places[0] >= 0 else name


def matches(sheet: Sheet, profile: Profile) -> list[Match]:
    """How a sheet is read: one match per table it fills, deals first; several only when filters tell rows apart.

    Raises:
        IngestError: A source knows the sheet, and its key column or the column of a filter is missing.
    """
    titles = frozenset(sheet.index)
    found: dict[str, list[TableSource]] = {}
    for source in profile.sources:
        if fits(source, titles):
            found.setdefault(source.table, []).append(source)
    chosen: list[TableSource] = []
    for table in sorted(found, key=_order):
        filtered = [source for source in found[table] if source.filters]
        chosen += filtered or found[table][:1]
    return [_match(sheet, source) for source in chosen]


def _order(table: str) -> int:
    # The first match of a sheet is its main one: what the account names.
    return list(TABLE).index(table)


def _match(sheet: Sheet, source: TableSource) -> Match:
    columns: dict[str, tuple[int, ...]] = {}
    for name, column in source.columns.items():
        title = next((title for title in column.titles if title == ROW or sheet.has(title)), None)
        if title is not None and title != ROW:
            columns[name] = sheet.index[folded(title)]
        elif title == ROW:
            columns[name] = (ROW_POSITION,)
        elif column.default is not None:
            columns[name] = ()
    missing = [
        (column.name, source.columns[column.name].titles if column.name in source.columns else ())
        for column in TABLE[source.table].columns
        if column.key and column.name not in columns
    ]
    if missing:
        raise IngestError(_no_key(sheet, source, missing[0][1]))
    unknown = [title for title in source.filters if not sheet.has(title)]
    if unknown:
        raise IngestError(_no_filter_column(sheet, source, unknown))
    return Match(sheet, source, columns)


def _no_key(sheet: Sheet, source: TableSource, titles: Iterable[str]) -> Finding:
    wanted = " или ".join(f"«{title}»" for title in titles) or "с номером записи"
    return Finding(
        "no-key-column",
        Severity.ERROR,
        f"в файле таблицы «{TABLE[source.table].title}» нет столбца {wanted}",
        (Place(sheet.file, row=1),),
        f"Добавьте столбец в выгрузку или назовите его в профиле CRM; в файле есть: {listed(sheet.headers)}",
    )


def _no_filter_column(sheet: Sheet, source: TableSource, titles: Sequence[str]) -> Finding:
    """Without the column of a filter nobody knows which rows are wanted."""
    return Finding(
        "no-filter-column",
        Severity.ERROR,
        f"отбор строк таблицы «{TABLE[source.table].title}» идёт по столбцу, которого в файле нет: {listed(titles)}",
        (Place(sheet.file, row=1),),
        f"Добавьте столбец в выгрузку или исправьте filters профиля CRM; в файле есть: {listed(sheet.headers)}",
    )


def unknown_sheet(sheet: Sheet, profile: Profile) -> Finding:
    """The remark about a sheet no source of the profile knows."""
    place = (Place(sheet.file, row=1),)
    if sheet.blank:
        tip = "Проверьте отбор в CRM: в выгрузке нет ни одной записи"
        return Finding("blank-export", Severity.WARNING, f"CRM выгрузила пустоту: «{sheet.blank}»", place, tip)
    near = nearest(sheet, profile)
    hint = ""
    if near:
        source, lacking = near
        hint = f"; для таблицы «{TABLE[source.table].title}» не хватает: {listed(lacking)}"
    return Finding(
        "unknown-file",
        Severity.WARNING,
        f"файл не распознан профилем {profile.id}; его столбцы: {listed(sheet.headers)}{hint}",
        place,
        "Если это другая CRM, назовите её профиль: --crm; если столбцы переименованы, впишите их названия "
        "в профиль в папке regulations/crm",
    )


def nearest(sheet: Sheet, profile: Profile) -> tuple[TableSource, list[str]] | None:
    """The source whose marks the sheet comes closest to, and those it lacks; None if none is close."""
    best: tuple[float, TableSource, list[str]] | None = None
    for source in profile.sources:
        lacking = [title for title in source.recognise if not sheet.has(title)]
        share = 1 - len(lacking) / len(source.recognise) if source.recognise else 0.0
        if share > 0 and (best is None or share > best[0]):
            best = (share, source, lacking)
    return best[1:] if best else None


def listed(titles: Sequence[str], limit: int = 12) -> str:
    """Titles for a message, shortened when there are many."""
    shown = [f"«{title}»" for title in titles if title][:limit]
    rest = len([title for title in titles if title]) - len(shown)
    return ", ".join(shown) + (f" и ещё {rest}" if rest > 0 else "") if shown else "ни одного"

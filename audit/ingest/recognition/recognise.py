"""Which sheet fills which table: the profile's sources held against the headers of every sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from audit.ingest.error import IngestError
from audit.ingest.recognition.titles import Titles, titles_of
from audit.ingest.shapes import like
from audit.ingest.sheet import BLANKS, Sheet
from handbook.finding import Finding, Place, Severity
from handbook.model.profile import Column, Profile, TableSource
from handbook.tables import TABLE

#: The place of a canonical column that wide columns fill: its text is ``w_<name>`` of the melted sheet.
WIDE_POSITION = -2
_PLACEHOLDER = re.compile(r"\\\{([a-z_]+)\\\}")
#: How sure a column is that a profile names.
SURE, ALIKE = 1.0, 0.95


@dataclass(frozen=True, slots=True)
class WideColumn:
    """A column that is one record in every row where it is filled.

    Attributes:
        position: Where it stands.
        words: Canonical columns that its title tells, «Предложение» of «Date entered "Предложение"».
    """

    position: int
    words: Mapping[str, str]


@dataclass(frozen=True)
class Match:
    """A sheet read by one source of the profile.

    Attributes:
        sheet: The sheet.
        source: The source.
        columns: Canonical column → positions in the sheet, several when a title repeats; ``ROW_POSITION`` is the
            row number, an empty tuple a bare default.
        filters: Columns by which rows are chosen or left out: title of the profile → position.
        wide: Columns that are records.
        guessed: How sure a column is that no title of the profile names, by canonical column.
        apart: Whether other files fill the table by numbers of rows, too: the same number is another record there.
    """

    sheet: Sheet
    source: TableSource
    columns: dict[str, tuple[int, ...]]
    filters: Mapping[str, int] = field(default_factory=dict)
    wide: tuple[WideColumn, ...] = ()
    guessed: Mapping[str, float] = field(default_factory=dict)
    apart: bool = False

    @property
    def table(self) -> str:
        """The canonical table it fills."""
        return self.source.table

    @property
    def positions(self) -> set[int]:
        """Positions of the sheet that are read."""
        named = {place for places in self.columns.values() for place in places if place >= 0}
        return named.union(self.filters.values(), (column.position for column in self.wide))

    def column(self, name: str) -> Column:
        """What the profile says of a canonical column."""
        return self.source.columns.get(name) or Column.model_validate({"from": [self.title(name)]})

    def confidence(self, name: str) -> float:
        """How sure it is that a canonical column stands where it is read, 0…1."""
        if name in self.guessed:
            return self.guessed[name]
        titles = titles_of(self.sheet.headers, self.source.prefixes)
        return SURE if any(titles.is_written(title) for title in self.column(name).titles) else ALIKE

    @staticmethod
    def cells(places: tuple[int, ...]) -> str:
        """SQL of the text at some positions: the first cell that is filled among those of one title."""
        cells = ", ".join(f"c{place}" for place in places)
        return f"coalesce({cells})" if len(places) > 1 else cells

    def untold(self, name: str) -> str:
        """SQL of the text of a column that the title of a wide column does not tell: that of the row itself."""
        column = self.source.columns.get(name)
        places = titles_of(self.sheet.headers, self.source.prefixes).first(column.titles) if column else None
        return self.cells(places) if places and places[0] >= 0 else "CAST(NULL AS VARCHAR)"

    def title(self, name: str) -> str:
        """The export's own title of a canonical column, for messages."""
        places = self.columns.get(name)
        return self.sheet.headers[places[0]] if places and places[0] >= 0 else name


def matches(sheet: Sheet, profile: Profile) -> list[Match]:
    """How a sheet is read: one match per table it fills, deals first; several only when filters tell rows apart.

    Raises:
        IngestError: A source knows the sheet, and its key column or the column of a filter is missing.
    """
    found: dict[str, list[TableSource]] = {}
    for source in profile.sources:
        if fits(source, sheet.headers):
            found.setdefault(source.table, []).append(source)
    chosen: list[TableSource] = []
    for table in sorted(found, key=_order):
        filtered = [source for source in found[table] if source.filters]
        chosen += filtered or found[table][:1]
    return [match_of(sheet, source) for source in chosen]


def fits(source: TableSource, headers: tuple[str, ...]) -> bool:
    """Whether a sheet has every column a source is known by, and none of those that speak against it.

    Args:
        source: One source of a profile.
        headers: Titles of the sheet.
    """
    titles = titles_of(headers, source.prefixes)
    return (
        bool(source.recognise)
        and not lacking(source, titles)
        and not any(titles.find(title) for title in source.unless)
        and (source.wide is None or bool(wide_columns(source, headers)))
    )


def lacking(source: TableSource, titles: Titles) -> list[str]:
    """Marks of a source that a sheet has not, each by its first title."""
    return [mark[0] for mark in source.recognise if titles.first(mark) is None]


def columns_found(source: TableSource, headers: tuple[str, ...]) -> int:
    """How many canonical columns a source finds in a sheet."""
    titles = titles_of(headers, source.prefixes)
    return sum(titles.first(column.titles) is not None for column in source.columns.values())


def _order(table: str) -> int:
    # The first match of a sheet is its main one: what the account names.
    return list(TABLE).index(table)


def match_of(sheet: Sheet, source: TableSource, guessed: Mapping[str, tuple[int, float]] | None = None) -> Match:
    """Read a sheet by a source.

    Args:
        sheet: The sheet.
        source: A source that fits it.
        guessed: Positions of columns that no title names, each with how sure it is.

    Raises:
        IngestError: The key column or the column of a filter is missing.
    """
    titles = titles_of(sheet.headers, source.prefixes)
    wide = wide_columns(source, sheet.headers)
    columns: dict[str, tuple[int, ...]] = {}
    sure: dict[str, float] = {}
    for name, column in source.columns.items():
        # A discount in roubles is no percentage.
        money = name != "discount_percent"
        places = titles.first(column.titles, money=money) or titles.first(column.otherwise)
        if places is not None:
            rest = (place for title in column.otherwise for place in titles.find(title) or ())
            columns[name] = tuple(dict.fromkeys((*places, *rest)))
        elif guessed and name in guessed:
            columns[name], sure[name] = (guessed[name][0],), guessed[name][1]
        elif column.default is not None:
            columns[name] = ()
    if source.wide and wide:
        told = {name for column in wide for name in column.words}
        columns |= dict.fromkeys((source.wide.into, *sorted(told)), (WIDE_POSITION,))
    missing = [
        (column.name, source.columns[column.name].titles if column.name in source.columns else ())
        for column in TABLE[source.table].columns
        if column.key and column.name not in columns
    ]
    if missing:
        raise IngestError(_no_key(sheet, source, missing[0][1]))
    filters = {title: titles.find(title) for title in source.filters}
    unknown = [title for title, places in filters.items() if places is None]
    if unknown:
        raise IngestError(_no_filter_column(sheet, source, unknown))
    filters |= {title: titles.find(title) for title in source.excluded}
    return Match(sheet, source, columns, {title: places[0] for title, places in filters.items() if places}, wide, sure)


@lru_cache(maxsize=256)
def _shapes(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(_PLACEHOLDER.sub(lambda found: f"(?P<{found[1]}>.+?)", re.escape(pattern)), re.IGNORECASE)
        for pattern in patterns
    )


def wide_columns(source: TableSource, headers: Sequence[str]) -> tuple[WideColumn, ...]:
    """Columns of a sheet that are records of a source, in their order; each by the first shape that it has."""
    if source.wide is None:
        return ()
    shapes = _shapes(source.wide.titles)
    found = []
    for place, title in enumerate(headers):
        words = next((match for shape in shapes if (match := shape.fullmatch(title.strip(BLANKS)))), None)
        if words:
            found.append(WideColumn(place, words.groupdict()))
    return tuple(found)


def ignored(profile: Profile, sheet: Sheet) -> set[int]:
    """Positions of the columns that a profile knows and has no use for."""
    useless = like(profile.ignore)
    return {place for place, title in enumerate(sheet.headers) if title and useless(title)}


def _no_key(sheet: Sheet, source: TableSource, titles: Iterable[str]) -> Finding:
    wanted = " или ".join(f"«{title}»" for title in titles) or "с номером записи"
    return Finding(
        "no-key-column",
        Severity.ERROR,
        f"в файле таблицы «{TABLE[source.table].title}» нет столбца {wanted}",
        (Place(sheet.file, row=sheet.header_row),),
        f"Добавьте столбец в выгрузку или назовите его в профиле CRM; в файле есть: {listed(sheet.headers)}",
    )


def _no_filter_column(sheet: Sheet, source: TableSource, titles: Sequence[str]) -> Finding:
    """Without the column of a filter nobody knows which rows are wanted."""
    return Finding(
        "no-filter-column",
        Severity.ERROR,
        f"отбор строк таблицы «{TABLE[source.table].title}» идёт по столбцу, которого в файле нет: {listed(titles)}",
        (Place(sheet.file, row=sheet.header_row),),
        f"Добавьте столбец в выгрузку или исправьте filters профиля CRM; в файле есть: {listed(sheet.headers)}",
    )


def unknown_sheet(sheet: Sheet, profile: Profile) -> Finding:
    """The remark about a sheet no source of the profile knows."""
    place = (Place(sheet.file, row=sheet.header_row),)
    if sheet.blank:
        tip = "Проверьте отбор в CRM: в выгрузке нет ни одной записи"
        return Finding("blank-export", Severity.WARNING, f"CRM выгрузила пустоту: «{sheet.blank}»", place, tip)
    near = nearest(sheet, profile)
    hint = ""
    if near:
        source, absent = near
        hint = f"; для таблицы «{TABLE[source.table].title}» не хватает: {listed(absent)}"
    return Finding(
        "unknown-file",
        Severity.WARNING,
        f"файл не распознан профилем {profile.id}; его столбцы: {listed(sheet.headers)}{hint}",
        place,
        "Покажите файл команде map: она сопоставит столбцы и запишет профиль; если это другая CRM, назовите её: --crm",
    )


def nearest(sheet: Sheet, profile: Profile) -> tuple[TableSource, list[str]] | None:
    """The source whose marks the sheet comes closest to, and those it lacks; None if none is close."""
    best: tuple[float, TableSource, list[str]] | None = None
    for source in profile.sources:
        absent = lacking(source, titles_of(sheet.headers, source.prefixes))
        share = 1 - len(absent) / max(len(source.recognise), 1)
        if share > 0 and (best is None or share > best[0]):
            best = (share, source, absent)
    return best[1:] if best else None


def listed(titles: Sequence[str], limit: int = 12) -> str:
    """Titles for a message, shortened when there are many."""
    shown = [f"«{title}»" for title in titles if title][:limit]
    rest = len([title for title in titles if title]) - len(shown)
    return ", ".join(shown) + (f" и ещё {rest}" if rest > 0 else "") if shown else "ни одного"

"""What a company's profile may have wrong: the lint of sources tells it first, an audit never trips over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.database import SQL_TYPES, Connection, refuses
from audit.ingest.convert import Zones, quoted
from audit.ingest.error import failure
from handbook.book import Handbook
from handbook.finding import Place
from handbook.model.base import Record
from handbook.model.profile import Column, Profile
from handbook.source.locate import SourceFile
from handbook.tables import TABLE, Table, TableColumn, Type

_KINDS = {Type.NUMBER: "число", Type.DATE: "дата", Type.TIMESTAMP: "дата", Type.FLAG: "да или нет (true, false)"}


def place_in(handbook: Handbook, record: Record, *pointer: str | int) -> Place:
    """Where something of a source record stands: file, line and column as far as they can be told.

    Args:
        handbook: Knows the files.
        record: A record of it, as it was read.
        pointer: Keys and indexes inside it; a way into a shorthand leads as far as the file goes.
    """
    spot = handbook.spots.get(id(record))
    if spot is None:
        return Place("regulations")
    spot = spot.at(*pointer)
    path = handbook.root / spot.file
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError:
        return Place(spot.file)
    return SourceFile(path, spot.file, text).place(spot)


def check_names(handbook: Handbook, profile: Profile, presets: Sequence[str]) -> None:
    """Refuse tables, columns and presets that do not exist, and files known by nothing.

    Raises:
        IngestError: With the place in the profile.
    """
    if profile.preset is not None and profile.preset not in presets:
        raise failure(
            "unknown-preset",
            f"профиль «{profile.id}» ссылается на готовый профиль «{profile.preset}», которого нет",
            place_in(handbook, profile, "preset"),
            tip=f"Есть готовые профили: {', '.join(presets)}",
        )
    for number, source in enumerate(profile.sources):
        table = TABLE.get(source.table)
        if table is None:
            message = f"профиль «{profile.id}» заполняет таблицу «{source.table}», которой нет"
            place = place_in(handbook, profile, "sources", number, "table")
            raise failure("unknown-table", message, place, tip=f"Есть таблицы: {', '.join(TABLE)}")
        if not source.recognise:
            raise failure(
                "no-marks",
                f"у таблицы «{table.title}» профиля «{profile.id}» нет примет: так подошёл бы любой файл",
                place_in(handbook, profile, "sources", number, "recognise"),
                tip="Назовите в recognise столбцы, которые есть только в этом файле",
            )
        _check_columns(handbook, profile, number, table)


def _check_columns(handbook: Handbook, profile: Profile, number: int, table: Table) -> None:
    for name in profile.sources[number].columns:
        if table.column(name) is None:
            raise failure(
                "unknown-column",
                f"профиль «{profile.id}» заполняет столбец «{name}», которого нет в таблице «{table.name}»",
                place_in(handbook, profile, "sources", number, "columns", name),
                tip=f"Есть столбцы: {', '.join(column.name for column in table.columns)}",
            )


def check_values(con: Connection, handbook: Handbook, name: str) -> None:
    """Refuse formats of dates, patterns and values for blanks that the database cannot read.

    Args:
        con: The database that is going to read them.
        handbook: The company.
        name: The profile the export is read by; a shipped one has nothing to refuse.

    Raises:
        IngestError: With the place in the profile.
    """
    profile = handbook.profiles.get(name)
    if profile is None:
        return
    for way, known, column in _columns(profile):
        wrong = next((shape for shape in column.formats if not _reads(con, shape)), None)
        if wrong is not None:
            raise failure(
                "bad-date-format",
                f"формат даты «{wrong}» столбца «{known.title}» непонятен",
                place_in(handbook, profile, *way, "formats"),
                tip="Формат пишут так: %d.%m.%Y %H:%M",
            )
        if column.pattern is not None and not _finds(con, column.pattern):
            raise failure(
                "bad-pattern",
                f"выражение «{column.pattern}» столбца «{known.title}» непонятно",
                place_in(handbook, profile, *way, "pattern"),
                tip="Годятся выражения RE2: без просмотра вперёд и назад и без ссылок на скобки",
            )
        if column.default is not None and not _fits(con, known, str(column.default)):
            raise failure(
                "bad-default",
                f"значение «{column.default}» для пустых ячеек столбца «{known.title}» не читается как "
                f"{_KINDS[known.type]}",
                place_in(handbook, profile, *way, "default"),
                tip="Исправьте default или уберите его: тогда пустые ячейки останутся пустыми",
            )


def _columns(profile: Profile) -> Iterator[tuple[tuple[str | int, ...], TableColumn, Column]]:
    """Every column of a profile with the way to it and what it fills."""
    for number, source in enumerate(profile.sources):
        for name, column in source.columns.items():
            known = TABLE[source.table].column(name)
            if known is not None:
                yield ("sources", number, "columns", name), known, column


def _reads(con: Connection, shape: str) -> bool:
    import duckdb

    try:
        con.execute(f"SELECT try_strptime('', [{quoted(shape)}])")
    except duckdb.Error:
        return False
    return True


def _finds(con: Connection, pattern: str) -> bool:
    return not refuses(con, f"SELECT regexp_extract('', {quoted(pattern)}, 1)")


def _fits(con: Connection, known: TableColumn, text: str) -> bool:
    answer = con.execute(f"SELECT TRY_CAST({quoted(text)} AS {SQL_TYPES[known.type]})").fetchone()
    return answer is not None and answer[0] is not None


def check_zones(con: Connection, handbook: Handbook, zones: Zones, name: str) -> None:
    """Refuse time zones the database does not know: «localtime» is another one on every machine.

    Raises:
        IngestError: With the place in the company or in the profile.
    """
    profile = handbook.profiles.get(name)
    own = profile.settings.timezone if profile else None
    for zone in dict.fromkeys((zones.export, zones.company)):
        if con.execute("SELECT 1 FROM pg_timezone_names() WHERE name = $zone", {"zone": zone}).fetchone():
            continue
        inside = profile is not None and zone == own
        raise failure(
            "unknown-timezone",
            f"часовой пояс «{zone}» неизвестен",
            place_in(handbook, profile, "settings", "timezone")
            if profile is not None and inside
            else place_in(handbook, handbook.company, "timezone"),
            tip="Назовите пояс по городу: Europe/Moscow, Asia/Yekaterinburg",
        )

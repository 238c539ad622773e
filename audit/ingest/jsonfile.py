"""JSON and JSON Lines, as REST answers come: a list, ``{"result": […]}``, or ``{"result": {"items": […]}}``.

Numbers keep the digits they were written with, so that a 19-digit identifier survives.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from audit.ingest.encoding import Recoded
from audit.ingest.error import IngestError, failure
from audit.ingest.sheet import Sheet, clean_headers
from handbook.finding import Place

_HOLDERS = ("result", "items", "data", "deals", "records", "value")
_TIP = "Нужен список записей или ответ REST с ключом result; выгрузите данные ещё раз"


def read_json(recoded: Recoded, file: str) -> Sheet:
    """Read records as a table of text cells; row numbers count records from 1.

    Args:
        recoded: The text in UTF-8, not blank.
        file: Its name for people.

    Raises:
        IngestError: It is not JSON, or holds no list of records.
    """
    import pyarrow as pa

    records, source = _records(recoded.data, file)
    blank = None if records else "пустой список записей"
    titles = clean_headers(dict.fromkeys(key for record in records for key in record), file)
    data = {"row": pa.array(range(1, len(records) + 1), pa.int64())}
    for position, title in enumerate(titles):
        raw = [record.get(title) for record in records]
        cells = [value if value.__class__ is str else _text(value) for value in raw]
        data[f"c{position}"] = pa.array(cells, pa.string())
    return Sheet(file, source, titles, pa.table(data), len(records), blank=blank)


def _records(data: bytes, file: str) -> tuple[list[dict[str, Any]], str]:
    try:
        tree = _loads(data)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            return _lines(data, file), "JSON Lines"
        raise _broken(error, file) from error
    except RecursionError as error:
        raise failure("broken-json", "JSON вложен слишком глубоко", Place(file), tip=_TIP) from error
    return list(_unfolded(tree, file)), "JSON"


def _lines(data: bytes, file: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            try:
                tree = _loads(line)
            except json.JSONDecodeError as error:
                raise _broken(error, file, number) from error
            found += [tree] if isinstance(tree, dict) and not _holder(tree) else _unfolded(tree, file)
    return found


def _loads(data: bytes) -> Any:  # noqa: ANN401 - JSON before validation
    # Given bytes, the reader would guess the encoding once more.
    return json.loads(data.decode(), parse_int=str, parse_float=str, parse_constant=lambda _: None)


def _broken(error: json.JSONDecodeError, file: str, line: int | None = None) -> IngestError:
    place = Place(file, line=line or error.lineno, column=error.colno)
    return failure("broken-json", "JSON не читается: запись нарушена в этом месте", place, tip=_TIP)


def _holder(tree: dict[str, Any]) -> str | None:
    return next((key for key in _HOLDERS if isinstance(tree.get(key), list | dict)), None)


def _unfolded(tree: Any, file: str) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON before validation
    """Records of a list, of one answer, or of a list of answers (pages)."""
    if isinstance(tree, list):
        for item in tree:
            if not isinstance(item, dict):
                raise _not_records(file)
            # A page of answers, unless the record merely has a column called «result».
            if isinstance(item.get("result"), list | dict):
                yield from _unfolded(item, file)
            else:
                yield item
        return
    holder = _holder(tree) if isinstance(tree, dict) else None
    if holder is None:
        raise _not_records(file)
    yield from _unfolded(tree[holder], file)


def _not_records(file: str) -> IngestError:
    return failure("no-records", "в файле JSON нет списка записей", Place(file), tip=_TIP)


def _text(value: Any) -> str | None:  # noqa: ANN401 - JSON before validation
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)

"""A kept audit as the bytes of a small file, and back.

Two lines of JSON in gzip: what a trend needs, then every breach. Breaches stand in columns, people and norms by their
numbers: fifty thousand of them take a few hundred kilobytes. The same audit gives the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from audit.history.error import HistoryError
from handbook.audits.past import Identity, PastAudit, PastBreach, PastNorm, PastPerson
from handbook.finding import Severity
from handbook.result import Status

SCHEMA = "reglament/audit-history/1"
#: Where a file begins that gzip has written.
MAGIC = b"\x1f\x8b"
#: Nothing we write is larger than a fraction of it; a file made to fill the memory is.
_LARGEST = 1 << 28
_DIGITS = 6
_LASTS = {None: "-", True: "1", False: "0"}
_IS_LASTING = {sign: value for value, sign in _LASTS.items()}
_WRONG = (OSError, EOFError, zlib.error, ValueError, TypeError, KeyError, IndexError, RecursionError, InvalidOperation)


def dump(audit: PastAudit, key: str | None = None) -> bytes:
    """The bytes of a kept audit.

    Args:
        audit: The audit, its people named as they are to be kept.
        key: The print of the key its codes are made with; None when people bear their names.
    """
    content = _json(_head(audit, key)) + b"\n" + _json(_body(audit)) + b"\n"
    return gzip.compress(content, mtime=0)


def digest(audit: PastAudit) -> str:
    """A short name for what an audit found: the same audit has the same, whatever people are called in its file."""
    # Which objects have departed depends on what the history held before, not on what was judged.
    alone = replace(audit, departed=())
    return hashlib.sha256(_json(_head(alone, None)) + _json(_body(alone))).hexdigest()[:_DIGITS]


def load(content: bytes, origin: str) -> tuple[PastAudit, str | None]:
    """A kept audit read back, and the print of the key of its codes.

    Args:
        content: The file.
        origin: Its name, for messages.

    Raises:
        HistoryError: The file is damaged, is none of ours, or was written by a newer version.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            text = file.read(_LARGEST)
        first, _, second = text.partition(b"\n")
        head = json.loads(first)
        _refuse_other(head, origin)
        audit = _with_breaches(_read_head(head, origin), json.loads(second))
        return audit, _text_or_none(head["key"])
    except HistoryError:
        raise
    except _WRONG as error:
        raise HistoryError(_damaged(origin)) from error


def load_head(path: Path) -> tuple[PastAudit, str | None]:
    """A kept audit without its breaches, for a trend: the rest of the file is not read.

    Args:
        path: The file.

    Raises:
        HistoryError: The file is damaged, is none of ours, or was written by a newer version.
    """
    try:
        with gzip.open(path) as file:
            head = json.loads(file.readline(_LARGEST))
        _refuse_other(head, path.name)
        return _read_head(head, path.name), _text_or_none(head["key"])
    except HistoryError:
        raise
    except _WRONG as error:
        raise HistoryError(_damaged(path.name)) from error


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "backslashreplace")


def _head(audit: PastAudit, key: str | None) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "company": audit.company,
        "as_of": audit.as_of.isoformat(),
        "judged_from": audit.judged_from.isoformat() if audit.judged_from else None,
        "score": audit.score,
        "key": key,
        "norms": [
            [
                item.norm_id,
                item.title,
                item.requirement,
                item.severity.value,
                item.status.value,
                item.population,
                item.violations,
                item.waived,
            ]
            for item in audit.norms
        ],
        "people": [[item.owner, item.score, item.violations] for item in audit.people],
    }


def _body(audit: PastAudit) -> dict[str, Any]:
    owners = {name: place for place, name in enumerate(dict.fromkeys(item.owner for item in audit.breaches))}
    of_norm: dict[str, list[PastBreach]] = {}
    for item in audit.breaches:
        of_norm.setdefault(item.norm_id, []).append(item)
    return {
        "owners": list(owners),
        "breaches": [
            {
                "norm": norm_id,
                "keys": [item.key for item in items],
                "objects": [_short_object(item) for item in items],
                "owners": [owners[item.owner] for item in items],
                "moments": [item.moment for item in items],
                "money": [None if item.money is None else str(item.money) for item in items],
                "standing": "".join(_LASTS[item.standing] for item in items),
            }
            for norm_id, items in of_norm.items()
        ],
        "excused": _grouped(audit.excused),
        "departed": _grouped(audit.departed),
    }


def _short_object(item: PastBreach) -> str | None:
    """Nothing where the key begins with the object, as it mostly does."""
    return None if item.object_id == item.key.partition("|")[0] else item.object_id


def _grouped(found: Iterable[Identity]) -> list[list[Any]]:
    keys: dict[str, list[str]] = {}
    for norm_id, key in found:
        keys.setdefault(norm_id, []).append(key)
    return [[norm_id, listed] for norm_id, listed in keys.items()]


def _refuse_other(head: dict[str, Any], origin: str) -> None:
    schema = head["schema"]
    if schema == SCHEMA:
        return
    ours = SCHEMA.rpartition("/")[0]
    if isinstance(schema, str) and schema.rpartition("/")[0] == ours:
        raise HistoryError(f"файл истории {origin} записан другой версией программы; обновите её или удалите файл")
    raise HistoryError(f"файл {origin} — не аудит из истории")


def _damaged(origin: str) -> str:
    return f"файл истории {origin} повреждён и пропущен; удалите его или верните из копии"


def _read_head(head: dict[str, Any], origin: str) -> PastAudit:
    norms = tuple(
        PastNorm(
            _text(norm_id),
            _text(title),
            _text(requirement),
            Severity(severity),
            Status(status),
            int(population),
            int(violations),
            int(waived),
        )
        for norm_id, title, requirement, severity, status, population, violations, waived in head["norms"]
    )
    people = tuple(PastPerson(_text(name), _number(score), int(count)) for name, score, count in head["people"])
    since = head["judged_from"]
    return PastAudit(
        date.fromisoformat(head["as_of"]),
        date.fromisoformat(since) if since is not None else None,
        _text(head["company"]),
        _number(head["score"]),
        norms,
        people,
        (),
        origin,
    )


def _with_breaches(audit: PastAudit, body: dict[str, Any]) -> PastAudit:
    owners = [_text_or_none(name) for name in body["owners"]]
    breaches = tuple(item for group in body["breaches"] for item in _breaches(group, owners))
    return replace(
        audit, breaches=breaches, excused=_identities(body["excused"]), departed=_identities(body["departed"])
    )


def _breaches(group: dict[str, Any], owners: Sequence[str | None]) -> Iterable[PastBreach]:
    norm_id = _text(group["norm"])
    columns = (group[name] for name in ("keys", "objects", "owners", "moments", "money", "standing"))
    for key, thing, owner, moment, money, standing in zip(*columns, strict=True):
        yield PastBreach(
            norm_id,
            _text(key),
            key.partition("|")[0] if thing is None else _text(thing),
            owners[owner],
            _text(moment),
            None if money is None else Decimal(money),
            _IS_LASTING[standing],
        )


def _identities(groups: Iterable[Any]) -> tuple[Identity, ...]:
    return tuple((_text(norm_id), _text(key)) for norm_id, keys in groups for key in keys)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _number(value: object) -> float | None:
    if value is None or isinstance(value, int | float):
        return value
    raise TypeError(type(value).__name__)

"""Promises of meetings kept beside the audits, with codes in place of people as they have."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from audit.history.error import HistoryError
from audit.history.folder import FOLDER, put
from audit.history.people import People
from audit.privacy.codes import is_code
from handbook.audits.naming import rename_promise
from handbook.audits.promises import Decision, Promise

SCHEMA = "reglament/promises/1"
FILE = "promises.json"
_PLACE = (FOLDER / FILE).as_posix()


def read(root: Path, people: People | None) -> tuple[Promise, ...]:
    """Promises of all meetings, people called by the names known now.

    Args:
        root: The company's folder.
        people: Who is behind the codes; None when nobody can tell.

    Raises:
        HistoryError: The file cannot be read.
    """
    try:
        document = json.loads((root / FOLDER / FILE).read_bytes())
        _refuse_other(document["schema"])
        found = [_read(item) for item in document["promises"]]
    except FileNotFoundError:
        return ()
    except HistoryError:
        raise
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise HistoryError(f"обещания планёрок {_PLACE} повреждены и не прочитаны") from error
    return tuple(revealed(item, people) for item in found) if people else tuple(found)


def keep(root: Path, promises: Iterable[Promise], people: People | None) -> None:
    """Keep promises in place of those that were kept before.

    Args:
        root: The company's folder.
        promises: All promises, with names.
        people: Makes codes of names; None keeps the names.

    Raises:
        HistoryError: The disk refuses.
    """
    kept = _hidden(promises, people) if people else promises
    ordered = sorted(kept, key=lambda item: (item.made, item.norm_id, item.key))
    document = {"schema": SCHEMA, "promises": [_plain(item) for item in ordered]}
    content = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8", "backslashreplace")
    put(root / FOLDER / FILE, content + b"\n")


def lay_aside(root: Path) -> Path:
    """Keep a file that cannot be read under another name, so that writing promises does not destroy it.

    Args:
        root: The company's folder.

    Raises:
        HistoryError: The disk refuses.
    """
    path = root / FOLDER / FILE
    try:
        mark = hashlib.sha256(path.read_bytes()).hexdigest()[:6]
        return path.replace(path.with_name(f"promises-{mark}.json"))
    except OSError as error:
        raise HistoryError(f"обещания планёрок {_PLACE} не читаются: {error.strerror or error}") from error


def merged(kept: Iterable[Promise], new: Iterable[Promise]) -> tuple[Promise, ...]:
    """Promises of all meetings: what a meeting says again replaces what it said before.

    Args:
        kept: Promises kept before.
        new: Promises of a sheet that was filled now.
    """
    found = {(item.made, item.norm_id, item.key): item for item in (*kept, *new)}
    return tuple(found[place] for place in sorted(found))


def revealed(promise: Promise, people: People) -> Promise:
    """A promise in which those known now are called by their names, in its words as well.

    Args:
        promise: The promise as it was kept, or as a sheet with codes says it.
        people: Who is behind the codes.
    """
    subject, note = promise.subject, promise.note
    for code, name in people.names.items():
        if is_code(code):
            subject, note = subject.replace(code, name), note.replace(code, name)
    return replace(rename_promise(promise, people.names), subject=subject, note=note)


def _refuse_other(schema: object) -> None:
    if schema != SCHEMA:
        raise HistoryError(f"обещания планёрок {_PLACE} записаны другой версией программы и не прочитаны")


def _hidden(promises: Iterable[Promise], people: People) -> list[Promise]:
    from audit.privacy.scrub import Scrubber

    bearers = {name: code for code, name in people.names.items() if is_code(code)}
    text = Scrubber(bearers, bearers.__getitem__, {}).text
    return [
        replace(rename_promise(item, people.codes), subject=text(item.subject), note=text(item.note))
        for item in promises
    ]


def _plain(item: Promise) -> dict[str, Any]:
    return {
        "made": item.made.isoformat(),
        "norm": item.norm_id,
        "key": item.key,
        "subject": item.subject,
        "owner": item.owner,
        "decision": item.decision.value,
        "due": item.due.isoformat() if item.due else None,
        "note": item.note,
    }


def _read(item: dict[str, Any]) -> Promise:
    owner, due = item["owner"], item["due"]
    texts = [item[name] for name in ("norm", "key", "subject", "note")]
    if not all(isinstance(text, str) for text in (*texts, owner or "")):
        raise TypeError("not a text")
    norm_id, key, subject, note = texts
    return Promise(
        norm_id,
        key,
        subject,
        owner,
        Decision(item["decision"]),
        date.fromisoformat(due) if due is not None else None,
        note,
        date.fromisoformat(item["made"]),
    )

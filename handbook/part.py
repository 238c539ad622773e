"""What one source file says by itself: a record or mistakes, and the identifiers it speaks for."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from handbook import claims
from handbook.files import FILE_MODELS
from handbook.finding import Finding, Place, Severity
from handbook.layout import Entry, Kind
from handbook.model.base import Record, Target
from handbook.source.locate import SourceFile, Spot
from handbook.source.yaml12 import load
from handbook.source.yaml_error import YamlError
from handbook.validate import validated

#: Which record of which kind.
Claim: TypeAlias = tuple[Target, str]

_REASONS: dict[int, str] = {
    errno.ENOENT: "ссылка ведёт в никуда",
    errno.ELOOP: "ссылка ведёт на саму себя",
    errno.EACCES: "нет прав",
    errno.EPERM: "нет прав",
    errno.EIO: "диск не отвечает",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A mistake of a file.

    Attributes:
        finding: The mistake.
        meant: The title that stands in place of an identifier: which one is known once everything is read.
    """

    finding: Finding
    meant: Claim | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What a file says.

    Attributes:
        raw: The bytes it was read from; None when it could not be opened.
        file: The file, for places; None when it holds no text.
        record: What it holds; None after a mistake.
        told: Its mistakes.
        claimed: Identifiers it speaks for, whether or not it turned out to be valid.
    """

    raw: bytes | None
    file: SourceFile | None = None
    record: Record | None = None
    told: tuple[Told, ...] = ()
    claimed: tuple[Claim, ...] = ()


def part_of(entry: Entry, kind: Kind, before: Part | None = None) -> Part:
    """Read a file, unless it says what it said before.

    Args:
        entry: The file.
        kind: What it should hold.
        before: What was read from the same file earlier.
    """
    try:
        raw = _bytes_of(entry.path)
    except OSError as error:
        finding = Finding(
            "unreadable-file",
            Severity.ERROR,
            f"файл не открывается: {_REASONS.get(error.errno or 0, error.strerror or error)}",
            (Place(entry.name),),
            "Закройте программу, которая его держит, проверьте права; ссылку в никуда удалите",
        )
        return Part(None, None, None, (Told(finding),), tuple(claims.in_text(kind, entry.path, "")))
    if before is not None and before.raw == raw:
        return before
    return _parsed(entry, kind, raw)


def _parsed(entry: Entry, kind: Kind, raw: bytes) -> Part:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        finding = Finding(
            "not-utf8",
            Severity.ERROR,
            "файл не в кодировке UTF-8",
            (Place(entry.name, raw[: error.start].count(b"\n") + 1, 1),),
            "Сохраните файл в UTF-8: в «Блокноте» — «Сохранить как», внизу «Кодировка»",
        )
        return Part(raw, None, None, (Told(finding),), tuple(claims.in_text(kind, entry.path, "")))
    file = SourceFile(entry.path, entry.name, text)
    try:
        data, problems = load(text)
    except YamlError as problem:
        broken = Told(_of_yaml(problem, file))
        return Part(raw, file, None, (broken,), tuple(claims.in_text(kind, entry.path, text)))
    told = tuple(Told(_of_yaml(repeated, file, "duplicate-key")) for repeated in problems)
    if not isinstance(data, dict):
        what = "файл пуст" if data is None else "в файле не пары «ключ: значение»"
        tip = "Начните файл с ключей записи; пример — в папке образца"
        finding = Finding("empty-file", Severity.ERROR, what, (file.place(Spot(entry.name)),), tip)
        return Part(raw, file, None, (*told, Told(finding)), tuple(claims.in_text(kind, entry.path, text)))
    record, mistakes = validated(FILE_MODELS[kind], data, file)
    told += tuple(
        Told(Finding(message.code, Severity.ERROR, message.text, (place,), message.tip), message.meant)
        for message, place in mistakes
    )
    return Part(raw, file, record, told, tuple(_claims(entry, kind, data, spoilt=bool(mistakes))))


def _claims(entry: Entry, kind: Kind, data: dict[object, object], *, spoilt: bool) -> Iterator[Claim]:
    yield from claims.in_data(kind, data)
    if spoilt:
        yield from claims.in_name(kind, entry.path)


def _bytes_of(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        # Reading a pipe would wait for ever.
        raise OSError("это не обычный файл")
    return path.read_bytes()


def _of_yaml(problem: YamlError, file: SourceFile, code: str = "yaml-syntax") -> Finding:
    excerpt = file.excerpt(problem.line) if problem.line else None
    place = Place(file.name, problem.line or 1, problem.column or 1, excerpt=excerpt)
    return Finding(code, Severity.ERROR, problem.message, (place,), problem.tip)

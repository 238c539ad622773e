"""Changes between two editions of a handbook: for a person, and for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from generator.names import visible
from handbook.editions.compare import Change, Difference, What
from handbook.editions.readers import Reader
from handbook.russian.numbers import counted

_SIGNS = {"added": "+", "removed": "−", "renamed": "~", "changed": "*"}
_NAMES: dict[What, str] = {
    "company": "Компания",
    "process": "Процессы",
    "operation": "Операции",
    "norm": "Нормы",
    "role": "Роли",
    "position": "Должности",
    "document": "Документы",
    "indicator": "Показатели",
    "meeting": "Планёрки",
    "course": "Обучение",
    "path": "Пути ввода в роль",
    "competency": "Компетенции",
    "principle": "Принципы мотивации",
    "term": "Термины",
}
_PAPERS = {"position": "должностная инструкция", "process": "регламент процесса", "document": "документ"}


def difference_text(changes: Sequence[Change], readers: Sequence[Reader]) -> str:
    """The changes in Russian, by kind of record, and who must sign and read again."""
    return "\n".join([*_lines(changes, readers), ""])


def difference_json(changes: Sequence[Change], readers: Sequence[Reader]) -> str:
    """The same as JSON."""
    data = {"changes": [asdict(change) for change in changes], "readers": [asdict(reader) for reader in readers]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _lines(changes: Sequence[Change], readers: Sequence[Reader]) -> Iterator[str]:
    if not changes:
        yield "Изменений нет."
        return
    for what, name in _NAMES.items():
        inside = [change for change in changes if change.what == what]
        if inside:
            yield f"{name}: {counted(len(inside), 'изменение', 'изменения', 'изменений')}"
            for change in inside:
                yield from _change(change)
            yield ""
    if readers:
        yield "Кому ознакомиться заново"
        for reader in readers:
            yield from _reader(reader)
        yield ""
    yield f"Итого: {counted(len(changes), 'изменение', 'изменения', 'изменений')}, {_whom(readers)}."


def _whom(readers: Sequence[Reader]) -> str:
    signing = sum(bool(reader.sign) for reader in readers)
    return f"подписать заново: {counted(signing, 'должность', 'должности', 'должностей')}"


def _change(change: Change) -> Iterator[str]:
    was = f" (было «{visible(change.was)}»)" if change.was else ""
    yield f"  {_SIGNS[change.kind]} «{visible(change.title)}» ({change.id}){was}{_came(change)}"
    for one in change.differences:
        yield from _difference(one)


def _came(change: Change) -> str:
    return {"added": " — новое", "removed": " — убрано", "renamed": " — переименовано", "changed": ""}[change.kind]


def _difference(one: Difference) -> Iterator[str]:
    where = visible(", ".join(one.where))
    if one.before is None:
        yield f"      {where}: добавлено «{visible(one.after or '—')}»"
    elif one.after is None:
        yield f"      {where}: убрано «{visible(one.before)}»"
    else:
        yield f"      {where}:"
        yield f"        было:  {visible(one.before)}"
        yield f"        стало: {visible(one.after)}"


def _reader(reader: Reader) -> Iterator[str]:
    people = f": {', '.join(map(visible, reader.people))}" if reader.people else ""
    yield f"  {visible(reader.title)}{people}"
    for paper in reader.sign:
        number = f"{paper.number}, " if paper.number else ""
        titles = ", ".join(f"«{visible(title)}»" for title in paper.why)
        yield f"    подписать: {number}{_PAPERS[paper.what]} «{visible(paper.title)}» — из-за {titles}"
    if reader.read:
        yield f"    прочитать: {', '.join(f'«{visible(title)}»' for title in reader.read)}"

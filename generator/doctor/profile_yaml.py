"""What a profile gains, written into its YAML: a new file with comments, or insertions into the company's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.doctor.additions import Additions, NewColumn, NewName, NewSource, NewStage
from generator.doctor.pending import pending_lines, without_tail
from generator.doctor.words import examples, percent, stage_name
from generator.doctor.yaml_text import comment, flow, folded_flow, scalar
from generator.doctor.yaml_tree import Item, Node, Patch, titles
from handbook.diagnosis import Diagnosis
from handbook.russian.numbers import counted

_HEAD = """# yaml-language-server: $schema=../.schema/profile.json
# Как названы столбцы и стадии выгрузки. Записала команда map: в конце строк — уверенность и примеры значений.
# Правьте смело: при новом запуске map допишет то, чего здесь нет, а ваши строки не тронет.
"""


def new_profile(diagnosis: Diagnosis, found: Additions, name: str, title: str) -> str:
    """The text of a new profile of the company that stands on a shipped one.

    Args:
        diagnosis: What the doctor found.
        found: What the profile gains.
        name: Its identifier.
        title: Its title for people.
    """
    head = f"{_HEAD}id: {scalar(name)}\ntitle: {scalar(title)}\npreset: {scalar(diagnosis.preset)}\n"
    return "".join((_patched(head, found), *(f"{line}\n" for line in pending_lines(diagnosis, found))))


def extended_profile(text: str, diagnosis: Diagnosis, found: Additions) -> str:
    """The text of a profile with what it gains; every line that a person wrote stays as it is.

    Args:
        text: The profile, as it stands on the disk.
        diagnosis: What the doctor found.
        found: What the profile gains.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    windows = "\r\n" in text
    plain = text.removeprefix(mark).replace("\r\n", "\n")
    body, had_tail = without_tail(plain)
    tail = pending_lines(diagnosis, found) if had_tail else []
    made = "".join((_patched(body, found), *(f"{line}\n" for line in tail)))
    return mark + (made.replace("\n", "\r\n") if windows else made)


def _patched(text: str, found: Additions) -> str:
    patch = Patch(text)
    fresh: list[NewSource] = []
    for source in found.sources:
        homes = [node for node in _sources(patch.root) if _key(node) == source.key]
        for node in homes:
            _fill(patch, node, source.columns)
        if not homes:
            fresh.append(source)
    for key, names in (("pipelines", found.pipelines), ("users", found.people)):
        there = patch.root.get(key)
        known = {name.value for name, _ in there.real.pairs()} if there else set[str]()
        fresh_names = [_name(item) for item in names if item.name not in known]
        if fresh_names:
            patch.fill(patch.root, key, fresh_names)
    lists = {
        "sources": [_source(source) for source in fresh],
        "stages": [_stage(stage) for stage in found.stages if not _is_there(patch.root, stage)],
        "ignore": _words(patch.root, "ignore", found.ignore),
        "ignore_stages": _words(patch.root, "ignore_stages", found.ignore_stages),
    }
    # What goes to the end of the file comes after what goes into lists that are there.
    for key in sorted(lists, key=lambda name: patch.root.get(name) is None):
        if lists[key]:
            patch.extend(patch.root, key, lists[key])
    return patch.result()


def _sources(root: Node) -> Iterator[Node]:
    found = root.get("sources")
    if found is not None and found.real.kind == "sequence":
        yield from (child for child in found.real.children if child.kind == "mapping")


def _key(source: Node) -> tuple[str, frozenset[str]]:
    return "".join(titles(source.get("table"))), frozenset(titles(source.get("recognise")))


def _fill(patch: Patch, source: Node, columns: Sequence[NewColumn]) -> None:
    """Add columns to a source that is there: new ones as they are, a second title to those it has."""
    known = source.get("columns")
    present = dict(_pairs(known)) if known else {}
    fresh = []
    for column in _grouped(columns):
        if column[0].name not in present:
            fresh.append(_column(column))
            continue
        _retitle(patch, present[column[0].name], [item.title for item in column])
    if fresh:
        patch.fill(source, "columns", fresh)


def _pairs(node: Node) -> Iterator[tuple[str, Node]]:
    """Keys and values of a mapping, those of the mapping it is merged with first."""
    for key, value in node.real.pairs():
        if key.value == "<<":
            yield from _pairs(value)
    yield from ((key.value, value) for key, value in node.real.pairs() if key.value != "<<")


def _retitle(patch: Patch, column: Node, more: Sequence[str]) -> None:
    """Let a column be known by further titles, those that were there first."""
    inside = column.real.kind == "mapping"
    known = titles(column.real.get("from") if inside else column)
    fresh = [Item((scalar(title),), scalar(title)) for title in more if title not in known]
    if not fresh:
        return
    if not inside:
        patch.append(column, fresh)
    elif column.kind == "mapping":
        patch.extend(column, "from", fresh)
    else:
        listed = flow((*known, *more))
        patch.add(column, [Item((f"from: {listed}",), f"from: {listed}")])


def _grouped(columns: Sequence[NewColumn]) -> list[list[NewColumn]]:
    """Columns by what they are: several titles of one canonical column together."""
    found: dict[str, list[NewColumn]] = {}
    for column in columns:
        found.setdefault(column.name, []).append(column)
    return list(found.values())


def _source(source: NewSource) -> Item:
    columns = [_column(column) for column in _grouped(source.columns)]
    marks = f"[{', '.join(scalar(mark[0]) if len(mark) == 1 else flow(mark) for mark in source.recognise)}]"
    inside = ", ".join(item.short for item in columns)
    return Item(
        (
            f"table: {source.table}{comment(', '.join(source.files))}",
            *folded_flow("recognise: ", marks),
            "columns:",
            *(f"  {line}" for item in columns for line in item.lines),
        ),
        f"{{table: {source.table}, recognise: {marks}, columns: {{{inside}}}}}",
    )


def _column(columns: Sequence[NewColumn]) -> Item:
    first, named = columns[0], list(dict.fromkeys(column.title for column in columns))
    short = f"{first.name}: {scalar(named[0]) if len(named) == 1 else flow(named)}"
    sure = "подтверждено" if first.confidence is None else percent(first.confidence)
    if not first.look.position:
        return Item((short + comment(sure, "номера нет: записи считаются по номеру строки"),), short)
    placed = f"столбец «{first.look.title}»" if first.title != first.look.title else ""
    return Item((short + comment(sure, placed, f"например: {examples(first.look)}"),), short)


def _name(new: NewName) -> Item:
    short = f"{scalar(new.name)}: {scalar(new.choice.name)}"
    return Item((short + comment("подтверждено" if new.confidence is None else percent(new.confidence)),), short)


def _stage(stage: NewStage) -> Item:
    home = f", pipeline: {scalar(stage.choice.pipeline)}" if stage.choice.pipeline else ""
    short = f"{{crm: {scalar(stage.look.stage)}, stage: {scalar(stage.choice.name)}{home}}}"
    sure = "подтверждено" if stage.confidence is None else percent(stage.confidence)
    rows = counted(stage.look.rows, "запись", "записи", "записей")
    seen = f"в CRM: {stage_name(stage.look.stage, stage.look.pipeline)}" if stage.look.pipeline else ""
    return Item((short + comment(sure, rows, seen),), short)


def _is_there(root: Node, stage: NewStage) -> bool:
    """Whether the profile says the same of the stage already."""
    known = root.get("stages")
    wanted = (stage.look.stage.strip(), stage.choice.name, stage.choice.pipeline or "")
    return known is not None and any(
        wanted == (name, "".join(titles(item.real.get("stage"))), "".join(titles(item.real.get("pipeline"))))
        for item in known.real.children
        for name in titles(item.real.get("crm"))
    )


def _words(root: Node, key: str, words: Sequence[str]) -> list[Item]:
    known = set(titles(root.get(key)))
    return [Item((scalar(word),), scalar(word)) for word in words if word.strip() not in known]

"""Checking a thousand operations against merely parsing the same files: ``python -m benchmarks.check [--runs 3]``.

The company is the sample grown: its roles, positions and documents as they are, its processes copied with all their
operations until there are enough, identifiers, pipelines and half of the words different in every copy. Every figure is
the whole process, the best of several runs, in turn with the peer: PyYAML's C parser making plain data of the files.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import yaml

from benchmarks.measure import TREE, in_turn

_PARSE = """
import pathlib, sys, yaml
for path in sorted(pathlib.Path(sys.argv[1], "regulations").rglob("*.yaml")):
    yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
"""
_PROCESSES = "processes"
#: Every so many words of a copy are its own, so that copies do not repeat one another's sentences.
_OWN_WORD = 2
_LETTERS = "абвгдежзиклмнопрстуфхцчшщыэюяё"
#: Lines with names that other records know: of stages, competencies, CRM fields.
_FIXED = re.compile(r"[\s{-]*(?:title|stage|stages|to|from|from_stage|before|after|fields|crm|distinct|pipelines?):")
_WORD = re.compile(r"(?<![\w«„\[{:/.-])[а-яё]{5,}(?![\w»“\]}:/.-])")


def grow(folder: Path, operations: int) -> int:
    """Write a company of at least so many operations.

    Args:
        folder: Where; ``regulations/`` is made in it.
        operations: How many are wanted.

    Returns:
        How many there are.
    """
    source = TREE / "regulations"
    for path in sorted(source.rglob("*.yaml")):
        relative = path.relative_to(source)
        if _PROCESSES not in relative.parts and not relative.parts[0].startswith("."):
            _write(folder / "regulations" / relative, path.read_text(encoding="utf-8"))
    texts = {
        path.relative_to(source): path.read_text(encoding="utf-8")
        for path in sorted((source / _PROCESSES).rglob("*.yaml"))
    }
    own = {name for text in texts.values() for name in _names(yaml.safe_load(text))}
    # The longest first, so that no name is taken for the beginning of another.
    names = re.compile("|".join(map(re.escape, sorted(own, key=lambda name: (-len(name), name)))))
    made, copy = 0, 0
    while made < operations:
        rename = partial(_renamed, copy=copy)
        for relative, text in texts.items():
            block, process, file = relative.parts[1:]
            stem = file.removesuffix(".yaml")
            named = file if stem == "process" else f"{_copied(stem, copy)}.yaml"
            content = _varied(names.sub(rename, text), copy)
            _write(folder / "regulations" / _PROCESSES / block / _copied(process, copy) / named, content)
            made += stem != "process"
        copy += 1
    _look_at_copies(folder / "regulations" / "meetings.yaml", copy)
    return made


def _look_at_copies(meetings: Path, copies: int) -> None:
    """Let every meeting look at the control points of all copies of an operation, as it does at its own."""
    if not meetings.is_file():
        return

    def every(found: re.Match[str]) -> str:
        return "".join(f"{found[1]}{_copied(found[2], copy)}{found[3]}" for copy in range(copies))

    text = meetings.read_text(encoding="utf-8")
    _write(meetings, re.sub(r"(?m)^( +- \{operation: )([\w-]+)(, point: .*\n)", every, text))


def _names(tree: object) -> Iterator[str]:
    """What a process or an operation owns: its identifier, those of its norms, its pipeline."""
    if isinstance(tree, dict):
        yield str(tree["id"])
        yield from (str(norm["id"]) for norm in tree.get("norms") or ())
        if tree.get("funnel"):
            yield str(tree["funnel"]["pipeline"])


def _renamed(found: re.Match[str], copy: int) -> str:
    return _copied(found[0], copy)


def _copied(name: str, copy: int) -> str:
    return f"{name}-k{copy}" if copy else name


def _varied(text: str, copy: int) -> str:
    """The text with every other long word of its sentences marked as this copy's own."""
    count = 0

    def vary(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{found[0]}{_LETTERS[copy % 30]}{_LETTERS[copy // 30]}" if count % _OWN_WORD == 0 else found[0]

    lines = text.splitlines(keepends=True) if copy else []
    return "".join(line if _FIXED.match(line) else _WORD.sub(vary, line) for line in lines) or text


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Grow the company, time both and print the ratio."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--operations", type=int, default=1000)
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = grow(Path(folder), given.operations)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.yaml"))
        ours = [sys.executable, "-m", "reglament", "--project", folder, "check", "--format", "json"]
        peer = [sys.executable, "-c", _PARSE, folder]
        mine, theirs = in_turn([ours, peer], given.runs)
    print(
        f"check, {made} operations, {size / 1e6:.1f} MB   {mine.seconds:6.2f} s   peer {theirs.seconds:6.2f} s   "
        f"ratio {mine.seconds / theirs.seconds:5.2f}   memory {mine.peak / 1e6:.0f} MB"
    )


if __name__ == "__main__":
    main()

"""Reading again only what changed gives what a fresh reading gives, whatever was done to the files in between."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.check import check, read_for_building
from handbook.finding import Severity
from handbook.read import Reading, read
from handbook.source.locate import Spot
from tests.conftest import VALID, Company

KP = "regulations/processes/sell/prodat/podgotovit-kp.yaml"
Spoil = Callable[[random.Random, Path, Path], None]


def without_a_line(dice: random.Random, path: Path, _root: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    if lines:
        del lines[dice.randrange(len(lines))]
    path.write_bytes(b"".join(lines))


def line_twice(dice: random.Random, path: Path, _root: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    if lines:
        lines.insert(dice.randrange(len(lines)), dice.choice(lines))
    path.write_bytes(b"".join(lines))


def other_word(dice: random.Random, path: Path, _root: Path) -> None:
    words = path.read_bytes().split(b" ")
    words[dice.randrange(len(words))] = dice.choice([b"\xd0\xa9", b"rop", b"Rop:", b"\t", b"\xff", b"9", b'"\\x07"'])
    path.write_bytes(b" ".join(words))


def removed(_dice: random.Random, path: Path, _root: Path) -> None:
    path.unlink()


def copied(dice: random.Random, path: Path, root: Path) -> None:
    target = path.with_name(f"kopiya-{dice.randrange(9)}.yaml") if dice.random() < 0.8 else root / "ne-tam.yaml"
    target.write_bytes(path.read_bytes())


def mended(_dice: random.Random, path: Path, root: Path) -> None:
    original = VALID / path.relative_to(root)
    if original.is_file():
        path.write_bytes(original.read_bytes())
    else:
        path.unlink()


def restored(dice: random.Random, _path: Path, root: Path) -> None:
    original = dice.choice(sorted(VALID.rglob("*.yaml")))
    (root / original.relative_to(VALID)).write_bytes(original.read_bytes())


SPOILS: tuple[Spoil, ...] = (
    without_a_line,
    line_twice,
    other_word,
    removed,
    copied,
    mended,
    mended,
    restored,
    restored,
)


def told(reading: Reading) -> object:
    """Everything a reading says; records in place of their identities."""
    book = reading.handbook
    norms = [placed.norm for placed in book.norms.values()]
    spots: list[Spot] = [book.spot(record) for record in (*book.records(), *norms)]
    texts = {name: file.text for name, file in reading.files.items()}
    return replace(book, spots={}), spots, len(book.spots), reading.findings, texts


@pytest.mark.parametrize("seed", range(4))
def test_any_series_of_edits_reads_as_if_read_afresh(company: Company, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - reproducible edits
    known, spoilt = read(company.root), 0
    for _ in range(30):
        for _ in range(dice.randrange(3)):
            path = dice.choice(sorted(company.root.rglob("*.yaml")))
            dice.choice(SPOILS)(dice, path, company.root)
        fresh = read(company.root)
        known, mistakes = read_for_building(company.root, known)
        assert told(known) == told(fresh)
        errors = [finding for finding in check(company.root)[1] if finding.severity is Severity.ERROR]
        assert list(mistakes) == errors
        spoilt += bool(errors)
    assert spoilt > 0, "nothing was ever wrong: the edits are too tame"


def test_what_did_not_change_is_the_very_same_record(company: Company) -> None:
    before = read(company.root)
    company.append(KP, "\n")
    after = read(company.root, before)
    assert after.handbook.operations["podgotovit-kp"] is not before.handbook.operations["podgotovit-kp"]
    assert after.handbook.operations["prinyat-zapros"] is before.handbook.operations["prinyat-zapros"]
    assert after.handbook.spot(after.handbook.roles["rop"]) == Spot("regulations/roles/rop.yaml")

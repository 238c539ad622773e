"""The kept editions that come with the program are what the program would keep."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from generator.documents.editions import changed_since
from generator.documents.pack.notices import notices
from generator.documents.pack.scope import of_positions
from handbook.book import Handbook
from handbook.editions.approved import FOLDER, dump
from handbook.read import read
from reglament.sample import copy_sample, sample_root
from reglament.sample_editions import editions


@pytest.fixture(scope="module")
def sample() -> Handbook:
    return read(sample_root()).handbook


def test_they_are_made_anew_after_every_change_of_what_they_print(sample: Handbook) -> None:
    made = {one.path: dump(one) for one in editions(sample)}
    root: Path = sample_root() / FOLDER
    kept = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.json")}
    stale = sorted(name for name in made.keys() | kept.keys() if made.get(name) != kept.get(name))
    assert stale == [], "run python -m reglament.sample_editions"


def test_the_shorter_deal_is_the_only_change(sample: Handbook) -> None:
    changed = changed_since(sample, "1").changed
    assert [one.published.number for one in changed] == ["ДИ-03", "ДИ-04", "РП-01", "РПК-01"]
    for one in changed:
        for pair in one.amendments:
            was, now = (" ".join(clause.text for clause in side) for side in (pair.before, pair.after))
            assert "не более 45 календарных дней" in was
            assert now == was.replace("не более 45", "не более 30")
            assert {clause.source for clause in pair.before} <= {None, "norm/n-dlitelnost-tipovaya", "clauses/3.2"}


def test_a_manager_reads_it_crossed_out_and_underlined(sample: Handbook) -> None:
    changed = changed_since(sample).changed
    (first, *_) = notices(sample, changed, of_positions(sample, [sample.positions["menedzher"]]))
    assert first.path == "05_Уведомления/01_Белова Ирина Сергеевна.docx"
    document = docx.Document(io.BytesIO(first.content))
    text = "\n".join(one.text for one in document.paragraphs)
    assert "Беловой Ирине Сергеевне" in text
    runs = [
        run
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for one in cell.paragraphs
        for run in one.runs
    ]
    assert {run.text for run in runs if run.font.strike} == {"45"}
    assert {run.text for run in runs if run.font.underline} == {"30"}


def test_a_demo_has_them(tmp_path: Path) -> None:
    copy_sample(tmp_path)
    assert (tmp_path / FOLDER / "position-menedzher" / "001.json").is_file()

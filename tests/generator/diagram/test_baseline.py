"""Every shipped process is drawn without a fault in every manner, and no worse than it was."""

from functools import cache
from pathlib import Path

import pytest

from generator.diagram.layout import layout
from generator.diagram.quality import assess
from generator.swimlane import swimlane
from handbook.book import Handbook
from handbook.read import read
from tests.generator.diagram.baseline import MANNERS, digest, figures, forget, news

ROOT = Path(__file__).parents[3]
PROCESSES = sorted(path.parent.name for path in (ROOT / "regulations").rglob("process.yaml"))


@cache
def shipped() -> Handbook:
    return read(ROOT).handbook


def test_every_shipped_process_is_looked_at() -> None:
    assert sorted(shipped().processes) == PROCESSES
    assert forget("processes", PROCESSES) == []


@pytest.mark.parametrize("name", PROCESSES)
def test_shipped_process_is_no_worse_than_it_was(name: str) -> None:
    book = shipped()
    flow = swimlane(book, book.processes[name])
    found = {manner: assess(layout(flow, how)) for manner, how in MANNERS.items()}
    assert {manner: quality.faults for manner, quality in found.items()} == dict.fromkeys(MANNERS, 0)
    told = news("processes", name, digest([flow]), {manner: figures([quality]) for manner, quality in found.items()})
    assert not told, "\n".join(told)

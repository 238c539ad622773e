"""Files of job descriptions: names any system takes, pictures, and remarks on duties that are a guess."""

import io
import zipfile
from pathlib import Path

import pytest

from generator.documents.files import documents
from generator.documents.findings import doubts
from generator.writer import write
from handbook.book import Handbook
from handbook.read import read
from tests.conftest import Company

STEP = "regulations/processes/sell/prodat/podgotovit-kp.yaml"


def handbook(company: Company) -> Handbook:
    reading = read(company.root)
    assert [str(finding.message) for finding in reading.findings] == []
    return reading.handbook


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (("CON", "Менеджер отд.", "Со скидкой 5/10 %"), ["Менеджер отд", "Со скидкой 5 10 %", "_CON"]),
        (("Менеджер", "менеджер.", "???"), ["direktor", "Менеджер", "менеджер (rop)"]),
        (("Ы" * 150, "Ы" * 150, "ы" * 150), None),
    ],
)
def test_any_title_makes_a_file(company: Company, titles: tuple[str, ...], names: list[str] | None) -> None:
    company.replace("regulations/positions.yaml", "title: Директор", f"title: '{titles[2]}'")
    company.replace("regulations/positions.yaml", "title: Руководитель отдела продаж", f"title: '{titles[1]}'")
    company.replace("regulations/positions.yaml", "title: Менеджер по продажам", f"title: '{titles[0]}'")
    book = handbook(company)
    order = [book.positions[name] for name in ("menedzher", "rop", "direktor")]
    written = write(company.root / "out", list(documents(book, {"job-description": order})))
    assert len(written.changed) == 3
    found = sorted(Path(name).stem for name in written.changed)
    assert names is None or found == sorted(names)


@pytest.mark.parametrize(("variant", "pictures"), [("to-be", 1), ("as-is", 0)])
def test_only_processes_as_they_are_to_be_are_drawn(company: Company, variant: str, pictures: int) -> None:
    company.replace(
        "regulations/processes/sell/prodat/process.yaml", "id: prodat\n", f"id: prodat\nvariant: {variant}\n"
    )
    book = handbook(company)
    (made,) = documents(book, {"job-description": [book.positions["menedzher"]]})
    names = zipfile.ZipFile(io.BytesIO(made.content)).namelist()
    assert sum("diagram" in name for name in names) == pictures


def test_a_duty_that_is_a_guess_is_told_with_its_line(company: Company) -> None:
    company.replace(STEP, "text: Собрать КП", "text: Коммерческое предложение")
    book = handbook(company)
    (found,) = doubts(book, list(book.positions.values()))
    assert (found.code, found.places[0].file) == ("doubtful-duty", STEP)
    assert found.places[0].excerpt == "  - text: Коммерческое предложение"
    assert "«Коммерческое предложение»" in found.message


def test_a_duty_written_by_a_person_raises_no_doubt(company: Company) -> None:
    company.replace(STEP, "text: Собрать КП", "text: Коммерческое предложение\n    duty: Собирать КП")
    book = handbook(company)
    assert list(doubts(book, list(book.positions.values()))) == []

"""Names that two people share, and circles of subordination."""

import pytest

from tests.conftest import Company

STAFF = "regulations/staff.yaml"
POSITIONS = "regulations/positions.yaml"
COMPANY = "regulations/company.yaml"
DIREKTOR = "{name: Петров Пётр Петрович, position: direktor}"


@pytest.mark.parametrize(
    ("alias", "count"),
    [
        ("Анна Иванова", 1),
        ("анна  иванова", 1),
        ("Иванова Анна Сергеевна", 1),
        ("Петров Петр Петрович", 0),  # his own full name
        ("Анна Иванова 2", 0),
    ],
)
def test_a_name_belongs_to_one_person(company: Company, alias: str, count: int) -> None:
    company.replace(STAFF, DIREKTOR, f"{{name: Петров Пётр Петрович, aliases: [{alias}], position: direktor}}")
    assert len(company.told("ambiguous-person")) == count == len(company.told())


def test_full_names_that_differ_by_a_letter_case_are_one(company: Company) -> None:
    company.append(STAFF, "  - {name: Петров Петр Петрович, position: rop}\n")
    both = "«Петров Пётр Петрович» и «Петров Петр Петрович»"
    assert company.told() == [f"{STAFF}:9:12: под именем «Петров Петр Петрович» записаны двое: {both}"]


def test_each_circle_of_positions_is_told_once(company: Company) -> None:
    company.replace(POSITIONS, "title: Директор,", "title: Директор, reports_to: direktor,")
    company.append(
        POSITIONS,
        "  - {id: a, title: А, reports_to: b}\n  - {id: b, title: Б, reports_to: a}\n"
        "  - {id: v, title: В, reports_to: a}\n  - {id: g, title: Г, reports_to: nikto}\n",
    )
    assert company.told("circular-subordination") == [
        f"{POSITIONS}:2:49: должности подчинены по кругу: «Директор» → «Директор»",
        f"{POSITIONS}:22:35: должности подчинены по кругу: «А» → «Б» → «А»",
    ]


def test_a_circle_starts_from_what_is_written_first(company: Company) -> None:
    company.replace(POSITIONS, "reports_to: rop", "reports_to: v")
    company.append(POSITIONS, "  - {id: b, title: Б, reports_to: v}\n  - {id: v, title: В, reports_to: b}\n")
    (line,) = company.told("circular-subordination")
    assert line == f"{POSITIONS}:22:35: должности подчинены по кругу: «Б» → «В» → «Б»"


def test_departments_have_a_top(company: Company) -> None:
    company.replace(COMPANY, "head: rop}", "head: rop, parent: sbyt}")
    company.append(COMPANY, "  - {id: sbyt, title: Сбыт, parent: sluzhba}\n  - {id: sluzhba, title: Служба}\n")
    assert company.told() == []
    company.replace(COMPANY, "title: Служба}", "title: Служба, parent: sbyt}")
    (finding,) = company.check()
    assert finding.message == "подразделения подчинены по кругу: «Сбыт» → «Служба» → «Сбыт»"
    assert [(place.line, place.column) for place in finding.places] == [(7, 37), (8, 42)]

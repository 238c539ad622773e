"""Whom documents bind: owners and performers, keepers and doers, heads and members."""

from handbook.addressees import Paper, addressees, papers, papers_for
from handbook.book import Handbook
from tests.conftest import Company


def names(book: Handbook, paper: Paper) -> list[str]:
    return [position.id for position in addressees(book, paper)]


def test_a_description_binds_its_position_alone(company: Company) -> None:
    assert names(company.reading().handbook, Paper("position", "rop")) == ["rop"]


def test_a_process_binds_its_owner_and_performers(company: Company) -> None:
    assert names(company.reading().handbook, Paper("process", "prodat")) == ["rop", "menedzher"]


def test_a_document_binds_those_who_keep_it_and_work_by_it(company: Company) -> None:
    assert names(company.reading().handbook, Paper("document", "reglament-kp")) == ["rop", "menedzher"]


def test_a_department_binds_its_head_and_members(company: Company) -> None:
    book = company.reading().handbook
    assert names(book, Paper("department", "prodazhi")) == ["rop", "menedzher"]
    company.replace("regulations/company.yaml", "head: rop", "head: direktor")
    assert names(company.reading().handbook, Paper("department", "prodazhi")) == ["direktor", "rop", "menedzher"]


def test_only_what_sets_rules_is_signed(company: Company) -> None:
    book = company.reading().handbook
    assert [paper.id for paper in papers(book) if paper.what == "document"] == ["reglament-kp"]
    company.replace("regulations/documents/reglament-kp.yaml", "kind: regulation", "kind: script")
    assert not [paper for paper in papers(company.reading().handbook) if paper.what == "document"]
    assert papers_for(book, book.positions["direktor"]) == (Paper("position", "direktor"),)

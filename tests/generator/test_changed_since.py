"""Kept editions against what the sources say now: what has changed, whom it concerns, what cannot be compared."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph

from generator.artifact import Artifact
from generator.documents.editions import approving, changed_since, printed, republished
from generator.documents.pack.notices import notices
from generator.documents.pack.scope import everyone, of_positions
from handbook.addressees import Paper
from handbook.book import Handbook
from handbook.editions.approve import Decision, approval, found
from handbook.editions.approved import FOLDER, dump, latest
from handbook.editions.compare import compare
from handbook.editions.readers import readers
from handbook.editions.signers import signers
from handbook.finding import Severity
from handbook.source.edit import apply
from tests.conftest import Company

SELL = "regulations/processes/sell/prodat"
OFFER, REGULATION = f"{SELL}/podgotovit-kp.yaml", "regulations/documents/reglament-kp.yaml"
NUMBERS = ("ДИ-01", "РП-01", "РД-01")


@pytest.fixture
def published(company: Company) -> Company:
    """The small company with numbers on a description, a process and a regulation; first editions are kept."""
    company.replace(
        "regulations/positions.yaml",
        "    department: prodazhi\n    reports_to: rop",
        "    department: prodazhi\n    reports_to: rop\n    publication: {number: ДИ-01, date: 2026-01-12}",
    )
    company.append(f"{SELL}/process.yaml", "publication: {number: РП-01, date: 2026-01-12}\n")
    company.append(REGULATION, "publication: {number: РД-01, date: 2026-01-12}\n")
    for number in NUMBERS:
        keep(company, number, Decision("1-П", date(2026, 1, 12), date(2026, 1, 19), None))
    return company


def keep(company: Company, number: str, decision: Decision) -> None:
    """What ``approve`` does."""
    book = company.reading().handbook
    (named,) = found(book, number)
    last = latest(book.root, named[0], named[1].id)
    made = approval(book, named, last, decision, printed=approving(book, named))
    assert made is not None
    company.write(made.file, apply(company.text(made.file), made.edits))
    company.write((FOLDER / made.edition.path).as_posix(), dump(made.edition))


def changed(company: Company, since: str | None = None) -> dict[str, list[tuple[str, str]]]:
    return {
        one.published.number: [
            (" ".join(a.text for a in pair.before), " ".join(a.text for a in pair.after)) for pair in one.amendments
        ]
        for one in changed_since(company.reading().handbook, since).changed
    }


def all_notices(book: Handbook, since: str | None = None) -> list[Artifact]:
    return list(notices(book, changed_since(book, since).changed, everyone(book)))


SHORTER = Decision("9-П", date(2026, 5, 5), date(2026, 5, 12), None)


def test_nothing_has_changed_since_the_order(published: Company) -> None:
    assert changed(published) == {}
    assert all_notices(published.reading().handbook) == []


def test_a_norm_changes_the_documents_that_state_it(published: Company) -> None:
    published.replace(OFFER, "max: 7 d", "max: 5 d")
    found_ = changed(published)
    assert set(found_) == {"ДИ-01", "РП-01", "РД-01"}
    assert any("7 календарных дней" in was and "5 календарных дней" in now for was, now in found_["РД-01"])


def test_editions_are_chosen_by_number_and_by_day(published: Company) -> None:
    published.replace(OFFER, "max: 7 d", "max: 5 d")
    keep(published, "РД-01", SHORTER)
    published.replace(OFFER, "max: 5 d", "max: 3 d")
    for since, limit in (("1", "7"), ("2026-02-01", "7"), ("2", "5"), ("12.05.2026", "5"), (None, "5")):
        text = " ".join(was for was, _ in changed(published, since)["РД-01"])
        assert f"{limit} календарных дней" in text, since


def test_the_latest_edition_that_differs_is_the_one_before_this(published: Company) -> None:
    published.replace(OFFER, "max: 7 d", "max: 5 d")
    for number in NUMBERS:
        keep(published, number, SHORTER)
    (one,) = [one for one in changed_since(published.reading().handbook).changed if one.published.number == "РД-01"]
    assert (one.before.edition, one.published.edition, one.approved) == (1, 2, True)
    assert all("вступ" not in pair.after[0].text for pair in one.amendments), "its own dates are no change"


@pytest.mark.parametrize("since", ["первая", "", "1.5"])
def test_what_is_no_edition_is_told(published: Company, since: str) -> None:
    comparison = changed_since(published.reading().handbook, since)
    assert comparison.changed == ()
    assert [(one.code, one.severity) for one in comparison.findings] == [("unknown-edition", Severity.ERROR)]


def test_what_is_not_kept_cannot_be_compared_and_is_told(published: Company) -> None:
    (told,) = changed_since(published.reading().handbook, "2").findings
    assert (told.code, told.severity) == ("nothing-to-compare", Severity.WARNING)
    assert "редакция 2 не сохранена — ДИ-01, РП-01, РД-01" in told.message
    published.remove("history/approved/document-reglament-kp")
    (told,) = changed_since(published.reading().handbook).findings
    assert told.severity is Severity.INFO
    assert told.message == "действует первая редакция, сравнивать не с чем: РД-01"
    published.replace(REGULATION, ", edition: 1, date", ", edition: 4, date")
    (told,) = changed_since(published.reading().handbook).findings
    assert (told.severity, "прежняя редакция не сохранена — РД-01" in told.message) == (Severity.WARNING, True)


def test_a_spoilt_edition_is_told_and_the_others_are_compared(published: Company) -> None:
    published.replace("history/approved/document-reglament-kp/001.json", '"order": "1-П"', '"order": "2-П"')
    published.replace(OFFER, "max: 7 d", "max: 5 d")
    comparison = changed_since(published.reading().handbook)
    assert [(one.code, one.severity) for one in comparison.findings] == [("broken-edition", Severity.ERROR)]
    assert {one.published.number for one in comparison.changed} == {"ДИ-01", "РП-01"}


def test_who_signs_again_is_whom_diff_names(published: Company, tmp_path: Path) -> None:
    before = Company(tmp_path / "before")
    shutil.copytree(published.root, before.root)
    published.replace(OFFER, "max: 7 d", "max: 5 d")
    old, new = before.reading().handbook, published.reading().handbook
    by_diff = {
        one.position: {(paper.what, paper.id) for paper in one.sign if paper.number}
        for one in readers(old, new, compare(old, new))
    }
    papers = [one.paper for one in changed_since(new).changed]
    made = signers(new, papers)
    assert {one.position.id: {(paper.what, paper.id) for paper in one.papers} for one in made} == by_diff
    assert next(one.people for one in made if one.position.id == "menedzher") == ("Иванова Анна Сергеевна",)


def test_another_publication_is_printed_and_the_sources_stay(published: Company) -> None:
    book = published.reading().handbook
    paper = Paper("document", "reglament-kp")
    told = book.documents["reglament-kp"].publication
    assert told is not None
    other = told.model_copy(update={"edition": 7, "effective": date(2030, 2, 3)})
    text = " ".join(one.text for one in printed(book, paper, other)).replace("\u00a0", " ")
    assert "3 февраля 2030" in text
    assert book.documents["reglament-kp"].publication == told
    assert republished(book, paper, other).spot(republished(book, paper, other).documents["kp"]).file


def read(content: bytes) -> tuple[str, list[list[list[Paragraph]]]]:
    """The text of a notice outside tables, and the paragraphs of the cells of its second and later tables."""
    document = docx.Document(io.BytesIO(content))
    text = "\n".join(one.text for one in document.paragraphs)
    cells = [
        [cell.paragraphs[0] for cell in row.cells] for table in document.tables[1:] for row in list(table.rows)[1:]
    ]
    return text.replace("\u00a0", " "), [[[paragraph] for paragraph in row] for row in cells]


def test_an_employee_is_told_word_by_word(published: Company) -> None:
    published.replace(OFFER, "max: 7 d", "max: 5 d")
    keep(published, "РД-01", SHORTER)
    made = {one.path: one.content for one in all_notices(published.reading().handbook, "1")}
    (path,) = [one for one in made if "Иванова" in one]
    text, rows = read(made[path])
    for words in (
        "Менеджеру по продажам",
        "Ивановой Анне Сергеевне",
        "Уважаемая Анна Сергеевна!",
        "ознакомлена",
        "получила",
    ):
        assert words in text
    struck = {run.text for row in rows for run in row[1][0].runs if run.font.strike}
    underlined = {run.text for row in rows for run in row[2][0].runs if run.font.underline}
    assert (struck, underlined) == ({"7"}, {"5"})
    assert any("имя впишите" in one for one in made), "nobody is known to head the department"


def test_a_man_is_spoken_to_as_one_and_a_draft_has_no_order(published: Company) -> None:
    published.replace("regulations/staff.yaml", "Иванова Анна Сергеевна", "Иванов Илья Сергеевич")
    published.replace(OFFER, "max: 7 d", "max: 5 d")
    book = published.reading().handbook
    (one,) = notices(book, changed_since(book).changed, of_positions(book, [book.positions["menedzher"]]))
    document = docx.Document(io.BytesIO(one.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Иванову Илье Сергеевичу" in text
    assert "Уважаемый Илья Сергеевич!" in text
    assert "ознакомлен под подпись" in text
    cells = {cell.text for row in document.tables[0].rows for cell in row.cells}
    assert {"1 → новая", "приказ готовится"} <= cells


def test_words_of_the_sources_are_text_in_a_notice(published: Company) -> None:
    published.replace(REGULATION, "Договор подписывает директор.", "Договор <w:b/> & {{ имя }} подписывает юрист.")
    book = published.reading().handbook
    made = next(one for one in all_notices(book) if "Иванова" in one.path)
    _, rows = read(made.content)
    assert any("<w:b/> & {{ имя }}" in row[2][0].text for row in rows)
    again = next(one for one in all_notices(book) if "Иванова" in one.path)
    assert made == again

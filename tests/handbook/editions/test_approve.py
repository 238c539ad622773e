import hashlib
import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from handbook.editions.approve import Approval, Decision, Printed, approval, found
from handbook.editions.approved import FOLDER, Approved, BrokenEditionError, Clause, digest, dump, latest
from handbook.editions.clauses import Statement, paper
from handbook.editions.rewordings import rewordings
from handbook.source.edit import apply
from tests.conftest import Company

DOCUMENT = "regulations/documents/reglament-kp.yaml"
PAPER = "publication: {number: РД-01, edition: 2, date: 2026-01-12, order: {number: 3-П, date: 2026-01-12}}\n"
FIRST = Decision("3-П", date(2026, 1, 12), date(2026, 1, 19), None)
NEXT = Decision("9-П", date(2026, 5, 5), date(2026, 5, 12), None)


@pytest.fixture
def published(company: Company) -> Company:
    company.append(DOCUMENT, PAPER)
    return company


def approve(company: Company, last: Approved | None, decision: Decision) -> Approval | None:
    book = company.reading().handbook
    return approval(book, ("document", book.documents["reglament-kp"]), last, decision)


def kept(company: Company, last: Approved | None, decision: Decision) -> Approved:
    made = approve(company, last, decision)
    assert made is not None
    company.write(made.file, apply(company.text(made.file), made.edits))
    path = company.root / FOLDER / made.edition.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(dump(made.edition))
    return made.edition


def test_statements_say_the_values_of_norms(published: Company) -> None:
    statements = {one.key: one.text for one in paper(published.reading().handbook, "document", "reglament-kp")}
    assert "7\u00a0календарных дней" in statements["clauses/1.1"]
    assert "[[" not in "".join(statements.values())


@pytest.mark.parametrize(("what", "name"), [("process", "prodat"), ("position", "menedzher")])
def test_a_process_and_a_position_say_their_steps_and_norms(company: Company, what: str, name: str) -> None:
    statements = paper(company.reading().handbook, what, name)  # type: ignore[arg-type]  # parametrized by the words of the type
    texts = " ".join(one.text for one in statements)
    assert "Подписать договор" in texts
    assert "не более 30\u00a0рабочих минут" in texts
    assert len({one.key for one in statements}) == len(statements)


def test_the_edition_the_source_names_is_kept_when_the_order_is_the_same(published: Company) -> None:
    edition = kept(published, None, FIRST)
    assert (edition.edition, edition.order) == (2, "3-П")
    assert latest(published.root, "document", "reglament-kp") == edition


def test_another_order_makes_the_next_edition(published: Company) -> None:
    assert kept(published, None, NEXT).edition == 3


def test_what_has_not_changed_is_not_approved_again(published: Company) -> None:
    edition = kept(published, None, FIRST)
    assert approve(published, edition, NEXT) is None


def test_a_changed_norm_changes_the_paper_that_cites_it(published: Company) -> None:
    edition = kept(published, None, FIRST)
    published.replace("regulations/processes/sell/prodat/podgotovit-kp.yaml", "max: 7 d", "max: 5 d")
    made = approve(published, edition, NEXT)
    assert made is not None
    assert [change.title for change in made.changes] == ["пункт 1.1"]
    assert made.edition.edition == 3
    assert made.edition.summary == "Изменено: пункт 1.1"


def test_the_source_tells_of_the_edition(published: Company) -> None:
    kept(published, None, NEXT)
    published.replace(DOCUMENT, "scope: Все продажи", "scope: Продажи по прайсу")
    edition = latest(published.root, "document", "reglament-kp")
    kept(
        published, edition, replace(NEXT, order="12-П", on=date(2026, 6, 1), effective=date(2026, 6, 2), summary="Уже")
    )
    found_ = published.reading().handbook.documents["reglament-kp"].publication
    assert found_ is not None
    assert (found_.edition, found_.on, found_.effective) == (4, date(2026, 6, 1), date(2026, 6, 2))
    assert found_.order is not None
    assert found_.order.number == "12-П"
    assert [(change.edition, change.summary) for change in found_.changes] == [(3, "Новая редакция"), (4, "Уже")]
    assert published.reading().findings == ()


def test_the_same_words_make_the_same_file(published: Company) -> None:
    first, second = approve(published, None, FIRST), approve(published, None, FIRST)
    assert first is not None
    assert second is not None
    assert dump(first.edition) == dump(second.edition)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:100],
        lambda text: text.replace("Все продажи", "Все закупки"),
        lambda text: text.replace("Все продажи", "\\ud800"),
        lambda text: text.replace('"edition": 2', '"edition": 1e999'),
        lambda text: text.replace('"schema": 2', '"schema": 0'),
        lambda _text: "[" * 100_000,
        lambda _text: "[]",
    ],
    ids=["cut", "reworded", "half a letter", "no number", "no schema", "too deep", "a list"],
)
def test_a_spoilt_edition_is_named(published: Company, spoil: object) -> None:
    edition = kept(published, None, FIRST)
    path: Path = published.root / FOLDER / edition.path
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]  # a function
    with pytest.raises(BrokenEditionError, match=r"document-reglament-kp/002\.json"):
        latest(published.root, "document", "reglament-kp")


@pytest.mark.parametrize(
    ("old", "new"), [('"order": "3-П"', '"order": "4-П"'), ('"on": "2026-01-12"', '"on": "2025-01-12"')]
)
def test_no_line_of_a_kept_edition_changes_unnoticed(published: Company, old: str, new: str) -> None:
    path = published.root / FOLDER / kept(published, None, FIRST).path
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BrokenEditionError, match="изменён после утверждения"):
        latest(published.root, "document", "reglament-kp")


def test_clauses_are_kept_and_sealed(published: Company) -> None:
    edition = replace(kept(published, None, FIRST), clauses=(Clause("1.1", "Срок — 7 дней", "clauses/1.1"),))
    path = published.root / FOLDER / edition.path
    path.write_bytes(dump(edition))
    assert latest(published.root, "document", "reglament-kp") == edition
    path.write_text(path.read_text(encoding="utf-8").replace("Срок — 7 дней", "Срок — 9 дней"), encoding="utf-8")
    with pytest.raises(BrokenEditionError, match="изменён после утверждения"):
        latest(published.root, "document", "reglament-kp")


def of_schema_1(edition: Approved) -> bytes:
    """The file an earlier version of the program would have written."""
    data = asdict(edition)
    del data["clauses"]
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=date.isoformat)
    digest_ = hashlib.sha256(text.encode()).hexdigest()
    written = {"schema": 1, "digest": digest_, **data}
    return json.dumps(written, ensure_ascii=False, indent=1, default=date.isoformat).encode()


def test_editions_kept_before_clauses_were_are_read(published: Company) -> None:
    edition = kept(published, None, FIRST)
    path = published.root / FOLDER / edition.path
    path.write_bytes(of_schema_1(edition))
    assert latest(published.root, "document", "reglament-kp") == edition
    path.write_text(path.read_text(encoding="utf-8").replace("РД-01", "РД-02"), encoding="utf-8")
    with pytest.raises(BrokenEditionError):
        latest(published.root, "document", "reglament-kp")


def test_clauses_added_to_an_old_file_are_not_believed(published: Company) -> None:
    edition = kept(published, None, FIRST)
    path = published.root / FOLDER / edition.path
    data = json.loads(of_schema_1(edition)) | {"clauses": [{"number": "1", "text": "Приписано", "source": None}]}
    path.write_text(json.dumps(data), encoding="utf-8")
    assert latest(published.root, "document", "reglament-kp") == edition


def test_a_file_of_a_later_version_is_told_of(published: Company) -> None:
    path = published.root / FOLDER / kept(published, None, FIRST).path
    path.write_text(path.read_text(encoding="utf-8").replace('"schema": 2', '"schema": 3'), encoding="utf-8")
    with pytest.raises(BrokenEditionError, match="более новой версией"):
        latest(published.root, "document", "reglament-kp")


def test_what_is_printed_otherwise_is_another_edition(published: Company) -> None:
    book = published.reading().handbook
    named = ("document", book.documents["reglament-kp"])

    def printed(text: str) -> Printed:
        return lambda told: (Clause("1", text), Clause("2", f"Действует с {told.effective:%d.%m.%Y}"))

    first = approval(book, named, None, FIRST, printed=printed("Срок 45 дней"))  # type: ignore[arg-type]  # a literal
    assert first is not None
    same = approval(book, named, first.edition, NEXT, printed=printed("Срок 45 дней"))  # type: ignore[arg-type]  # the same
    assert same is None, "another day in force alone is no change"
    other = approval(book, named, first.edition, NEXT, printed=printed("Срок 30 дней"))  # type: ignore[arg-type]  # the same
    assert other is not None
    assert [(one.title, one.before, one.after) for one in other.changes] == [("1", "Срок 45 дней", "Срок 30 дней")]
    assert (other.published.edition, other.published.effective) == (3, NEXT.effective)


def test_the_way_it_was_needs_no_approval_and_a_department_does(company: Company) -> None:
    company.replace("regulations/processes/sell/prodat/process.yaml", "\nblock: ", "\nvariant: as-is\nblock: ")
    company.append("regulations/processes/sell/prodat/process.yaml", "publication: {number: РП-09, date: 2026-01-12}\n")
    more = "head: rop, tasks: [помогать клиентам], publication: {number: ПО-01, date: 2026-01-12}"
    company.replace("regulations/company.yaml", "head: rop", more)
    book = company.reading().handbook
    assert found(book, "РП-09") == []
    ((what, department),) = found(book, "по-01")
    made = approval(book, (what, department), None, NEXT)
    assert made is not None
    assert "помогать клиентам" in {one.text for one in made.edition.statements}
    company.write(made.file, apply(company.text(made.file), made.edits))
    told = company.reading().handbook.company.departments[0].publication
    assert told is not None
    assert (told.edition, told.order and told.order.number) == (1, "9-П")


def test_an_edition_under_the_name_of_another_is_not_believed(published: Company) -> None:
    path = published.root / FOLDER / kept(published, None, FIRST).path
    path.rename(path.with_name("009.json"))
    with pytest.raises(BrokenEditionError):
        latest(published.root, "document", "reglament-kp")


def test_the_summary_of_the_author_is_kept_and_that_of_the_order_wins(published: Company) -> None:
    known = "changes: [{edition: 2, date: 2026-01-10, summary: Уточнён порядок, basis: Проект}]"
    published.replace(DOCUMENT, "{number: РД-01, ", "{number: РД-01, " + known + ", ")
    made = approve(published, None, FIRST)
    assert made is not None
    assert made.edition.summary == "Уточнён порядок"
    kept(published, None, replace(FIRST, summary="По приказу"))
    told = published.reading().handbook.documents["reglament-kp"].publication
    assert told is not None
    assert [(one.edition, one.summary, one.basis) for one in told.changes] == [
        (2, "По приказу", "Приказ от 12.01.2026 № 3-П")
    ]


def test_a_windows_file_stays_one(published: Company) -> None:
    published.write(DOCUMENT, published.text(DOCUMENT).replace("\n", "\r\n").encode())
    made = approve(published, None, NEXT)
    assert made is not None
    text = apply((published.root / DOCUMENT).read_bytes().decode(), made.edits)
    assert text.count("\r\n") == text.count("\n")


def test_a_job_description_says_deadlines_approvals_and_whom_one_deals_with(company: Company) -> None:
    offer = "regulations/processes/sell/prodat/podgotovit-kp.yaml"
    step = "  - text: Собрать КП\n    document: kp\n"
    company.replace(offer, step, f"{step}    approves: rop\n    deadline: к вечеру, [[norm:n-kp]]\n")
    book = company.reading().handbook
    own = {one.key: one.text for one in paper(book, "position", "menedzher")}
    assert own["operation/podgotovit-kp/steps/1"] == (
        "Собрать КП (к вечеру, не более 7\u00a0календарных дней на стадии «КП отправлено»)"
    )
    assert own["operation/podgotovit-kp/tools/1"] == "CRM"
    chief = {one.key: one.text for one in paper(book, "position", "rop")}
    assert chief["operation/podgotovit-kp/approves/1"] == "Коммерческое предложение"
    assert chief["operation/podgotovit-kp/participants/1"] == "Руководитель отдела продаж; обмен; скидка"
    assert not any(key.startswith("operation/podgotovit-kp/tools") for key in chief)


def test_a_paper_is_found_by_number_and_identifier(published: Company) -> None:
    book = published.reading().handbook
    assert [record.id for _, record in found(book, "рд-01")] == ["reglament-kp"]
    assert [record.id for _, record in found(book, "reglament-kp")] == ["reglament-kp"]
    assert found(book, "kp") == [], "it has no publication"


def test_an_item_put_in_before_others_is_the_only_change() -> None:
    old = tuple(Statement(f"steps/{number}", f"Шаг {number}", text) for number, text in enumerate("абвг", 1))
    new = tuple(Statement(f"steps/{number}", f"Шаг {number}", text) for number, text in enumerate("аxбвд", 1))
    assert [(one.title, one.before, one.after) for one in rewordings(old, new)] == [
        ("Шаг 2", None, "x"),
        ("Шаг 5", "г", "д"),
    ]
    assert [(one.before, one.after) for one in rewordings(new, old)] == [("x", None), ("д", "г")]


def test_rewordings_name_what_came_went_and_changed() -> None:
    old = (Statement("a", "А", "один"), Statement("b", "Б", "два"))
    new = (Statement("b", "Б", "три"), Statement("c", "В", "четыре"))
    assert [(one.title, one.before, one.after) for one in rewordings(old, new)] == [
        ("Б", "два", "три"),
        ("В", None, "четыре"),
        ("А", "один", None),
    ]
    assert digest(old) != digest(new)

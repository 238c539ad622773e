"""The section of a role: which pages it has, and that nothing known of the role is left out of them."""

from pathlib import Path

import pytest

from generator import links
from generator.site import paths
from generator.site.here import Here
from generator.site.pages import pages
from generator.site.quiz.role import exams_of, rules_of
from generator.site.role.contacts_page import contacts_of
from generator.site.role.parts import tabs
from generator.site.role.work import NAMED, path_of
from handbook.book import Handbook
from handbook.model.people import Role
from handbook.work import operations_in_force, performers
from tests.generator.site.building import Built, company, small

PARTS = ("nachalo", "normy", "dokumenty", "svyazi")


def hrefs(built: Built, page: str) -> set[str]:
    return {attributes["href"] for tag, attributes in built.page(page).tags if tag == "a" and "href" in attributes}


def test_a_role_has_the_pages_there_is_something_to_show_on(built: Built) -> None:
    assert {part for part in PARTS if (built.site / f"roles/seller/{part}.html").exists()} == set(PARTS)
    # Nobody writes a document down for the head, and no post carries the role.
    assert not (built.site / "roles/boss/dokumenty.html").exists()


def test_somebody_from_outside_has_one_page_with_everything(built: Built) -> None:
    assert [path.name for path in (built.site / "roles/client").iterdir()] == ["index.html"]
    assert tabs(built.book, built.book.roles["client"]) == ()
    found = hrefs(built, "roles/client/index.html")
    assert {"../../operations/ask.html", "../../documents/request.html", "../seller/index.html"} <= found


@pytest.mark.parametrize("part", ["index", *PARTS])
def test_every_page_of_the_section_leads_to_all_others_and_says_which_it_is(built: Built, part: str) -> None:
    page = built.page(f"roles/seller/{part}.html")
    assert {f"{other}.html" for other in ("index", *PARTS)} <= hrefs(built, f"roles/seller/{part}.html")
    current = [attributes["href"] for _, attributes in page.tags if attributes.get("aria-current") == "page"]
    assert f"{part}.html" in current


def internal(built: Built) -> list[Role]:
    return [role for role in built.book.roles.values() if not role.external]


def test_every_internal_role_of_the_sample_finds_its_operations(sample: Built) -> None:
    for role in internal(sample):
        found = hrefs(sample, f"roles/{role.id}/index.html")
        for operation in operations_in_force(sample.book):
            if role.id in performers(operation):
                assert f"../../operations/{operation.id}.html" in found, (role.id, operation.id)


def test_every_internal_role_of_the_sample_finds_its_norms(sample: Built) -> None:
    for role in internal(sample):
        norms = [*links.norms_of_role(sample.book, role), *links.norms_around_role(sample.book, role)]
        if norms:
            found = sample.page(f"roles/{role.id}/normy.html").ids()
            assert {placed.norm.id for placed in norms} <= set(found)


def test_every_internal_role_of_the_sample_finds_its_documents_and_people(sample: Built) -> None:
    for role in internal(sample):
        documents, people = f"roles/{role.id}/dokumenty.html", f"roles/{role.id}/svyazi.html"
        records = links.documents_of(sample.book, role)
        found = hrefs(sample, documents) if records else set()
        for one in records:
            assert paths.relative(documents, str(paths.url("document", one.id))) in found
        others = {talk.other for talk in links.talks_of(sample.book, role.id)}
        if others:
            assert {f"../{other}/index.html" for other in others} <= hrefs(sample, people)


def test_a_role_of_very_many_operations_names_processes_instead(tmp_path: Path) -> None:
    sources = small()
    process = sources["processes/sell/main/process.yaml"]
    for number in range(NAMED):
        name = f"extra-{number}"
        process["flow"].insert(-2, {"operation": name})
        sources[f"processes/sell/main/{name}.yaml"] = {"id": name, "title": f"Дело {number}", "owner": "seller"}
    book = company(tmp_path, sources)
    path = path_of(book, book.roles["seller"])
    assert not path.full
    assert [(lane.rows, lane.more) for lane in path.lanes] == [((), NAMED + 2)]
    made = {page.path: page.content.decode() for page in pages(book, only={"roles/seller/index.md"})}
    assert "processes/main/index.html" in made["roles/seller/index.md"]


def test_a_row_of_the_path_says_after_what_it_begins(built: Built) -> None:
    (lane,) = path_of(built.book, built.book.roles["seller"]).lanes
    assert [row.when for row in lane.rows] == ["Пришёл запрос", "после «Расспросить»: Наш? — да"]


def test_norms_the_operations_of_a_role_live_by_stand_on_its_page_whoever_answers_for_them(tmp_path: Path) -> None:
    sources = small()
    sources["processes/sell/main/ask.yaml"]["owner"] = "boss"
    sources["processes/sell/main/offer-it.yaml"]["steps"] = [{"text": "Ответить", "deadline": "[[norm:n-answer]]"}]
    book = company(tmp_path, sources)
    assert "n-answer" not in {placed.norm.id for placed in links.norms_of_role(book, book.roles["seller"])}
    assert 'id="n-answer"' in _made(book, "roles/seller/normy.md")


def test_a_norm_a_step_of_the_role_names_is_the_role_s_to_keep(tmp_path: Path) -> None:
    sources = small()
    sources["processes/sell/main/ask.yaml"] |= {"owner": "boss", "steps": [{"text": "Ждать"}]}
    sources["processes/sell/main/offer-it.yaml"]["steps"] = [{"text": "Ответить", "deadline": "[[norm:n-answer]]"}]
    page = _made(company(tmp_path, sources), "roles/seller/normy.md")
    kept = page.partition("{ #soblyudayu }")[2].partition("\n## ")[0]
    assert 'id="n-answer"' in kept


def test_a_norm_that_is_its_own_rule_is_told_once(tmp_path: Path) -> None:
    sources = small()
    rule = {"kind": "custom_sql", "title": "Не терять клиента", "why": "Уйдёт", "select": "SELECT 1 AS object_id"}
    sources["processes/sell/main/ask.yaml"]["norms"] += [{"id": "n-own", **rule}]
    book = company(tmp_path, sources)
    assert _made(book, "roles/seller/normy.md").count("Не терять клиента") == 1
    assert _made(book, "roles/seller/index.md").count("Не терять клиента") == 1
    assert "Не терять клиента:" not in _made(book, "operations/ask.md")


def _made(book: Handbook, name: str) -> str:
    return next(page.content.decode() for page in pages(book, only={name}) if page.path == name)


def test_what_passes_between_two_roles_is_counted_and_told_by_operation(tmp_path: Path) -> None:
    sources = small()
    sources["processes/sell/main/ask.yaml"]["participants"] = [{"role": "boss", "direction": "to", "subject": "Вопрос"}]
    book = company(tmp_path, sources)
    maker_here = Here(book, "roles/seller/svyazi.md")
    boss = next(one for one in contacts_of(maker_here, book.roles["seller"]) if one.role == "boss")
    assert boss.given.count == len([one for one in links.talks_of(book, "seller") if one.other == "boss" and one.gives])
    by_operation = {row.operation.id: row for row in boss.given.rows}
    assert by_operation["ask"].subjects == (("вопрос", ""), ("кого спросили", "ежедневно"))
    assert by_operation["offer-it"].often.replace("\u00a0", " ") == "3 раза в неделю"
    page = _made(book, "roles/seller/svyazi.md")
    assert f"передаю {boss.given.count}" in page


def test_the_test_of_a_role_says_what_happens_when_it_is_not_passed(tmp_path: Path) -> None:
    sources = small()
    course = sources["training.yaml"]["courses"][0]
    sources["training.yaml"]["courses"] += [
        {**course, "id": "late", "title": "Аттестация", "kind": "qualification"},
        {**course, "id": "exam", "title": "Зачёт по звонкам", "kind": "qualification", "audience": []},
    ]
    sources["training.yaml"]["paths"][0]["steps"].insert(1, {"day": 6, "text": "Сдать", "course": "exam"})
    book = company(tmp_path, sources)
    assert [(one.course.id, one.day) for one in exams_of(book, book.roles["seller"])] == [("exam", 6), ("late", 0)]
    page = _made(book, "roles/seller/proverka.md")
    assert "{ #ne-sdan }" in page
    assert "Директор" in page.partition("{ #ne-sdan }")[2]
    assert "proverka.html#ne-sdan" in _made(book, "roles/seller/nachalo.md")


def test_tries_and_failures_of_exams_are_told_by_the_acts_of_the_company(tmp_path: Path) -> None:
    (tmp_path / "silent").mkdir()
    (tmp_path / "told").mkdir()
    sources = small()
    silent = _made(company(tmp_path / "silent", sources), "roles/seller/proverka.md")
    assert "спросите о нём руководителя" in silent
    clauses = sources["documents/rules.yaml"]["clauses"]
    clauses += [{"number": "5", "text": "Взаимозачёт долгов."}, {"number": "6", "text": "Зачёт сдают дважды."}]
    book = company(tmp_path / "told", sources)
    assert [(one.document, one.number) for one in rules_of(book, book.roles["seller"])] == [("rules", "6")]
    told = _made(book, "roles/seller/proverka.md").partition("{ #ne-sdan }")[2]
    assert "п.\u00a06</a>" in told
    assert "спросите о нём руководителя" not in told


def test_a_competency_leads_to_its_levels_whatever_its_identifier(tmp_path: Path) -> None:
    sources = small()
    sources["competencies.yaml"]["competencies"][0]["id"] = "index"
    sources["roles/seller.yaml"]["competencies"] += [{"title": "Ловкость", "level": 2}]
    page = _made(company(tmp_path, sources), "roles/seller/nachalo.md")
    assert '<a href="../../competencies/_index.html#urovni">Переговоры</a>' in page
    assert "уровень 5 из 5" in page
    assert "Ловкость" in page

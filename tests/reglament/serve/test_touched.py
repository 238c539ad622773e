"""Pages that an edit touches, by the files of its records."""

from __future__ import annotations

from pathlib import Path

from handbook.read import Reading, read
from reglament.serve.site import mark_of, source_of, with_reload
from reglament.serve.touched import differ, touched
from tests.conftest import Company
from tests.generator.site.building import company as small_company
from tests.generator.site.building import small

KP = "regulations/processes/sell/prodat/podgotovit-kp.yaml"
GLOSSARY, NORMS, POSITIONS = "regulations/glossary.yaml", "regulations/norms.yaml", "regulations/positions.yaml"


def pages(company: Company, before: Reading | None, *files: str) -> set[str]:
    after = read(company.root, before)
    return set(touched(files, after.handbook, before.handbook if before else None))


def test_a_file_of_an_operation_touches_its_page_and_those_of_norms_that_changed(company: Company) -> None:
    before = read(company.root)
    company.append(KP, "\n# Ничего нового\n")
    assert pages(company, before, KP) == set()
    line = next(line for line in company.text(KP).splitlines() if line.startswith("title:"))
    company.replace(KP, line, "title: Совсем другое название")
    assert pages(company, before, KP) == {"operations/podgotovit-kp.md"}
    company.replace(KP, "max: ", "max: 1")
    assert pages(company, before, KP) == {"operations/podgotovit-kp.md", "norms/n-kp.md"}


def test_of_a_shared_file_only_changed_records_count(company: Company) -> None:
    before = read(company.root)
    assert pages(company, before, NORMS, POSITIONS, GLOSSARY) == set()
    company.append(GLOSSARY, "  - {id: novyj, term: Новый термин, definition: Чего раньше не было}\n")
    assert pages(company, before, NORMS, POSITIONS, GLOSSARY) == {"glossary.md"}
    assert pages(company, None, NORMS) == {"norms/n-plan.md"}
    assert pages(company, None, POSITIONS) == {"roles/index.md", "norms/n-otkrytye.md"}


def test_a_process_touches_every_page_of_its_section(company: Company) -> None:
    before = read(company.root)
    flow = "regulations/processes/sell/prodat/process.yaml"
    line = next(line for line in company.text(flow).splitlines() if line.startswith("title:"))
    company.replace(flow, line, "title: Совсем другое название")
    found = pages(company, before, flow)
    assert "processes/prodat/index.md" in found
    assert "processes/prodat/normy.md" in found


def test_a_page_of_the_company_is_its_own_source(company: Company) -> None:
    assert pages(company, None, "regulations/pages/tarify/skidki.md", "regulations/pages/x.png") == {"tarify/skidki.md"}


def test_a_meeting_and_a_competency_touch_their_own_pages_and_the_lists(tmp_path: Path) -> None:
    book = small_company(tmp_path, small())
    assert touched(["regulations/meetings.yaml", "regulations/competencies.yaml"], book) == {
        "meetings.md",
        "meetings/standup.md",
        "competencies.md",
        "competencies/talks.md",
    }


def test_the_company_touches_the_pages_that_tell_of_it(company: Company) -> None:
    before = read(company.root)
    company.replace("regulations/company.yaml", "city: ", "city: Новая ")
    assert pages(company, before, "regulations/company.yaml") == {"index.md", "roles/index.md"}


def test_records_differ_whatever_page_shows_them(company: Company) -> None:
    before = read(company.root)
    files = ["regulations/company.yaml", KP]
    assert not differ(files, read(company.root, before).handbook, before.handbook)
    company.replace("regulations/company.yaml", "city: ", "city: Новая ")
    after = read(company.root, before)
    assert differ(files, after.handbook, before.handbook)
    assert not differ([KP], after.handbook, before.handbook)
    assert differ([KP], after.handbook, None)


def test_an_address_has_the_markdown_page_it_is_made_of() -> None:
    known = {"": "index.md", "roles/": "roles/index.md", "norms/n-kp.html": "norms/n-kp.md", "assets/x.css": None}
    assert {path: source_of(path) for path in known} == known


def test_what_is_no_more_has_no_page(company: Company) -> None:
    before = read(company.root)
    company.remove(KP)
    assert pages(company, before, KP) == set()


def site_of(folder: Path) -> Path:
    (folder / "operations").mkdir(parents=True)
    (folder / "assets").mkdir()
    (folder / "assets" / "x.css").write_text("a")
    (folder / "assets" / "sheme.js").write_text("a")
    page = folder / "operations" / "a.html"
    page.write_text(
        '<link href="../assets/x.css"><a href="b.html">b</a><i data-picture=\'&#46;./assets/sheme.js\'></i></body>'
    )
    (folder / "operations" / "b.html").write_text("b")
    return page


def test_a_page_has_another_mark_when_it_looks_otherwise(tmp_path: Path) -> None:
    page = site_of(tmp_path)
    marks = [mark_of(tmp_path, page)]
    (tmp_path / "operations" / "b.html").write_text("other words")
    assert mark_of(tmp_path, page) == marks[0], "another page is another page"
    for name in ("assets/x.css", "assets/sheme.js", "operations/a.html"):
        path = tmp_path / name
        path.write_text(path.read_text() + "!")
        marks.append(mark_of(tmp_path, page))
    assert len(set(marks)) == len(marks)


def test_a_page_that_names_strange_files_has_a_mark_too(tmp_path: Path) -> None:
    page = site_of(tmp_path)
    page.write_text('<img src="../../../../etc/passwd"><img src="%00"><img src="//x/y"><img src="no.png">')
    assert mark_of(tmp_path, page) == mark_of(tmp_path, page)
    assert b'data-mark="abc"' in with_reload(page.read_bytes(), "abc")

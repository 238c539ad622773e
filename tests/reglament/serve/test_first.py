"""The first answer to an edit: only its pages, the same as the whole build makes them, and never with mistakes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reglament.serve import rebuild
from reglament.serve.first import First
from reglament.serve.live import is_stale
from tests.conftest import VALID, Company

KP = "regulations/processes/sell/prodat/podgotovit-kp.yaml"
ROP = "regulations/roles/rop.yaml"
PAGE, OTHER = "site/operations/podgotovit-kp.html", "site/operations/prinyat-zapros.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a company whose site is built."""
    root = tmp_path_factory.mktemp("first") / "company"
    shutil.copytree(VALID / "regulations", root / "regulations")
    assert rebuild.build(root)["built"] > 0
    return root


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Company:
    """Return a copy of it that a test may spoil."""
    shutil.copytree(built, tmp_path / "company")
    return Company(tmp_path / "company")


def title(company: Company) -> str:
    return next(line for line in company.text(KP).splitlines() if line.startswith("title:"))


def test_it_is_what_the_whole_build_makes_of_the_page(own: Company) -> None:
    first = First(own.root)
    first.get_ready()
    before = own.text(OTHER)
    for words in ("Первые слова", "Вторые слова"):
        own.replace(KP, title(own), f"title: {words}")
        assert first.answer([KP])["built"] > 0
        assert words in own.text(PAGE)
        assert own.text(OTHER) == before
    made = own.text(PAGE)
    assert is_stale(own.root), "the other pages are not what they will be"
    made_whole = rebuild.build(own.root)
    assert made_whole.get("built"), made_whole
    assert own.text(PAGE) == made
    assert "Вторые слова" in own.text("site/processes/prodat/index.html")
    assert not is_stale(own.root)


def test_mistakes_are_told_the_site_stays_and_the_mended_file_is_made(own: Company) -> None:
    first = First(own.root)
    before, good = own.text(PAGE), own.text(KP)
    own.write(KP, good.replace(title(own), "title: Новое слово\nnet-takogo: 1"))
    told = first.answer([KP])
    assert told["errors"][0]["where"].startswith(f"{KP}:")
    own.write(KP, good.replace("owner: menedzher", "owner: nikto", 1))
    assert "nikto" in first.answer([KP])["errors"][0]["message"]
    assert own.text(PAGE) == before
    own.write(KP, good.replace(title(own), "title: Исправленное слово"))
    assert first.answer([KP])["built"] > 0
    assert "Исправленное слово" in own.text(PAGE)


def test_an_edit_that_shows_nowhere_makes_nothing(own: Company) -> None:
    first = First(own.root)
    first.answer([KP])
    own.append(KP, "\n# Пометка для себя\n")
    assert first.answer([KP]) == {"built": 0}


def test_an_edit_that_was_made_before_it_was_ready_is_not_lost(own: Company) -> None:
    first = First(own.root)
    own.replace(KP, title(own), "title: Раннее слово")
    first.get_ready()
    assert first.answer([KP])["built"] > 0
    assert "Раннее слово" in own.text(PAGE)


def test_files_changed_while_another_had_a_mistake_are_made_once_it_is_mended(own: Company) -> None:
    first, good = First(own.root), own.text(ROP)
    own.write(ROP, "id: [")
    assert first.answer([ROP])["errors"]
    own.replace(KP, title(own), "title: Слово между делом")
    assert first.answer([KP])["errors"]
    own.write(ROP, good)
    assert first.answer([ROP])["built"] > 0
    assert "Слово между делом" in own.text(PAGE)


def test_with_code_of_the_company_only_the_whole_build_makes_pages(own: Company) -> None:
    first = First(own.root)
    first.get_ready()
    own.write("mkdocs.yml", "hooks: [hook.py]\n")
    own.write("hook.py", "def on_page_markdown(markdown, **_):\n    return markdown\n")
    own.replace(KP, title(own), "title: Другое слово")
    assert first.answer([KP]) == {"built": 0}
    own.replace(KP, "owner: menedzher", "owner: nikto")
    assert first.answer([KP])["errors"]


def test_whatever_is_edited_is_shown_as_the_whole_build_shows_it(own: Company) -> None:
    own.write("regulations/pages/slovo.md", "# Своё слово\n\nБез названия в меню.\n")
    assert rebuild.build(own.root).get("built")
    first = First(own.root)
    first.get_ready()
    own.replace(KP, title(own), "title: Готовить предложение")
    assert first.answer([KP])["built"] > 0
    told = {
        "regulations/pages/slovo.md": ("Без названия", "С новым текстом", "slovo.html"),
        "regulations/company.yaml": ("city: ", "city: Новая ", "index.html"),
        "regulations/glossary.yaml": ("definition: ", "definition: Новая ", "glossary.html"),
        ROP: ("title: ", "title: Новый ", "roles/rop/index.html"),
    }
    for name, (before, after, _) in told.items():
        own.write(name, own.text(name).replace(before, after, 1))
        made = first.answer([name])
        assert made.get("built", 0) > 0, (name, made)
    made = {page: own.text(f"site/{page}") for _, _, page in told.values()}
    # The menu names roles: only the page made last has the last of them.
    last = first.again([*(page.replace(".html", ".md") for page in made), "net-takoj.md"])
    assert last["built"] > 0
    made = {page: own.text(f"site/{page}") for page in made}
    assert rebuild.build(own.root).get("built")
    assert {page: own.text(f"site/{page}") for page in made} == made


def test_pages_somebody_looks_at_are_made_when_records_have_changed(own: Company) -> None:
    first, flow = First(own.root), "processes/prodat/index"
    first.answer([KP])
    own.append(KP, "\n# Пометка для себя\n")
    first.answer([KP])
    first.again([f"{flow}.md"])
    assert first.again([f"{flow}.md"]) == {"built": 0}
    own.replace(KP, title(own), "title: Слово для соседей")
    first.answer([KP])
    assert "Слово для соседей" not in own.text(f"site/{flow}.html")
    assert first.again([f"{flow}.md", "../../etc.md"])["built"] > 0
    assert "Слово для соседей" in own.text(f"site/{flow}.html")


def test_a_link_that_only_the_whole_build_may_mend_is_no_mistake_yet(own: Company) -> None:
    first = First(own.root)
    first.get_ready()
    (own.root / "site/operations/prinyat-zapros.html").unlink()
    own.write("regulations/pages/slovo.md", "# Слово\n\n<a href='operations/prinyat-zapros.html'>сюда</a>\n")
    assert first.answer(["regulations/pages/slovo.md"]) == {"built": 0}
    assert rebuild.build(own.root).get("built")
    assert "сюда" in own.text("site/slovo.html")

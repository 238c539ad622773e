"""A build after another gives what a build from nothing would, and takes the old site at its word for nothing."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.structure.pages import Page

from generator.artifact import Artifact
from generator.site.build import build_site
from generator.site.engine import rendering
from tests.generator.site.building import company, small
from tests.volume import volume

Change = Callable[[Path, dict[str, Any]], None]
PAGES = "build/.site/pages.json"


def site(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (root / "site").rglob("*")
        if path.is_file()
    }


def edit(_root: Path, sources: dict[str, Any]) -> None:
    sources["processes/sell/main/ask.yaml"]["bottleneck"] = "Нет времени"


def add(root: Path, _sources: dict[str, Any]) -> None:
    (root / "regulations/pages").mkdir()
    (root / "regulations/pages/new.md").write_text("# Новая\n\n[роль](roles/seller/index.md)", encoding="utf-8")


def remove(root: Path, sources: dict[str, Any]) -> None:
    (root / "regulations/documents/request.yaml").unlink()
    sources.pop("documents/request.yaml")
    sources["processes/sell/main/ask.yaml"].pop("inputs")


def rename(_root: Path, sources: dict[str, Any]) -> None:
    sources["processes/sell/main/ask.yaml"]["title"] = "Узнать нужду"


def look(root: Path, _sources: dict[str, Any]) -> None:
    (root / "mkdocs.yml").write_text("theme: {name: material, palette: {primary: teal}}\n", encoding="utf-8")


def template(root: Path, _sources: dict[str, Any]) -> None:
    (root / "templates/site").mkdir(parents=True)
    (root / "templates/site/norm.md.j2").write_text("# {{ norm.title }}\n", encoding="utf-8")


def spoil(root: Path, _sources: dict[str, Any]) -> None:
    path = root / PAGES
    path.write_bytes(path.read_bytes().replace(b"seller", b"buyer "))


def replace_cache(root: Path, _sources: dict[str, Any]) -> None:
    (root / PAGES).write_text('{"index.md": {"made_of": 7}}')
    (root / "build/.site/stamp.json").write_text("[[]]")


def touch(root: Path, _sources: dict[str, Any]) -> None:
    path = root / "site/operations/ask.html"
    path.write_text(path.read_text(encoding="utf-8").replace("Расспросить", "Переспросить"), encoding="utf-8")


def lose(root: Path, _sources: dict[str, Any]) -> None:
    (root / "site/assets/reglament.css").unlink()
    (root / "site/norms/index.html").unlink()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("before")
    build_site(company(root, small()), root)
    return root


CHANGES = (edit, add, remove, template, touch, lose, rename, look, spoil, replace_cache)


@pytest.mark.parametrize("change", CHANGES[: volume(len(CHANGES), 6)])
def test_a_later_build_is_a_build_from_nothing(tmp_path: Path, before: Path, change: Change) -> None:
    root, fresh = tmp_path / "later", tmp_path / "fresh"
    shutil.copytree(before, root)
    sources = small()
    change(root, sources)
    book = company(root, sources)
    assert build_site(book, root).findings == ()
    shutil.copytree(root, fresh)
    for made in ("build", "site"):
        shutil.rmtree(fresh / made)
    build_site(company(fresh, sources), fresh)
    later, whole = site(root), site(fresh)
    # The list of what was written is kept for the writer and not for the reader.
    assert later == whole


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    usual = rendering.Site._built

    def built(self: rendering.Site, page: Page) -> bytes:
        told.append(page.file.src_uri)
        return usual(self, page)

    monkeypatch.setattr(rendering.Site, "_built", built)
    return told


def test_only_pages_that_changed_are_rendered(tmp_path: Path, rendered: list[str]) -> None:
    sources = small()
    build_site(company(tmp_path, sources), tmp_path)
    rendered.clear()
    edit(tmp_path, sources)
    build_site(company(tmp_path, sources), tmp_path)
    assert "operations/ask.md" in rendered
    assert "norms/n-gap.md" not in rendered


def test_nothing_is_generated_when_nothing_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = small()
    (tmp_path / "regulations/pages").mkdir(parents=True)
    (tmp_path / "regulations/pages/a.md").write_text("# А\n\n![x](https://example.org/x.png)", encoding="utf-8")
    first = build_site(company(tmp_path, sources), tmp_path)
    monkeypatch.setattr("generator.site.build._build_all", None)
    second = build_site(company(tmp_path, sources), tmp_path)
    assert second.findings == first.findings != ()
    assert second.files == first.files
    assert second.site.changed == ()


def test_chosen_pages_are_published_alone(tmp_path: Path, rendered: list[str]) -> None:
    sources = small()
    build_site(company(tmp_path, sources), tmp_path)
    rendered.clear()
    rename(tmp_path, sources)
    result = build_site(company(tmp_path, sources), tmp_path, only={"operations/ask.md"})
    assert result.findings == ()
    assert rendered == ["operations/ask.md"]
    assert "operations/ask.html" in result.site.changed
    assert "Узнать нужду" in (tmp_path / "site/operations/ask.html").read_text(encoding="utf-8")
    assert "Расспросить" in (tmp_path / "site/operations/index.html").read_text(encoding="utf-8") + "".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "site/operations").glob("index*.html")
    )
    build_site(company(tmp_path, sources), tmp_path)
    whole = tmp_path / "whole"
    build_site(company(whole, sources), whole)
    assert site(tmp_path) == {path.removeprefix("whole/"): one for path, one in site(whole).items()}


def test_files_given_from_outside_stand_in_the_site(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    build_site(book, tmp_path, extra=[Artifact("word/a.docx", b"1")])
    assert (tmp_path / "site/word/a.docx").read_bytes() == b"1"
    build_site(book, tmp_path, extra=[Artifact("word/a.docx", b"2")])
    assert (tmp_path / "site/word/a.docx").read_bytes() == b"2"
    build_site(book, tmp_path)
    assert not (tmp_path / "site/word/a.docx").exists()

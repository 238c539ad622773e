import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.site import paths
from generator.site.build import build_site
from generator.site.changes.editions import steps
from generator.site.changes.feed import feed, feed_page
from generator.site.given import Given
from generator.site.role.parts import tabs
from handbook.finding import Severity
from handbook.read import read
from tests.generator.site.building import ROOT, Built, company, parse, small

PROGRAM = """
import sys
from pathlib import Path
from generator.site.build import build_site
from handbook.read import read
root = Path(sys.argv[1])
result = build_site(read(root).handbook, root)
assert not result.findings, result.findings
"""


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("which", ["built", "sample"])
def test_every_record_has_its_page_and_nothing_is_wrong(which: str, request: pytest.FixtureRequest) -> None:
    site: Built = request.getfixturevalue(which)
    assert site.result.findings == ()
    wanted = {paths.html(page) for page in (paths.HOME, paths.ROLES, paths.PROCESSES, paths.OPERATIONS)}
    wanted |= {paths.html(page) for page in (paths.DOCUMENTS, paths.NORMS, paths.GLOSSARY, paths.MAPS)}
    team = {
        paths.MEETINGS: site.book.meetings,
        paths.TRAINING: site.book.courses,
        paths.COMPETENCIES: site.book.competencies,
        paths.MOTIVATION: site.book.principles,
        paths.INDICATORS: site.book.indicators,
        paths.MODELS: "menedzher" in site.book.roles,
    }
    wanted |= {paths.html(page) for page, records in team.items() if records}
    for target in ("role", "operation", "process", "document", "norm"):
        wanted |= {str(paths.url(target, name)) for name in site.book.ids(target)}
    wanted |= {paths.html(tab.page) for role in site.book.roles.values() for tab in tabs(site.book, role)}
    feeds = max(1, len(feed(steps(site.book, Given())).pages))
    wanted |= {paths.html(feed_page(number)) for number in range(1, feeds + 1)}
    assert wanted <= set(site.result.files)
    made = {paths.html(path.removeprefix("docs/")) for path in site.result.docs.changed if path.endswith(".md")}
    assert {path for path in site.result.files if path.endswith(".html")} == made


@pytest.mark.parametrize("which", ["built", "sample"])
def test_every_link_and_anchor_arrives(which: str, request: pytest.FixtureRequest) -> None:
    site: Built = request.getfixturevalue(which)
    pages = site.pages()
    dead = []
    checked = 0
    for path, page in pages.items():
        for tag, attrs in page.tags:
            link = attrs.get("href", "")
            if tag != "a" or link.startswith(("http:", "https:", "mailto:")):
                continue
            goal, _, place = link.partition("#")
            target = os.path.normpath(Path(path).parent / goal) if goal else path
            target = f"{target}/index.html" if (site.site / target).is_dir() else target
            checked += 1
            inside = place and not place.startswith("__")
            if not (site.site / target).is_file() or (inside and place not in pages[Path(target).as_posix()].ids()):
                dead.append((path, link))
    assert dead == []
    assert checked > 100


@pytest.mark.parametrize("which", ["built", "sample"])
def test_identifiers_of_a_page_are_unique(which: str, request: pytest.FixtureRequest) -> None:
    site: Built = request.getfixturevalue(which)
    repeated = {
        path: sorted({name for name in page.ids() if page.ids().count(name) > 1}) for path, page in site.pages().items()
    }
    assert {path: names for path, names in repeated.items() if names} == {}


@pytest.mark.parametrize("which", ["built", "sample"])
def test_a_norm_stands_on_its_own_page_and_where_it_lives(which: str, request: pytest.FixtureRequest) -> None:
    site: Built = request.getfixturevalue(which)
    for name, placed in site.book.norms.items():
        own = site.page(str(paths.url("norm", name)))
        assert name in own.ids()
        words = " ".join(placed.norm.words().split())
        assert words.casefold() in own.text.casefold()
        assert " ".join(placed.norm.why.split()) in own.text
        if placed.home in {"operation", "process"}:
            section = paths.html(paths.process_page(placed.home_id, "normy"))
            home = site.page(section if placed.home == "process" else str(paths.url(placed.home, placed.home_id)))
            assert name in home.ids()
            assert words.casefold() in home.text.casefold()
        elif placed.home == "position":
            for role in site.book.positions[placed.home_id].roles:
                assert name in site.page(paths.html(paths.role_page(role, "normy"))).ids()
        assert name in site.page("norms/index.html").ids()


@pytest.mark.parametrize("which", ["built", "sample"])
def test_nothing_is_loaded_from_a_network(which: str, request: pytest.FixtureRequest) -> None:
    site: Built = request.getfixturevalue(which)
    loads = []
    for path, page in site.pages().items():
        for tag, attrs in page.tags:
            for name, value in attrs.items():
                fetched = name in {"src", "srcset", "data", "poster"} or (name == "href" and tag in {"link", "use"})
                if fetched and "//" in value:
                    loads.append((path, tag, value))
    assert loads == []
    for path in site.site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert "url(http" not in text
        assert "url(//" not in text
        assert "@import" not in text


def test_the_site_opens_from_a_folder(built: Built) -> None:
    links = [attrs["href"] for page in built.pages().values() for tag, attrs in page.tags if "href" in attrs]
    assert [link for link in links if link.startswith("/")] == []
    assert (built.site / "search/search_index.js").read_text(encoding="utf-8").startswith("var __index = ")
    shim = [
        attrs["src"]
        for tag, attrs in built.page("index.html").tags
        if attrs.get("src", "").endswith("iframe-worker.js")
    ]
    assert shim == ["assets/iframe-worker.js"]
    for useless in ("sitemap.xml", "sitemap.xml.gz", "404.html"):
        assert not (built.site / useless).exists()


def test_the_same_bytes_under_any_seed_folder_zone_and_day(tmp_path: Path) -> None:
    worlds = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "SOURCE_DATE_EPOCH": "0"},
        {"PYTHONHASHSEED": "77", "TZ": "Asia/Kamchatka", "SOURCE_DATE_EPOCH": "2000000000"},
    )
    found = []
    for number, world in enumerate(worlds):
        root = tmp_path / ("a" if number else "папка с пробелом")
        company(root, small())
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(root)],
            cwd=ROOT if number else tmp_path,
            env={**os.environ, **world, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
        )
        # The stamp knows when files were written: it speaks of this disk only.
        (root / "build/.site/stamp.json").unlink()
        found.append((digests(root / "site"), digests(root / "build")))
    assert found[0] == found[1]
    assert len(found[0][0]) > 40


def test_a_second_build_writes_only_what_changed_and_removes_what_is_gone(tmp_path: Path) -> None:
    sources = small()
    book = company(tmp_path, sources)
    build_site(book, tmp_path)
    keep = tmp_path / "site" / ".gitignore"
    keep.write_text("*\n")
    again = build_site(book, tmp_path)
    assert again.site.changed == ()
    assert again.docs.changed == ()
    (tmp_path / "regulations/documents/request.yaml").unlink()
    sources.pop("documents/request.yaml")
    sources["processes/sell/main/ask.yaml"].pop("inputs")
    third = build_site(company(tmp_path, sources), tmp_path)
    assert third.site.removed == ("documents/request.html",)
    assert third.docs.removed == ("docs/documents/request.md",)
    assert keep.read_text() == "*\n"


def test_dates_choose_the_edition_shown(built: Built, tmp_path: Path) -> None:
    from datetime import date

    from generator.site.given import Given
    from generator.site.pages import pages

    latest = "30\u00a0календарных дней"
    earlier = "45\u00a0календарных дней"
    shown = {one.path: one.content for one in pages(built.book, tmp_path)}
    page = shown["processes/main/normy.md"].decode()
    assert latest in page
    assert earlier not in page
    shown = {one.path: one.content for one in pages(built.book, tmp_path, Given(day=date(2026, 3, 1)))}
    page = shown["processes/main/normy.md"].decode()
    assert earlier in page
    assert latest not in page


def test_a_reference_to_nowhere_is_plain_text(tmp_path: Path) -> None:
    sources = small()
    sources["processes/sell/main/ask.yaml"]["owner"] = "nobody"
    sources["processes/sell/main/ask.yaml"]["steps"] = [{"text": "Смотри [[norm:n-none]] и [[чушь:x]]"}]
    sources["processes/sell/main/offer-it.yaml"]["outputs"] = [
        {"document": "none", "to": ["none"], "kind": "client_document"}
    ]
    book = company(tmp_path, sources)
    result = build_site(book, tmp_path)
    assert result.findings == ()
    assert "n-none" in parse(tmp_path / "site/operations/ask.html").text


def test_an_empty_company_builds(tmp_path: Path) -> None:
    book = company(tmp_path, {"company.yaml": {"name": "А", "short_name": "А", "city": "Б", "head": "x"}})
    result = build_site(book, tmp_path)
    assert result.findings == ()
    assert "Норм пока нет" in parse(tmp_path / "site/norms/index.html").text


def test_the_companys_own_theme_stands(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: другое\n"
        "theme:\n  name: material\n  palette: {primary: teal}\n  features: [navigation.instant]\n"
        "  custom_dir: own\n  font: {text: Comic}\nextra_css: [own.css]\nplugins: [search]\n"
        "copyright: Права наши\n",
        encoding="utf-8",
    )
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mark.txt").write_text("тут")
    (tmp_path / "regulations/pages").mkdir()
    (tmp_path / "regulations/pages/own.css").write_text("b{}")
    result = build_site(book, tmp_path)
    assert result.findings == ()
    page = parse(tmp_path / "site/index.html")
    body = next(attrs for tag, attrs in page.tags if tag == "body")
    assert body["data-md-color-primary"] == "teal"
    assert "Права наши" in page.text
    assert "Продажи «Вектор»" in page.text
    sheets = [attrs["href"] for tag, attrs in page.tags if attrs.get("rel") == "stylesheet"]
    assert sheets[-2:] == ["assets/reglament.css", "own.css"]
    assert "fonts.g" not in (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert (tmp_path / "site/mark.txt").exists()
    assert "INHERIT: ../mkdocs.yml\n" in (tmp_path / "build/mkdocs.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "words"),
    [("theme: [", "строка"), ("- просто список\n", "ключ: значение"), ("theme: {name: нет-такой}\n", "сайт не собран")],
)
def test_a_bad_mkdocs_yml_is_told_in_russian(tmp_path: Path, text: str, words: str) -> None:
    from generator.site.config import ConfigError

    book = company(tmp_path, small())
    build_site(book, tmp_path)
    before = digests(tmp_path / "site")
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    try:
        result = build_site(book, tmp_path)
    except ConfigError as error:
        message = str(error)
    else:
        message = result.findings[-1].message
        assert result.findings[-1].severity is Severity.ERROR
    assert words in message
    assert digests(tmp_path / "site") == before


@pytest.mark.usefixtures("built")
def test_mkdocs_loggers_are_given_back() -> None:
    import logging

    logger = logging.getLogger("mkdocs")
    assert logger.propagate
    assert logger.handlers == []


def test_the_sample_reads_whole() -> None:
    assert read(ROOT).handbook.processes

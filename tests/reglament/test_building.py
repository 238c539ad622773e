"""Building and reporting as a user runs them: what company files spoil is told in Russian, with the right code."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import assets
from generator.artifact import Artifact
from generator.maps import engine
from generator.site.build import SiteBuild
from generator.site.given import Given
from generator.word import package
from generator.writer import Written
from handbook.book import Handbook
from handbook.finding import Finding, Severity
from handbook.read import read
from reglament.auditing import Order
from reglament.cli import app
from reglament.console import Settings
from reglament.report import write_report
from tests.conftest import Company
from tests.generator.report.conftest import make_handbook, make_result


def run(*arguments: str, project: Path) -> Result:
    return CliRunner().invoke(app, ["--project", str(project), *arguments], prog_name="reglament")


def told(result: Result) -> str:
    """What was said of a failure; an exception that is not an exit would be our own mistake."""
    assert isinstance(result.exception, SystemExit), result.exception
    return result.stderr


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """Findings of a site nobody has to build."""
    findings: list[Finding] = []

    def build_site(_handbook: Handbook, _root: Path, **_known: object) -> SiteBuild:
        return SiteBuild(Written(), Written(), tuple(findings))

    monkeypatch.setattr("generator.site.build.build_site", build_site)
    return findings


def test_whoever_waits_for_another_build_is_told(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    def build_site(
        _handbook: Handbook, _root: Path, *, waiting: Callable[[], None] | None = None, **_known: object
    ) -> SiteBuild:
        assert waiting
        waiting()
        return SiteBuild(Written(), Written(), ())

    monkeypatch.setattr("generator.site.build.build_site", build_site)
    assert "уже собирает другая программа" in run("build", project=company.root).stderr
    assert "уже собирает" not in run("-q", "build", project=company.root).stderr


def test_the_site_is_given_the_word_documents_just_made(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Given, tuple[Artifact, ...]]] = []

    def build_site(
        _handbook: Handbook, _root: Path, *, given: Given, extra: tuple[Artifact, ...], **_more: object
    ) -> SiteBuild:
        asked.append((given, extra))
        return SiteBuild(Written(), Written(), ())

    monkeypatch.setattr("generator.site.build.build_site", build_site)
    assert run("build", project=company.root).exit_code == 0
    folder = company.root / "build/docx"
    made = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.docx")}
    [(known, extra)] = asked
    assert known.word == {name: len(content) for name, content in made.items()}
    pictures = {path.stem: path.read_bytes() for path in (company.root / "build/png").glob("*.png")}
    assert set(known.prints) == set(pictures) == set(read(company.root).handbook.processes)
    assert {one.path: one.content for one in extra} == {
        **{f"word/{name}": content for name, content in made.items()},
        **{f"assets/diagrams/{name}.png": content for name, content in pictures.items()},
    }
    assert made


@pytest.mark.parametrize(
    ("severity", "arguments", "code"),
    [
        (Severity.WARNING, ["build"], 0),
        (Severity.WARNING, ["build", "--strict"], 1),
        (Severity.INFO, ["build", "--strict"], 0),
        (Severity.ERROR, ["build"], 1),
    ],
)
def test_strict_counts_warnings_of_the_site(
    company: Company, site: list[Finding], severity: Severity, arguments: list[str], code: int
) -> None:
    site.append(Finding("site-external", severity, "из сети"))
    result = run(*arguments, project=company.root)
    assert (result.exit_code, "из сети" in result.stderr) == (code, True)
    # The site offers the documents, so they are made before it; what comes after it is not.
    assert (company.root / "build/docx").is_dir()
    assert (company.root / "build/bpmn").is_dir() is (severity is not Severity.ERROR)


@pytest.mark.usefixtures("site")
def test_strict_counts_doubtful_duties(company: Company) -> None:
    step = "regulations/processes/sell/prodat/podgotovit-kp.yaml"
    assert run("build", "--strict", project=company.root).exit_code == 0
    company.replace(step, "text: Собрать КП", "text: Коммерческое предложение")
    assert run("build", project=company.root).exit_code == 0
    result = run("build", "--strict", project=company.root)
    assert result.exit_code == 1
    assert "[doubtful-duty]" in result.stderr


@pytest.mark.parametrize("name", ["site", "build"])
def test_a_file_in_place_of_a_folder_is_named(company: Company, name: str) -> None:
    company.write(name, "помеха")
    result = run("build", project=company.root)
    assert result.exit_code == 2
    assert f"на месте папки файл {company.root / name}. Уберите его" in told(result)


def test_a_template_of_a_page_that_fails_is_named(company: Company) -> None:
    company.write("templates/site/role.md.j2", "\n{{ 1 / 0 }}\n")
    result = run("build", project=company.root)
    assert result.exit_code == 2
    assert "Ошибка в шаблоне «site/role.md.j2», строка 2: деление на ноль" in told(result)


def spoilt(name: str) -> bytes:
    """The template of the program with one part that is not XML."""
    parts = package.read((assets.templates() / "word/job-description.docx").read_bytes())
    return package.write({**parts, name: b"<"})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        package.write({"a.txt": b""}),
        spoilt("[Content_Types].xml"),
        spoilt("word/_rels/document.xml.rels"),
    ],
    ids=["empty", "torn", "a zip", "no types", "no relations"],
)
def test_a_word_template_that_is_none_is_named(company: Company, content: bytes) -> None:
    company.write("templates/word/job-description.docx", content)
    result = run("docx", project=company.root)
    assert result.exit_code == 2
    assert "Шаблон «word/job-description.docx»: файл не открывается как документ Word" in told(result)


def test_a_build_without_the_program_of_maps_says_what_to_install(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_folders", lambda: iter(()))
    monkeypatch.setattr("shutil.which", lambda _name: None)
    engine.lay_out.cache_clear()
    result = run("build", project=company.root)
    assert result.exit_code == 2
    assert "pip install graphviz-pure" in told(result)
    assert not (company.root / "site").exists()


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The audit comes to the result of the report's tests, whatever the export."""
    monkeypatch.setattr("reglament.auditing._judge", lambda *_: make_result())


def report(handbook: Handbook, folder: Path, *formats: str) -> None:
    order = Order(formats=formats, history=False, keep=False)
    write_report(handbook, order, folder, Settings(handbook.root, quiet=True))


@pytest.mark.usefixtures("judged")
@pytest.mark.parametrize("template", ["{% if %}", "{{ nothing }}", "{{ 1 / 0 }}"])
def test_a_template_of_the_report_that_fails_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], template: str
) -> None:
    own = tmp_path / "templates/report/audit.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text(template, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        report(make_handbook(tmp_path), tmp_path / "out", "html", "json")
    assert left.value.code == 2
    assert "Ошибка в шаблоне «report/audit.html.j2», строка 1" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def links(folder: Path) -> set[str]:
    return set(re.findall(r'href="([^"#:]+)"', (folder / "audit.html").read_text(encoding="utf-8")))


@pytest.mark.parametrize("where", ["build/audit", "../elsewhere"])
@pytest.mark.usefixtures("judged")
def test_the_report_links_only_to_pages_that_are_there(tmp_path: Path, where: str) -> None:
    root = tmp_path / "company"
    result, handbook = make_result(), make_handbook(root)
    folder = root / where
    report(handbook, folder, "html")
    assert links(folder) == set()
    name = result.verdicts[0].norm_id
    page = root / "site/norms" / f"{name}.html"
    page.parent.mkdir(parents=True)
    page.write_text("", encoding="utf-8")
    report(handbook, folder, "html")
    (link,) = links(folder)
    assert (folder / link).resolve() == page


def test_the_command_offers_every_format_of_the_report() -> None:
    from generator.report import FILES
    from reglament.output import REPORT_FORMATS

    told = CliRunner().invoke(app, ["audit", "--help"]).stdout
    assert f"Виды отчёта через запятую: {', '.join(FILES)}." in " ".join(told.split())
    assert set(REPORT_FORMATS) <= set(FILES)

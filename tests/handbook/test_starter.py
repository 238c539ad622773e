"""The folder a company begins with: sound in every model, its own in every word, the same every time."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from handbook.check import Checked, examine
from handbook.finding import Severity
from handbook.sales_models import models, posts
from handbook.schema import schemas
from handbook.source.edit import Edit, apply
from handbook.source.yaml12 import load
from handbook.starter import DEFAULT_CITY, DEFAULT_NAME, OddNameError, adopted, chosen, library, of_made, skeleton
from handbook.starter.zones import _CITIES
from tests.sample import sample_book

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 22)

#: Modules whose names in their package are those of their functions.
LIBRARY, SKELETON = (import_module(f"handbook.starter.{name}") for name in ("library", "skeleton"))

every_model = pytest.mark.parametrize("model", [one.id for one in models()])


@pytest.fixture(scope="module", autouse=True)
def _same_edits_are_made_once() -> Iterator[None]:
    """Let the same edits of the same text be made once: names and cities change none of them, a model few."""
    made: dict[tuple[str, str], str] = {}

    def once(text: str, edits: Iterable[Edit]) -> str:
        wanted = tuple(edits)
        key = (text, repr(wanted))
        if key not in made:
            made[key] = apply(text, wanted)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LIBRARY, "apply", once)
        patch.setattr(SKELETON, "schemas", cache(schemas))
        yield


@cache
def files(model: str, name: str = "ООО «Вектор»", city: str = "Казань") -> dict[str, str]:
    choice = chosen(name, city, model, DAY)
    return of_made(skeleton(ROOT, choice, "library") | library(ROOT, choice))


@pytest.fixture(scope="module")
def checked_company(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Checked]:
    """Checks the folder of a model, once for every model."""
    return cache(lambda model: written(tmp_path_factory.mktemp(model), files(model)))


def written(folder: Path, made: dict[str, str]) -> Checked:
    for path, text in made.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    return examine(folder, DAY)


@every_model
def test_the_folder_passes_the_check_without_errors_and_warnings(
    model: str, checked_company: Callable[[str], Checked]
) -> None:
    checked = checked_company(model)
    serious = [finding for finding in checked.findings if finding.severity is not Severity.INFO]
    assert [f"{finding.places[:1]} {finding.message}" for finding in serious] == []
    handbook = checked.reading.handbook
    assert handbook.company.sales_model == model
    assert handbook.company.short_name == "ООО «Вектор»"
    assert handbook.company.name == "Общество с ограниченной ответственностью «Вектор»"
    assert handbook.staff == ()
    assert handbook.waivers == ()
    assert len(handbook.operations) > 60


@every_model
def test_nothing_of_the_sample_company_is_left(model: str) -> None:
    people = [str(one["name"]).split()[0] for one in load((ROOT / "regulations/staff.yaml").read_text())[0]["staff"]]
    foreign = re.compile(
        rf"мера-?поток|mera-?potok|bitrix24-mera|перм(ь|и|ск)|прикам|битрикс|\b({'|'.join(people)})\b", re.IGNORECASE
    )
    found = [
        f"{path}: {line.strip()}"
        for path, text in files(model).items()
        if "/.schema/" not in path
        for line in text.splitlines()
        if foreign.search(line)
    ]
    assert found == []


@every_model
def test_positions_are_those_of_the_model_and_nobody_names_another(
    model: str, checked_company: Callable[[str], Checked]
) -> None:
    handbook = checked_company(model).reading.handbook
    chosen_model = next(one for one in models() if one.id == model)
    wanted = {name: post.roles for name, post in posts(chosen_model, sample_book()).items()}
    assert {name: post.roles for name, post in handbook.positions.items()} == wanted


def test_every_file_begins_by_saying_what_it_is() -> None:
    for path, text in files("one-level").items():
        lines = text.splitlines()
        if path.endswith(".json"):
            continue
        explained = lines[1] if path.startswith("regulations/") else lines[0]
        assert re.match(r"(#|<!--) .*[а-яё]", explained), path


def test_nothing_is_approved_yet_and_norms_have_no_past(checked_company: Callable[[str], Checked]) -> None:
    assert [name for name in files("one-level") if name.startswith("history")] == [], (
        "editions of the sample are its own"
    )
    handbook = checked_company("conveyor").reading.handbook
    records = [
        *handbook.documents.values(),
        *handbook.processes.values(),
        *handbook.positions.values(),
        *handbook.company.departments,
    ]
    papers = [record.publication for record in records if record.publication]
    assert len(papers) > 40
    for paper in papers:
        assert (paper.edition, paper.on) == (1, DAY)
        assert (paper.order, paper.effective, paper.review_by, paper.changes) == (None, None, None, ())
        assert {paper.developed_by, *paper.agreed_by} - {None} <= handbook.positions.keys()
    for placed in handbook.norms.values():
        assert placed.norm.since is None
        assert len(placed.norm.editions()) == 1
        assert not placed.norm.scope.positions


def test_comments_of_the_library_survive() -> None:
    made = files("one-level")
    for path in ("regulations/processes/sell/prodat-tipovoe/process.yaml", "regulations/glossary.yaml"):
        comments = [line for line in (ROOT / path).read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        assert comments
        assert [line for line in made[path].splitlines() if line.startswith("#")] == comments


def test_the_same_choice_gives_the_same_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LIBRARY, "apply", apply)
    monkeypatch.setattr(SKELETON, "schemas", schemas)
    choice = chosen("ООО «Вектор»", "Казань", "two-level-lead", DAY)
    assert of_made(library(ROOT, choice) | skeleton(ROOT, choice, "library")) == files("two-level-lead")


def test_a_seller_who_assists_himself_goes_through_less() -> None:
    path = "regulations/processes/sell/prodat-tipovoe/prinyat-zapros.yaml"
    before, after, conveyor = (
        load(text)[0]["load"]
        for text in ((ROOT / path).read_text(encoding="utf-8"), files("one-level")[path], files("conveyor")[path])
    )
    assert conveyor == before
    week = {"day": 5, "week": 1}
    assert after["count"] * week[after["per"]] < before["count"] * week[before["per"]] / 2


def test_without_a_name_the_blanks_are_plain_to_see(tmp_path: Path) -> None:
    choice = chosen(DEFAULT_NAME, DEFAULT_CITY, "one-level", DAY)
    checked = written(tmp_path, skeleton(ROOT, choice, "library") | library(ROOT, choice))
    assert [finding for finding in checked.findings if finding.severity is Severity.ERROR] == []
    company = checked.reading.handbook.company
    assert company.short_name == "ООО «Ваша компания»"
    assert company.about is not None
    assert company.about.startswith("Заполните")


@pytest.mark.parametrize(
    ("name", "full", "short", "bare"),
    [
        ('ООО "Вектор"', "Общество с ограниченной ответственностью «Вектор»", "ООО «Вектор»", "Вектор"),
        ("АО Ромашка", "Акционерное общество «Ромашка»", "АО «Ромашка»", "Ромашка"),
        ("ИП Орлова А. П.", "Индивидуальный предприниматель Орлова А. П.", "ИП Орлова А. П.", "ИП Орлова А. П."),
        ("Вектор", "Вектор", "Вектор", "Вектор"),
        ("ООО «Рога, копыта & Ко»", "Общество с ограниченной ответственностью «Рога, копыта & Ко»", *(
            "ООО «Рога, копыта & Ко»", "Рога копыта & Ко")),
    ],
)  # fmt: skip
def test_a_name_is_understood_as_people_write_it(name: str, full: str, short: str, bare: str) -> None:
    choice = chosen(name, "Тула", "one-level", DAY)
    assert (choice.name, choice.short_name, choice.bare) == (full, short, bare)


@pytest.mark.parametrize("name", ["ООО «[[norm:x]]»", "Вектор: всё", "Вектор #1", "  ", "«»", "a{b}", "a\\b", "*a*"])
def test_a_name_that_would_spoil_the_texts_is_refused(name: str) -> None:
    with pytest.raises(OddNameError):
        chosen(name, "Тула", "one-level", DAY)


@pytest.mark.parametrize("name", ["ООО «Рога, копыта & Ко»", "АО «Нет»", "Д'Артаньян", "ООО «Первый — Новый №1!»"])
def test_a_strange_name_breaks_no_text(name: str, tmp_path: Path) -> None:
    checked = written(tmp_path, files("manager-assistant", name, "Ростов-на-Дону"))
    assert [finding.message for finding in checked.findings if finding.severity is not Severity.INFO] == []


def test_the_first_steps_name_files_that_are_there() -> None:
    made = files("one-level")
    text = made["README.md"]
    assert len(re.findall(r"^\d+\. ", text, re.MULTILINE)) == 10
    assert "Одноуровневая" in text
    for path in re.findall(r"`(regulations/[\w./-]+\.yaml)`", text):
        assert path in made, path


def test_drafted_sources_are_explained_and_told_the_model() -> None:
    choice = chosen("АО «Ромашка»", "Тула", "conveyor", DAY)
    head = "# yaml-language-server: $schema="
    drafted = {
        "regulations/company.yaml": f"{head}.schema/company.json\nname: x\nshort_name: x\ncity: Тула\nhead: d\n",
        "regulations/roles/a.yaml": f"{head}../.schema/role.json\nid: a\ntitle: А\n",
    }
    made = adopted(drafted, choice)
    assert load(made["regulations/company.yaml"])[0]["sales_model"] == "conveyor"
    assert load(made["regulations/company.yaml"])[0]["name"] == "Акционерное общество «Ромашка»"
    assert made["regulations/roles/a.yaml"].splitlines()[1].startswith("# Роль")
    assert load(made["regulations/roles/a.yaml"])[0] == {"id": "a", "title": "А"}


@pytest.mark.parametrize(
    ("city", "zone"), [("Пермь", "Asia/Yekaterinburg"), ("г. омск", "Asia/Omsk"), ("Казань", "Europe/Moscow")]
)
def test_the_time_zone_is_that_of_the_city(city: str, zone: str) -> None:
    assert f"timezone: {zone}\n" in files("one-level", city=city)["regulations/company.yaml"]


def test_every_zone_of_a_city_is_known_to_the_calendar() -> None:
    assert set(_CITIES) <= available_timezones()

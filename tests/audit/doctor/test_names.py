"""Pipelines and people that the company knows under another name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audit.doctor.names import person_looks, pipeline_looks
from audit.ingest.places import MetStage
from audit.ingest.stages import StagePlace
from handbook.book import Handbook
from handbook.diagnosis import Choice, NameLook
from handbook.finding import Finding, Place, Severity
from handbook.model.people import Person
from handbook.model.profile import Profile
from tests.audit.ingest.given import company

NAME = "Дровосеков Глеб Андреевич"


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    return replace(company(tmp_path), profiles={})


def stranger(name: str) -> Finding:
    return Finding(
        "unknown-owner", Severity.WARNING, "нет в списке сотрудников", (Place("a.csv", row=2, excerpt=name),)
    )


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("Дровосеков Г.А.", 0.95),
        ("Дровосеков Г. А.", 0.95),
        ("Дровосеков Г.", 0.92),
        ("Г. Дровосеков", 0.92),
        ("дровосеков", 0.85),
        ("Глеб", 0.7),
        ("Дровосеков П.А.", None),
        ("Андреевич", None),
        ("Кто-то", None),
    ],
)
def test_a_short_name_is_of_the_only_one_it_fits(book: Handbook, name: str, sure: float | None) -> None:
    one = Person.model_validate({"name": NAME, "position": "prodavec", "hired": "2020-03-02"})
    looks = person_looks(replace(book, staff=(one,)), [stranger(name)])
    assert looks == ((NameLook(name, 0, (Choice(NAME, NAME, sure),)),) if sure else ())


def test_of_two_namesakes_nobody_knows_which(book: Handbook) -> None:
    given = ({"name": name, "position": "prodavec", "hired": "2020-03-02"} for name in (NAME, "Дровосеков Пётр Ильич"))
    staff = tuple(map(Person.model_validate, given))
    assert person_looks(replace(book, staff=staff), [stranger("Дровосеков")]) == ()


def met(pipeline: str, stage: str) -> MetStage:
    return MetStage(pipeline, stage, 2, StagePlace(pipeline, stage, None))


def test_an_unknown_pipeline_may_be_any_funnel_the_likeliest_first(book: Handbook) -> None:
    (look,) = pipeline_looks(book, Profile(id="x", title="х"), [met("Розничные продажи", "На паузе")])
    assert (look.name, look.rows, look.choices[0].name, look.guess) == ("Розничные продажи", 2, "Розница", None)
    assert {choice.name for choice in look.choices} == {"Розница", "Опт"}


def test_a_pipeline_that_a_profile_knows_is_none_of_them(book: Handbook) -> None:
    profile = Profile(id="x", title="х", pipelines={"Розничные продажи": "Розница"})
    assert pipeline_looks(book, profile, [met("Розничные продажи", "На паузе")]) == ()

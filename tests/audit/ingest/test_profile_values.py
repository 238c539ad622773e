"""A profile that the lint of sources has not stopped: the audit says what is wrong and in which file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from audit.ingest.error import IngestError
from handbook.book import Handbook
from handbook.model.company import Company
from handbook.model.profile import Column, Profile, ProfileSettings, TableSource
from handbook.source.locate import Spot
from tests.audit.ingest.given import HEADER, Take

EXPORT = HEADER + '"1";"А";"Розница";"Новая";"";"";"02.03.2026 10:00:00";"";\n'

#: The file is not called as its profile is.
FILE = "regulations/crm/nash-portal.yaml"
TEXT = """id: own
title: Свой
sources:
  - table: deals
    recognise: [ID, Название сделки]
    columns:
      deal_id: ID
      created_at: Дата создания
      {column}
settings:
  timezone: UTC
"""


def book(handbook: Handbook, root: Path, column: str, profile: Profile) -> Handbook:
    """Return a company whose profile stands in a file of another name."""
    path = root / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(column=column), encoding="utf-8")
    return replace(handbook, root=root, profiles={"own": profile}, spots={id(profile): Spot(FILE)})


def profile_of(columns: dict[str, Column], recognise: tuple[str, ...] = ("ID", "Название сделки")) -> Profile:
    """Return a profile as it was before the sources were checked so closely."""
    known = {"deal_id": Column(titles=("ID",)), "created_at": Column(titles=("Дата создания",))}
    source = TableSource.model_construct(
        table="deals",
        recognise=tuple((mark,) for mark in recognise),
        columns={**known, **columns},
        filters=dict[str, tuple[str, ...]](),
    )
    return Profile.model_construct(
        **{**Profile(id="own", title="Свой").__dict__, "sources": (source,), "settings": ProfileSettings()}
    )


def column(**fields: object) -> Column:
    return Column.model_construct(**{**Column().__dict__, **fields})


class Wrong(NamedTuple):
    """A column with a value that fits no type, and what the audit says."""

    name: str
    text: str
    fields: dict[str, object]
    code: str
    words: str


@pytest.mark.parametrize(
    "wrong",
    [
        Wrong("closed_at", "{from: X, formats: ['%Q']}", {"formats": ("%Q",)}, "bad-date-format", "«%Q»"),
        Wrong("amount", "{from: X, default: xyz}", {"default": "xyz"}, "bad-default", "«xyz»"),
        Wrong("planned_close", "{from: X, default: abc}", {"default": "abc"}, "bad-default", "как дата"),
        Wrong("is_deleted", "{from: X, default: может}", {"default": "может"}, "bad-default", "да или нет"),
    ],
)
def test_a_value_the_database_cannot_read_is_told_with_its_line(
    take: Take, handbook: Handbook, tmp_path: Path, wrong: Wrong
) -> None:
    profile = profile_of({wrong.name: column(titles=("X",), **wrong.fields)})
    with pytest.raises(IngestError) as caught:
        take(EXPORT, book=book(handbook, tmp_path, f"{wrong.name}: {wrong.text}", profile), crm="own")
    (finding,) = caught.value.findings
    assert finding.code == wrong.code
    assert wrong.words in finding.message
    assert (finding.places[0].file, finding.places[0].line) == (FILE, 9)


def test_good_values_of_every_type_are_taken(take: Take, handbook: Handbook) -> None:
    columns = {
        "amount": {"from": "Сумма", "default": 7},
        "planned_close": {"default": "2026-05-01"},
        "is_deleted": {"default": False},
        "title": {"default": "Без названия"},
        "created_at": {"from": "Дата создания", "formats": ["%d.%m.%Y %H:%M:%S"]},
        "deal_id": "ID",
    }
    source = {"table": "deals", "recognise": ["ID", "Название сделки"], "columns": columns}
    profile = Profile.model_validate({"id": "own", "title": "Свой", "sources": [source]})
    taken = take(EXPORT, book=replace(handbook, profiles={"own": profile}))
    assert taken.rows("SELECT CAST(amount AS INTEGER), CAST(planned_close AS VARCHAR), is_deleted FROM deals") == [
        (7, "2026-05-01", False)
    ]


def test_a_source_without_marks_claims_no_file(take: Take, handbook: Handbook, tmp_path: Path) -> None:
    given = book(handbook, tmp_path, "title: Название сделки", profile_of({}, ()))
    with pytest.raises(IngestError) as caught:
        take(EXPORT, book=given)
    (finding,) = caught.value.findings
    assert (finding.code, finding.places[0].file, finding.places[0].line) == ("no-marks", FILE, 5)


@pytest.mark.parametrize("zone", ["localtime", "posixrules", "right/Europe/Moscow", "Нет/Такого"])
def test_a_zone_the_database_does_not_know_is_refused(
    take: Take, handbook: Handbook, tmp_path: Path, zone: str
) -> None:
    wrong = ProfileSettings.model_construct(**{**ProfileSettings().__dict__, "timezone": zone})
    profile = profile_of({}).model_copy(update={"settings": wrong})
    with pytest.raises(IngestError) as caught:
        take(EXPORT, book=book(handbook, tmp_path, "title: Название сделки", profile))
    assert caught.value.findings[0].code == "unknown-timezone"
    assert (caught.value.findings[0].places[0].file, caught.value.findings[0].places[0].line) == (FILE, 11)
    company = Company.model_construct(**{**handbook.company.__dict__, "timezone": zone})
    with pytest.raises(IngestError, match="часовой пояс"):
        take(EXPORT, book=replace(handbook, company=company))

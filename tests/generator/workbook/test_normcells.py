"""Parameters of a norm in a cell: every kind, exactly."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.workbook.codecs import CellError, tidied
from generator.workbook.normcells import KIND_TITLES, limit, limit_words, read_rest, rest_cell, since
from generator.workbook.sources import Row
from handbook.source.yaml12 import load

#: Norms of every kind in all the shapes the rules are proven with.
CASES = Path(__file__).parents[2] / "audit/rules/cases"
SHOWN = {"id", "kind", "title", "why", "severity", "tolerance", "min", "max", "source", "draft"}


def cell(norm: dict[str, Any]) -> str:
    return rest_cell(Row("n", "company", "norms.yaml", (), norm), {})


@pytest.mark.parametrize("kind", KIND_TITLES)
def test_the_parameters_of_every_kind_come_back(kind: str) -> None:
    norms = [load(path.read_text(encoding="utf-8"))[0]["norm"] for path in sorted((CASES / kind).glob("*.yaml"))]
    assert norms
    for norm in norms:
        shown = SHOWN if norm.get("limits") else SHOWN | {"since"}
        assert read_rest(tidied(cell(norm)) or "{}") == {key: norm[key] for key in norm.keys() - shown}


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 1\n",
        "SELECT 1\n\n",
        "SELECT a: b -- # c\nFROM t\n  WHERE x = 'да'",
        "  с отступом\nи без",
        "хвост \nвторая",
        "неразрывный\u00a0\nвторая\u00a0",
        "\tтабуляция",
        "null",
        "18:00",
        "- не список",
    ],
)
def test_so_do_texts_of_any_shape(text: str) -> None:
    assert read_rest(tidied(cell({"select": text, "other": [text, 1, 2.5, True]}))) == {
        "select": text,
        "other": [text, 1, 2.5, True],
    }


def test_a_norm_without_more_to_say_says_nothing() -> None:
    assert cell({"id": "n", "max": "3 d", "since": date(2026, 1, 1)}) == ""


def test_all_dated_limits_are_told_and_the_latest_has_columns() -> None:
    limits = [{"from": date(2026, 7, 1), "max": "30 d"}, {"from": date(2026, 1, 1), "max": "45 d"}]
    norm = {"limits": limits, "since": date(2025, 1, 1)}
    assert (since(norm), limit("max")(norm)) == (("limits", 0, "from"), ("limits", 0, "max"))
    assert limit_words(norm) == "не более 30 d"
    assert read_rest(cell(norm)) == norm


def test_a_stage_is_no_day() -> None:
    assert since({"kind": "conversion", "from": "Квалификация", "min": "25 %"}) == ("since",)


@pytest.mark.parametrize("limits", ["30 d", [5], [], None])
def test_limits_that_are_none_have_no_columns(limits: object) -> None:
    assert since({"limits": limits}) == ("since",)


@pytest.mark.parametrize(
    ("text", "message"),
    [("stage: КП: черновик", "параметры нормы не прочитаны"), ("КП отправлено", "здесь не параметры нормы")],
)
def test_what_tells_no_parameters_is_said_to(text: str, message: str) -> None:
    with pytest.raises(CellError, match=message) as caught:
        read_rest(text)
    assert "в кавычки" in caught.value.tip

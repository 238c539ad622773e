import json

import pytest

from generator.findings import render, summary
from handbook.finding import Finding, Place, Severity

ERROR = Finding(
    "wrong-value",
    Severity.ERROR,
    "«sel» — недопустимое значение",
    (Place("regulations/a.yaml", 3, 8, excerpt="block: sel"),),
    "Возможно, «sell»",
)
WARNING = Finding("idle-role", Severity.WARNING, "роль без операций", (Place("regulations/b.yaml", 1, 5),))
REMARK = Finding("odd-row", Severity.INFO, "пустая сумма", (Place("deals.csv", row=12, field="Сумма"),))
NOWHERE = Finding("no-plan", Severity.WARNING, "плана нет")

HOSTILE = "\x1b[31mx\x1b]0;t\x07\r\n::error file=a::b\u202e\x9b2J\u2028%0A,:"


def test_text_is_for_a_person() -> None:
    assert render([ERROR, WARNING, REMARK, NOWHERE], "text") == (
        "regulations/a.yaml:3:8: ошибка: «sel» — недопустимое значение [wrong-value]\n"
        "    | block: sel\n"
        "    |        ^\n"
        "    как исправить: Возможно, «sell»\n"
        "\n"
        "regulations/b.yaml:1:5: предупреждение: роль без операций [idle-role]\n"
        "\n"
        "deals.csv, строка 12, столбец «Сумма»: замечание: пустая сумма [odd-row]\n"
        "\n"
        "предупреждение: плана нет [no-plan]\n"
        "\n"
        "Итого: 1\u00a0ошибка, 2\u00a0предупреждения, 1\u00a0замечание.\n"
        "Подробнее о проверке: reglament explain wrong-value\n"
    )


def test_nothing_found_is_said() -> None:
    assert render([], "text") == "Итого: ошибок нет.\n"
    assert render([], "github") == ""
    assert json.loads(render([], "json")) == {"findings": [], "summary": {"error": 0, "warning": 0, "info": 0}}


@pytest.mark.parametrize(
    ("errors", "warnings", "said"),
    [
        (0, 0, "ошибок нет"),
        (1, 0, "1 ошибка"),
        (2, 1, "2 ошибки, 1 предупреждение"),
        (5, 4, "5 ошибок, 4 предупреждения"),
        (21, 11, "21 ошибка, 11 предупреждений"),
    ],
)
def test_the_summary_agrees_in_number(errors: int, warnings: int, said: str) -> None:
    assert summary([ERROR] * errors + [WARNING] * warnings).replace("\u00a0", " ") == said


def test_other_places_are_named_unless_the_message_names_them() -> None:
    places = (Place("a.yaml", 2, 1), Place("b.yaml", 5, 3))
    said = Finding("duplicate-id", Severity.ERROR, "уже занят: b.yaml:5:3", places)
    silent = Finding("norm-conflict", Severity.ERROR, "противоречат", places, "Оставьте одну")
    assert "смотрите также" not in render([said], "text")
    assert "противоречат [norm-conflict]\n    смотрите также: b.yaml:5:3\n    как исправить" in render([silent], "text")


@pytest.mark.parametrize("column", [1, 79, 80, 81, 200, 400])
def test_the_caret_stands_under_its_letter_even_in_a_long_line(column: int) -> None:
    line = "".join(chr(ord("a") + index % 26) for index in range(400))
    finding = Finding("x-y", Severity.ERROR, "что-то", (Place("a.yaml", 1, column, excerpt=line),))
    _, shown, caret, *_ = render([finding], "text").splitlines()
    assert len(shown) <= 170
    assert shown[caret.index("^")] == line[column - 1]


def test_a_tab_takes_one_column() -> None:
    finding = Finding("x-y", Severity.ERROR, "что-то", (Place("a.yaml", 1, 3, excerpt="\t\tb"),))
    _, shown, caret, *_ = render([finding], "text").splitlines()
    assert shown[caret.index("^")] == "b"


def test_colour_only_when_asked() -> None:
    assert "\x1b" not in render([ERROR, WARNING], "text")
    painted = render([ERROR, WARNING, REMARK], "text", colour=True)
    assert "\x1b[31mошибка\x1b[0m" in painted
    assert "\x1b[33mпредупреждение\x1b[0m" in painted
    assert painted.replace("\x1b[0m", "").count("\x1b[") == 7


def hostile() -> list[Finding]:
    place = Place(f"a{HOSTILE}.yaml", 1, 1, excerpt=f"block: {HOSTILE}")
    return [Finding("x-y", Severity.ERROR, f"ключ {HOSTILE}", (place, place), f"тип {HOSTILE}")]


def test_no_text_of_a_user_speaks_to_a_terminal() -> None:
    printed = render(hostile(), "text")
    assert [letter for letter in printed if not letter.isprintable() and letter not in "\n\u00a0"] == []
    assert len(printed.splitlines()) == 8
    assert not any(line.lstrip().startswith("::") for line in printed.splitlines())


def test_no_text_of_a_user_commands_github() -> None:
    printed = render(hostile(), "github")
    (line,) = printed.splitlines()
    assert line.startswith("::error file=a")
    assert [letter for letter in line if not letter.isprintable()] == []
    where = line.removeprefix("::error ").partition("::")[0]
    assert [part.partition("=")[0] for part in where.split(",")] == ["file", "line", "col", "title"]
    assert "%250A" in line


def test_json_is_for_a_program() -> None:
    data = json.loads(render([ERROR, REMARK, *hostile()], "json"))
    assert data["summary"] == {"error": 2, "warning": 0, "info": 1}
    assert data["findings"][0] == {
        "code": "wrong-value",
        "severity": "error",
        "message": "«sel» — недопустимое значение",
        "tip": "Возможно, «sell»",
        "places": [
            {
                "file": "regulations/a.yaml",
                "line": 3,
                "column": 8,
                "row": None,
                "field": None,
                "excerpt": "block: sel",
            }
        ],
    }
    assert data["findings"][2]["message"] == f"ключ {HOSTILE}"


def test_github_gets_a_place_it_can_show() -> None:
    assert render([ERROR, REMARK, NOWHERE], "github") == (
        "::error file=regulations/a.yaml,line=3,col=8,title=wrong-value::"
        "«sel» — недопустимое значение. Возможно, «sell»\n"
        "::notice file=deals.csv,line=12,title=odd-row::пустая сумма\n"
        "::warning title=no-plan::плана нет\n"
    )


def test_findings_sort_by_place_then_code() -> None:
    given = [
        NOWHERE,
        Finding("b-b", Severity.ERROR, "x", (Place("a.yaml", 2, 1),)),
        Finding("a-a", Severity.ERROR, "x", (Place("a.yaml", 2, 1),)),
        Finding("a-a", Severity.ERROR, "x", (Place("a.yaml", 10, 1),)),
        Finding("a-a", Severity.ERROR, "x", (Place("a.yaml"),)),
        REMARK,
    ]
    in_order = [given[0], given[4], given[2], given[1], given[3], given[5]]
    assert sorted(given, key=lambda finding: finding.sort_key) == in_order

import json
from dataclasses import replace

import pytest
from lxml import etree

from generator.findings import render, summary
from handbook.finding import Finding, Place, Severity
from handbook.lint.allowed import Allowed

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
        "предупреждение: плана нет [no-plan]\n"
        "\n"
        "deals.csv, строка 12, столбец «Сумма»: замечание: пустая сумма [odd-row]\n"
        "\n"
        "Итого: 1\u00a0ошибка, 2\u00a0предупреждения, 1\u00a0замечание.\n"
        "Подробнее о проверке: reglament explain wrong-value\n"
    )


def test_nothing_found_is_said() -> None:
    assert render([], "text") == "Итого: ошибок нет.\n"
    assert render([], "github") == ""
    assert json.loads(render([], "json")) == {
        "findings": [],
        "ignored": [],
        "summary": {"error": 0, "warning": 0, "info": 0},
        "hidden": 0,
    }


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


def many(code: str, severity: Severity, count: int) -> list[Finding]:
    return [Finding(code, severity, f"что-то {number}", (Place("a.yaml", number, 1),)) for number in range(count)]


class TestManyFindings:
    def test_the_gravest_come_first(self) -> None:
        printed = render([REMARK, WARNING, ERROR], "text")
        assert [word for word in ("wrong-value", "idle-role", "odd-row") if word in printed] == [
            line.rpartition("[")[2].rstrip("]") for line in printed.splitlines() if line.endswith("]")
        ]
        assert [item["code"] for item in json.loads(render([REMARK, ERROR], "json"))["findings"]] == [
            "odd-row",
            "wrong-value",
        ]

    def test_after_ten_of_a_kind_the_rest_is_counted(self) -> None:
        given = [*many("idle-role", Severity.WARNING, 12), *many("x-y", Severity.WARNING, 10)]
        printed = render(given, "text", program="reglament")
        assert printed.count("что-то") == 20
        assert "и ещё 2 [idle-role]; все: reglament check --select idle-role\n" in printed
        assert "[x-y];" not in printed
        assert render(given, "text", everything=True).count("что-то") == 22

    def test_errors_are_all_shown(self) -> None:
        assert render(many("x-y", Severity.ERROR, 30), "text").count("что-то") == 30

    def test_many_are_counted_by_code(self) -> None:
        printed = render([*many("idle-role", Severity.WARNING, 12), ERROR], "text")
        assert printed.endswith(
            "Итого: 1\u00a0ошибка, 12\u00a0предупреждений.\n"
            "     1  wrong-value — недопустимое значение\n"
            "    12  idle-role — роль без операций\n"
            "Подробнее о проверке: reglament explain wrong-value\n"
        )
        assert "    12  " not in render(many("idle-role", Severity.WARNING, 12), "text")

    def test_what_is_hidden_is_said(self) -> None:
        assert render([WARNING], "text", hidden=[ERROR, REMARK]).splitlines()[2] == (
            "Итого: 1\u00a0предупреждение; скрыто ключами: 1\u00a0ошибка, 1\u00a0замечание."
        )
        assert render([], "text", hidden=[ERROR]) == "Итого: показать нечего; скрыто ключами: 1\u00a0ошибка.\n"
        assert json.loads(render([], "json", hidden=[ERROR]))["hidden"] == 1


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


ALLOWED = Allowed(WARNING, "роль на лето & <осень>")


class TestAllowed:
    def test_text_counts_them_and_shows_when_asked(self) -> None:
        assert render([], "text", allowed=[ALLOWED]) == "Итого: ошибок нет; допущено с причиной: 1.\n"
        assert render([], "text", allowed=[ALLOWED], show_allowed=True) == (
            "regulations/b.yaml:1:5: допущено: роль без операций [idle-role]\n"
            "    причина: роль на лето & <осень>\n"
            "\n"
            "Итого: ошибок нет; допущено с причиной: 1.\n"
        )

    def test_json_has_them_with_their_reasons(self) -> None:
        (record,) = json.loads(render([], "json", allowed=[ALLOWED]))["ignored"]
        assert (record["code"], record["reason"]) == ("idle-role", "роль на лето & <осень>")
        assert render([], "github", allowed=[ALLOWED]) == ""


def report(findings: list[Finding], allowed: list[Allowed] | None = None) -> etree._Element:
    return etree.fromstring(render(findings, "junit", allowed=allowed or []).encode())


class TestJunit:
    def test_only_errors_fail(self) -> None:
        suites = report([ERROR, WARNING, REMARK, NOWHERE], [ALLOWED])
        counts = {"tests": "5", "failures": "1", "errors": "0", "skipped": "1"}
        assert dict(suites.attrib) == {"name": "reglament", **counts}
        (suite,) = suites
        assert [[child.tag for child in case] for case in suite] == [
            ["failure"],
            ["system-out"],
            ["system-out"],
            ["system-out"],
            ["skipped"],
        ]
        assert (suite[0].get("classname"), suite[0].get("name")) == (
            "regulations/a.yaml",
            "wrong-value",
        )
        assert (suite[0][0].get("type"), suite[0][0].text) == (
            "wrong-value",
            "regulations/a.yaml:3:8\n«sel» — недопустимое значение\nВозможно, «sell»",
        )
        assert suite[4][0].get("message") == "роль на лето & <осень>"

    def test_what_fails_is_what_the_check_fails_on(self) -> None:
        for failing, failures in (((), "0"), ((Severity.ERROR, Severity.WARNING), "3"), (tuple(Severity), "4")):
            printed = render([ERROR, WARNING, REMARK, NOWHERE], "junit", failing=failing)
            assert etree.fromstring(printed.encode()).get("failures") == failures

    def test_names_hold_neither_lines_nor_words_that_shift(self) -> None:
        first, second = many("idle-role", Severity.WARNING, 2)
        before = [(case.get("classname"), case.get("name")) for case in report([first, second])[0]]
        assert before == [("a.yaml", "idle-role"), ("a.yaml", "idle-role (2)")]
        moved = [
            replace(one, message="иначе", places=(Place("a.yaml", 9 + at, 1),))
            for at, one in enumerate([first, second])
        ]
        assert [(case.get("classname"), case.get("name")) for case in report(moved)[0]] == before
        let_stand = report([second], [Allowed(first, "так надо")])[0]
        assert [(case.get("name"), case[0].tag) for case in let_stand] == [
            ("idle-role (2)", "system-out"),
            ("idle-role", "skipped"),
        ]
        assert let_stand[1][0].text == "a.yaml:0:1\nчто-то 0"

    def test_a_sound_company_passes_one_test(self) -> None:
        suites = report([])
        assert (suites.get("tests"), suites.get("failures")) == ("1", "0")
        assert len(suites[0]) == 1

    def test_no_text_of_a_user_breaks_it(self) -> None:
        suites = report([*hostile(), Finding("x-y", Severity.ERROR, "]]> <b> & \ud800 \ufffe '\"")])
        assert suites.get("failures") == "2"

"""Comments that let findings stand: where they reach, what they cannot do, what is said of useless ones."""

from datetime import date
from pathlib import Path

import pytest

from handbook.check import check, examine
from handbook.lint import RULES
from handbook.source.locate import SourceFile
from handbook.source.suppressions import Suppression, suppressions
from tests.conftest import TODAY, Company

ROLE = "regulations/roles/menedzher.yaml"
VAGUE = "reglament: ignore[vague-wording]"


def found(text: str) -> list[Suppression]:
    return list(suppressions(SourceFile(Path("a.yaml"), "a.yaml", text)))


def outcome(company: Company) -> tuple[list[str], list[str]]:
    """Codes of what is told, and reasons of what is let stand."""
    checked = examine(company.root, TODAY)
    return [finding.code for finding in checked.findings], [item.reason for item in checked.allowed]


class TestComments:
    def test_the_line_a_comment_speaks_of(self) -> None:
        text = (
            "# шапка\n"
            "# reglament: ignore[a-a] на весь файл\n"
            "\n"
            "id: x  # reglament: ignore[b-b, c-c]   хвост строки\n"
            "  # reglament: ignore[d-d] строкой выше\n"
            "# ещё слова\n"
            "\n"
            "title: y\n"
            "#reglament:ignore[e-e]слитно\n"
            "list: [1]\n"
        )
        assert [(item.place.line, item.codes, item.reason, item.line) for item in found(text)] == [
            (2, ("a-a",), "на весь файл", None),
            (4, ("b-b", "c-c"), "хвост строки", 4),
            (5, ("d-d",), "строкой выше", 8),
            (9, ("e-e",), "слитно", 10),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "a: |\n  # reglament: ignore[x-x] это текст\n  и это\n",
            "a: >-\n  слова # reglament: ignore[x-x] это текст\n",
            'a: "слова # reglament: ignore[x-x] это текст"\n',
            "a: слова#reglament:ignore[x-x] без пробела перед знаком\n",
            "- 'в кавычках\n  # reglament: ignore[x-x] тоже'\n",
        ],
    )
    def test_inside_a_text_it_is_text(self, text: str) -> None:
        assert found(text) == []

    def test_letters_of_any_case_and_what_stands_before_the_reason(self) -> None:
        (comment,) = found("a: 1  # Reglament : Ignore [x-x] : — причина\n")
        assert (comment.codes, comment.reason, comment.understood) == (("x-x",), "причина", True)

    def test_two_on_one_line_are_two(self) -> None:
        first, second = found("a: 1  # reglament: ignore[x-x] одно # reglament: ignore[y-y] другое\n")
        assert [(item.codes, item.reason, item.line) for item in (first, second)] == [
            (("x-x",), "одно", 1),
            (("y-y",), "другое", 1),
        ]

    @pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
    def test_lines_end_where_the_parser_ends_them(self, end: str) -> None:
        text = f'a: "слова"{end}b: 1  # reglament: ignore[x-x] причина\n'
        (comment,) = found(text)
        assert (comment.line, comment.place.line, comment.place.column) == (2, 2, 7)

    @pytest.mark.parametrize("comment", ["# reglament: ingore[x-x] так", "# REGLAMENT: допустить так"])
    def test_a_slip_is_not_understood(self, comment: str) -> None:
        assert [item.understood for item in found(f"a: 1  {comment}\n")] == [False]

    @pytest.mark.parametrize(
        "comment", ["# reglament-kp и другие", "# Регламент: ignore[x-x]", "# reglament для склада"]
    )
    def test_other_comments_are_none(self, comment: str) -> None:
        assert found(f"a: 1  {comment}\n") == []

    def test_the_line_that_opens_a_text_may_end_with_one(self) -> None:
        (comment,) = found("a: |-  # reglament: ignore[x-x] причина\n  текст # не пометка\n")
        assert (comment.line, comment.reason) == (1, "причина")

    @pytest.mark.parametrize("text", ["", "# reglament: ignore[x-x] пусто\n"])
    def test_a_file_without_data_has_none(self, text: str) -> None:
        assert found(text) == []


class TestReach:
    @pytest.mark.parametrize(
        "more",
        [
            f"duties: [Отвечать вовремя]  # {VAGUE} так надо\n",
            f"# {VAGUE} так надо\nduties: [Отвечать вовремя]\n",
            f"duties:\n  # {VAGUE} так надо\n  - Отвечать вовремя\n",
            f"duties:\n  - >-  # {VAGUE} так надо\n    Отвечать на вопросы\n    вовремя\n",
            f"duties:\n  # {VAGUE} так надо\n  - |\n    Отвечать\n    вовремя\n",
        ],
    )
    def test_a_place_is_from_its_key_to_the_words(self, company: Company, more: str) -> None:
        company.append(ROLE, more)
        assert outcome(company) == ([], ["так надо"])

    @pytest.mark.parametrize(
        "more",
        [
            f"# {VAGUE} так надо\nrights: [Просить]\nduties: [Отвечать вовремя]\n",
            f"duties: [Отвечать вовремя]\nrights: [Просить]  # {VAGUE} так надо\n",
            f"duties:\n  - |\n    Отвечать вовремя\n    # {VAGUE} так надо\n",
        ],
    )
    def test_elsewhere_it_does_not_reach(self, company: Company, more: str) -> None:
        company.append(ROLE, more)
        assert "vague-wording" in outcome(company)[0]

    def test_a_comment_in_the_head_reaches_the_whole_file(self, company: Company) -> None:
        duties = "duties: [Отвечать вовремя, Звонить регулярно]\n"
        company.write(ROLE, f"# Роль\n# {VAGUE} старый текст\n{company.text(ROLE)}{duties}")
        assert outcome(company) == ([], ["старый текст", "старый текст"])

    def test_the_nearest_reason_is_given(self, company: Company) -> None:
        own = f"duties: [Отвечать вовремя]  # {VAGUE} своя\nrights: [И т. д.]\n"
        company.write(ROLE, f"# {VAGUE} общая\n{company.text(ROLE)}{own}")
        assert outcome(company) == ([], ["своя", "общая"])

    def test_a_text_repeated_by_a_mark_is_told_once(self, company: Company) -> None:
        company.append(ROLE, "duties: [&a Отвечать вовремя, *a]\nrights: [*a]\n")
        assert outcome(company) == (["vague-wording"], [])

    def test_another_code_stays(self, company: Company) -> None:
        company.append(ROLE, f"duties: [Отвечать вовремя по ТЗ]  # {VAGUE} так надо\n")
        assert outcome(company) == (["undefined-abbreviation"], ["так надо"])


class TestUseless:
    @pytest.mark.parametrize(
        ("comment", "message"),
        [
            ("ingore[vague-wording] так", "пометка не понята и ничего не скрывает"),
            ("ignore(vague-wording) так", "в пометке не названы коды проверок"),
            ("ignore[vague-wording так", "в пометке не названы коды проверок"),
            ("ignore[vague-wording] —", "пометка без причины ничего не скрывает"),
            ("ignore[VAGUE-WORDING] так", "проверки «VAGUE-WORDING» нет"),
            ("ignore[vаgue-wording] так", "проверки «vаgue-wording» нет"),
        ],
    )
    def test_a_slip_is_told_and_hides_nothing(self, company: Company, comment: str, message: str) -> None:
        company.append(ROLE, f"duties: [Отвечать вовремя]  # reglament: {comment}\n")
        assert [finding.message for finding in company.check()] == ["расплывчато: «вовремя»", message]

    def test_errors_are_never_let_stand(self, company: Company) -> None:
        company.append(ROLE, "knowledge: ['[[norm:net]]']  # reglament: ignore[unknown-reference] потом\n")
        assert outcome(company) == (["unknown-reference", "unused-suppression"], [])

    def test_after_a_mistake_of_reading_nothing_is_called_useless(self, company: Company) -> None:
        company.append(ROLE, f"duties: [Отвечать]  # {VAGUE} так надо\n")
        assert outcome(company)[0] == ["unused-suppression"]
        company.append("regulations/roles/rop.yaml", "lishnij: 1\n")
        assert outcome(company)[0] == ["unknown-key"]

    def test_without_a_day_the_rules_of_days_are_not_asked(self, company: Company) -> None:
        company.append(
            "regulations/documents/kp.yaml",
            "publication:\n  number: Ф-1\n  date: 2026-01-12\n"
            "  review_by: 2026-06-30  # reglament: ignore[overdue-review] перенесён\n",
        )
        assert check(company.root)[1] == ()
        assert outcome(company) == ([], ["перенесён"])
        (finding,) = check(company.root, date(2026, 6, 30))[1]
        assert finding.code == "unused-suppression"


@pytest.mark.parametrize(("day", "count"), [(date(2026, 6, 29), 0), (date(2026, 6, 30), 0), (date(2026, 7, 1), 1)])
def test_a_review_is_overdue_from_the_next_day(company: Company, day: date, count: int) -> None:
    published = "publication: {number: Ф-1, date: 2026-01-12, review_by: 2026-06-30}\n"
    company.append("regulations/documents/kp.yaml", published)
    company.append("regulations/processes/sell/prodat/process.yaml", published)
    company.append("regulations/positions.yaml", f"    {published}")
    found = [finding for finding in check(company.root, day)[1] if finding.code == "overdue-review"]
    told = [finding.message.split()[1] for finding in found]
    assert told == ["документа", "должности", "процесса"] * count


def test_every_warning_may_be_let_stand(company: Company) -> None:
    codes = ", ".join(rule.code for rule in RULES if rule.severity.value != "error")
    company.write(ROLE, f"# reglament: ignore[{codes}] проба\n{company.text(ROLE)}")
    told = company.check()
    assert {finding.code for finding in told} == {"unused-suppression"}
    assert all("ничего не находит" in finding.message for finding in told)

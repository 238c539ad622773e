"""Single records whose parts do not agree, and texts no record may hold: what is told, and what passes."""

from zoneinfo import available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from handbook.model.company import WorkingTime
from handbook.model.profile import DateFormat
from handbook.model.timezone import Timezone, zones
from handbook.source.control import control_characters
from tests.conftest import Company

COMPANY = "regulations/company.yaml"
PROFILE = "regulations/crm/vygruzka.yaml"
STAFF = "regulations/staff.yaml"
FLOW = "regulations/processes/sell/prodat/process.yaml"


class TestWorkingTime:
    @pytest.mark.parametrize(
        ("written", "place", "message"),
        [
            ("{days: []}", "7:16", "ключ «days»: список пуст"),
            ("{start: 20:00}", "7:23", "рабочий день кончается в 18:00, а начинается в 20:00"),
            ("{end: 09:00}", "7:21", "рабочий день кончается в 09:00, а начинается в 09:00"),
            ("{end: 13:30}", "7:21", "обычный обед 13:00–14:00 выходит за рабочий день 09:00–13:30"),
            ("{start: 14:00, end: 22:00}", "7:35", "обычный обед 13:00–14:00 выходит за рабочий день 14:00–22:00"),
            (
                "{lunch: {start: 08:00, end: 10:00}}",
                "7:16",
                "обед 08:00–10:00 выходит за рабочий день 09:00–18:00",
            ),
            ("{lunch: {start: 17:30, end: 00:00}}", "7:16", "обед 17:30–00:00 выходит за рабочий день 09:00–18:00"),
            ("{lunch: {start: 14:00, end: 13:00}}", "7:43", "обед кончается в 13:00, а начинается в 14:00"),
            (
                "{start: 09:00+05:00}",
                "7:23",
                "ключ «start»: нужно время без пояса, вида 09:30: пояс один на всю компанию",
            ),
        ],
    )
    def test_a_day_that_cannot_be(self, company: Company, written: str, place: str, message: str) -> None:
        company.append(COMPANY, f"working_time: {written}\n")
        assert company.told() == [f"{COMPANY}:{place}: {message}"]

    @pytest.mark.parametrize(
        "written",
        [
            "{end: 00:00}",
            "{end: 13:00, lunch: null}",
            "{start: 14:00, end: 22:00, lunch: {start: 18:00, end: 19:00}}",
            "{start: 20:00, end: 00:00, lunch: {start: 23:00, end: 00:00}}",
            "{lunch: {start: 09:00, end: 18:00}}",
        ],
    )
    def test_a_day_that_can(self, company: Company, written: str) -> None:
        company.append(COMPANY, f"working_time: {written}\n")
        assert company.told() == []

    def test_the_usual_day_needs_nothing(self) -> None:
        assert WorkingTime().lunch is not None

    def test_a_day_of_the_calendar_is_of_one_kind(self, company: Company) -> None:
        company.append(COMPANY, "calendar: {days_off: [2026-05-08], working_days: [2026-03-07, 2026-05-08]}\n")
        assert company.told() == [f"{COMPANY}:7:63: 2026-05-08 названо и рабочим днём, и выходным"]


class TestTimezones:
    @pytest.mark.parametrize(
        "name",
        ["localtime", "Factory", "posixrules", "right/Europe/Moscow", "posix/Europe/Moscow", "europe/moscow", ""],
    )
    def test_what_differs_from_machine_to_machine_is_no_zone(self, name: str) -> None:
        with pytest.raises(ValidationError, match="неизвестный часовой пояс"):
            TypeAdapter(Timezone).validate_python(name)

    def test_every_other_zone_is_one(self) -> None:
        assert zones() <= available_timezones()
        assert len(zones()) > 400
        for name in zones():
            assert TypeAdapter(Timezone).validate_python(name) == name

    def test_the_zones_of_russia_are_not_looked_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("handbook.model.timezone.zones", frozenset)
        assert TypeAdapter(Timezone).validate_python("Asia/Yekaterinburg") == "Asia/Yekaterinburg"
        with pytest.raises(ValidationError):
            TypeAdapter(Timezone).validate_python("America/Lima")


class TestPeople:
    @pytest.mark.parametrize(("day", "count"), [("2026-01-11", 1), ("2026-01-12", 0), ("2026-01-13", 0)])
    def test_nobody_leaves_before_coming(self, company: Company, day: str, count: int) -> None:
        company.replace(STAFF, "hired: 2026-01-12\n", f"hired: 2026-01-12\n    dismissed: {day}\n")
        assert len(company.told("wrong-value")) == count == len(company.told())

    def test_an_absence_of_one_day(self, company: Company) -> None:
        company.replace(STAFF, "to: 2026-07-19", "to: 2026-07-06")
        assert company.told() == []
        company.replace(STAFF, "to: 2026-07-06", "to: 2026-07-05")
        assert company.told() == [f"{STAFF}:8:32: отсутствие кончается 2026-07-05, а начинается 2026-07-06"]


class TestBranches:
    @pytest.mark.parametrize(
        ("kind", "when", "to", "count"),
        [
            ("exclusive", "согласен", "podgotovit-kp", 1),
            ("exclusive", " СОГЛАСЁН", "podgotovit-kp", 1),
            ("exclusive", "согласен не весь", "podgotovit-kp", 0),
            ("inclusive", "согласен", "podgotovit-kp", 0),
            ("inclusive", "согласен", "zaklyuchit-dogovor", 1),
        ],
    )
    def test_a_condition_leads_one_way(self, company: Company, kind: str, when: str, to: str, count: int) -> None:
        company.replace(FLOW, "{when: просит правки, to: podgotovit-kp}", f'{{when: "{when}", to: {to}}}')
        company.replace(FLOW, "    title: Решение клиента?\n", f"    title: Решение клиента?\n    type: {kind}\n")
        assert len(company.told("wrong-value")) == count


class TestFormats:
    @pytest.mark.parametrize(
        "shape", ["%d.%m.%Y", "%m/%d/%y %I:%M:%S %p", "%Y-%m-%dT%H:%M:%S.%f%z", "%d %B %Y г. (%%)", "%Y%j"]
    )
    def test_what_is_read(self, shape: str) -> None:
        assert TypeAdapter(DateFormat).validate_python(shape) == shape

    @pytest.mark.parametrize(
        ("shape", "message"),
        [
            ("%d.%m.%Q %Y", "в «%d.%m.%Q %Y» непонятно «%Q»"),
            ("%d.%m.%Y %", "в «%d.%m.%Y %» непонятно «%»"),
            ("%-d.%m.%Y", "в «%-d.%m.%Y» непонятно «%-»"),
            ("dd.mm.yyyy", "в «dd.mm.yyyy» нет года"),
            ("%d.%m %%Y", "в «%d.%m %%Y» нет года"),
        ],
    )
    def test_what_is_not(self, shape: str, message: str) -> None:
        with pytest.raises(ValidationError, match=message.replace(".", r"\.")):
            TypeAdapter(DateFormat).validate_python(shape)


class TestControlCharacters:
    @pytest.mark.parametrize("sign", [r"\a", r"\0", r"\x1b", r"\uFFFE", r"\uFFFF", r"\x7f", r"\x9b"])
    def test_no_text_may_hold_one(self, company: Company, sign: str) -> None:
        company.append(COMPANY, f'about: "Торгуем {sign}"\nplaceholders: ["нет", "{sign}"]\n')
        found = company.check()
        assert {finding.code for finding in found} == {"wrong-value"}
        assert [finding.places[0].line for finding in found] == [7, 8]
        assert "ключ «placeholders»: в тексте управляющий знак U+" in found[1].message

    def test_tabs_line_ends_and_rare_letters_are_text(self, company: Company) -> None:
        company.append(COMPANY, r'about: "Колонка\tвторая\nстрока \u00ad \u2028 \U0001F600"' + "\n")
        assert company.told() == []

    def test_what_it_spoils_besides_is_told_once(self, company: Company) -> None:
        company.replace(COMPANY, "head: direktor", r'head: "direktor\a"')
        company.append(COMPANY, "currency: [RUB]\n")
        assert [line.rpartition(": ")[2] for line in company.told()] == [
            "в тексте управляющий знак U+0007",
            "нужен текст, а записано «[RUB]»",
        ]

    def test_keys_are_texts_too(self, company: Company) -> None:
        company.append(PROFILE, r'users: {"\b": Пётр Петров}' + "\n" + r'"\v": 1' + "\n")
        assert company.told() == [
            f"{PROFILE}:7:9: в названии ключа управляющий знак U+0008",
            f"{PROFILE}:8:1: в названии ключа управляющий знак U+000B",
        ]

    @settings(max_examples=300, deadline=None, derandomize=True)
    @given(st.text(st.characters(max_codepoint=0x10FFFF)))
    @example("\ud800")
    @example("\U0001f600")
    def test_the_rest_is_what_xml_can_hold(self, text: str) -> None:
        def holds(letter: str) -> bool:
            return (
                letter in "\t\n\r" or " " <= letter <= "\ud7ff" or "\ue000" <= letter <= "\ufffd" or letter > "\uffff"
            )

        if not list(control_characters("\\", {"key": [text]})):
            assert all(map(holds, text))


def test_an_answer_by_clause_names_its_document(company: Company) -> None:
    name = "regulations/processes/sell/prodat/zaklyuchit-dogovor.yaml"
    company.replace(name, "load:", '  - {question: Кто?, clause: "1.1"}\nload:')
    assert company.told() == [f"{name}:28:30: назван пункт 1.1, а документ — нет"]


def test_an_identifier_has_a_longest_length(company: Company) -> None:
    company.replace("regulations/glossary.yaml", "id: kp", f"id: {'a' * 81}")
    assert company.told() == ["regulations/glossary.yaml:2:10: ключ «id»: 81\u00a0знак, а можно не больше 80"]
    company.replace("regulations/glossary.yaml", "a" * 81, "a" * 80)
    assert company.told() == []


def test_names_inside_one_record_are_taken_once(company: Company) -> None:
    company.append(
        "regulations/documents/reglament-kp.yaml", '  - {number: "1.2", text: А}\n  - {number: "1.1", text: Б}\n'
    )
    (finding,) = company.check()
    assert (finding.code, finding.tip) == ("duplicate-id", "Дайте одному из двух другой номер")
    assert [str(place).rpartition("/")[2] for place in finding.places] == [
        "reglament-kp.yaml:18:14",
        "reglament-kp.yaml:9:13",
    ]

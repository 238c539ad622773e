"""Funnels, stages of one funnel, and what profiles say about them."""

import pytest

from tests.conftest import Company

FLOW = "regulations/processes/sell/prodat/process.yaml"
PROFILE = "regulations/crm/vygruzka.yaml"
SECOND = "regulations/processes/serve/vydat/process.yaml"
PROCESS = "id: vydat\ntitle: Выдать\nblock: serve\ngoal: В срок\ntrigger: Договор\nresult: Выдача\n"
FUNNEL = "funnel:\n  pipeline: {}\n  stages: [{{title: Сборка}}, {{title: Выдано, outcome: won}}]\n"
REST = (
    "kind: support\ndecisions: [Кому выдать]\nindicators: [p-voronka]\n"
    "reports: [{document: otchet, by: rop, to: rop, when: по понедельникам}]\n"
)


def second(company: Company, pipeline: str) -> None:
    company.write(SECOND, PROCESS + FUNNEL.format(pipeline) + REST)


@pytest.mark.parametrize(("pipeline", "count"), [("Продажи", 1), ("' ПРОДАЖИ '", 1), ("Продажи 2", 0)])
def test_a_pipeline_belongs_to_one_process(company: Company, pipeline: str, count: int) -> None:
    second(company, pipeline)
    found = [finding for finding in company.check() if finding.code == "funnel-conflict"]
    assert [[place.file for place in finding.places] for finding in found] == [[SECOND, FLOW]] * count


@pytest.mark.parametrize(("title", "count"), [("кп  отправлено", 1), ("КП отправлено", 1), ("КП отправлено 2", 0)])
def test_a_stage_stands_in_its_funnel_once(company: Company, title: str, count: int) -> None:
    company.replace(FLOW, "    - {title: Отказ,", f"    - title: {title}\n    - {{title: Отказ,")
    assert len(company.told("funnel-conflict")) == count == len(company.told())


def test_one_title_in_two_funnels_is_no_conflict(company: Company) -> None:
    second(company, "Выдача")
    company.replace(SECOND, "title: Сборка", "title: КП отправлено")
    assert company.told() == []


@pytest.mark.parametrize(
    ("stages", "messages"),
    [
        ("[]", ["нет ни одной стадии"]),
        ("[{title: А}, {title: Б, outcome: lost}]", ["нет выигранной стадии"]),
        ("[{title: А, outcome: won}]", ["нет открытых стадий"]),
        ("[{title: А, outcome: lost}]", ["нет выигранной стадии", "нет открытых стадий"]),
        ("[{title: А}, {title: Б, outcome: won}]", []),
    ],
)
def test_a_funnel_has_a_way_and_a_goal(company: Company, stages: str, messages: list[str]) -> None:
    company.write(SECOND, f"{PROCESS}funnel: {{pipeline: Выдача, stages: {stages}}}\n")
    found = [finding for finding in company.check() if finding.code == "incomplete-funnel"]
    assert [finding.message for finding in found] == [f"в воронке «Выдача» {message}" for message in messages]
    assert {finding.severity.value for finding in found} <= {"warning"}
    assert all(str(finding.places[0]) == f"{SECOND}:7:28" for finding in found)


def test_the_next_stages_are_of_the_same_funnel(company: Company) -> None:
    second(company, "Выдача")
    company.replace(SECOND, "{title: Сборка}", "{title: Сборка, to: [Выдано, Договор]}")
    assert company.told() == [f"{SECOND}:9:41: нет стадии «Договор» в воронке «Выдача» процесса «Выдать»"]


class TestProfiles:
    @pytest.mark.parametrize("written", ["Продажи", '"1"'])
    def test_the_pipeline_of_an_export_is_a_funnel_or_its_name_in_the_crm(self, company: Company, written: str) -> None:
        company.append(PROFILE, f"settings: {{pipeline: {written}}}\n")
        assert company.told() == []

    def test_another_pipeline_is_told(self, company: Company) -> None:
        company.append(PROFILE, "settings: {pipeline: Продажа}\n")
        (finding,) = company.check()
        assert (str(finding.places[0]), finding.code) == (f"{PROFILE}:7:22", "unknown-stage")
        assert finding.tip == "Возможно, вы имели в виду «Продажи»"

    def test_a_stage_is_of_the_pipeline_named_beside_it(self, company: Company) -> None:
        second(company, "Выдача")
        company.replace(PROFILE, "stage: Новый запрос", "stage: Новый запрос, pipeline: Выдача")
        assert company.told() == [f"{PROFILE}:5:23: нет стадии «Новый запрос» в воронке «Выдача»"]
        company.replace(PROFILE, "pipeline: Выдача", "pipeline: Продажи")
        assert company.told() == []
        company.replace(PROFILE, "pipeline: Продажи}", "pipeline: Нет}")
        assert company.told() == [f"{PROFILE}:5:47: нет воронки «Нет» ни в одном процессе"]

    @pytest.mark.parametrize(
        ("column", "message"),
        [
            ("amount: {from: А, default: 5}", None),
            ("amount: {from: А, default: 5.5}", None),
            ("amount: {from: А, default: '5.5'}", None),
            ("amount: {from: А, default: 5 тыс.}", "в столбец «amount» не годится «5 тыс.»: нужно число"),
            ("amount: {from: А, default: .inf}", "в столбец «amount» не годится «inf»: нужно число"),
            (
                "amount: {from: А, default: 2026-01-31}",
                "в столбец «amount» не годится «2026-01-31»: нужно число",
            ),
            ("planned_close: {from: А, default: 2026-01-31}", None),
            ("planned_close: {from: А, default: '2026-01-31'}", None),
            (
                "planned_close: {from: А, default: 31.01.2026}",
                "в столбец «planned_close» не годится «31.01.2026»: нужна дата вида 2026-01-31",
            ),
            ("created_at: {default: 5}", "в столбец «created_at» не годится «5»: нужна дата вида 2026-01-31"),
            ("is_deleted: {from: А, default: true}", None),
            ("is_deleted: {from: А, default: да}", "в столбец «is_deleted» не годится «да»: нужно true или false"),
            ("owner: {from: А, default: 5}", None),
            ("ownr: А", "в таблице «deals» нет столбца «ownr»"),
            ("'@row': А", "в таблице «deals» нет столбца «@row»"),
        ],
    )
    def test_columns_and_defaults(self, company: Company, column: str, message: str | None) -> None:
        source = f"sources:\n  - table: deals\n    recognise: [ID]\n    columns:\n      deal_id: ID\n      {column}\n"
        company.append(PROFILE, source)
        found = company.told("profile-columns")
        assert [line.partition(": ")[2] for line in found] == ([] if message is None else [message])
        assert all(line.startswith(f"{PROFILE}:12:") for line in found)

    def test_a_table_nobody_knows_has_no_columns_to_scold(self, company: Company) -> None:
        company.append(PROFILE, "sources: [{table: нечто, recognise: [ID], columns: {сумма: А}}]\n")
        (finding,) = company.check()
        assert finding.message == "нет таблицы «нечто»"
        assert (finding.tip or "").startswith("Бывают таблицы: deals, deal_fields, ")

"""Each rule: what it fires on, what it lets pass, and the cases in between."""

import pytest

from handbook.explain import pages
from handbook.lint import RULES
from tests.conftest import Company

SELL = "regulations/processes/sell/prodat"
FLOW = f"{SELL}/process.yaml"
FORK = """\
    branches:
      - {when: согласен, to: zaklyuchit-dogovor, default: true}
      - {when: просит правки, to: podgotovit-kp}
      - {when: отказался, to: otkaz}
"""


def norm(company: Company, **keys: object) -> None:
    """Add a norm of the company; parameters as a source would write them."""
    given = {"id": "n-novaya", "title": "Новая", "why": "Нужна", "source": "{document: reglament-kp}", **keys}
    company.append(
        "regulations/norms.yaml", "  - {" + ", ".join(f"{key}: {item}" for key, item in given.items()) + "}\n"
    )


class TestUnknownReference:
    def test_every_kind_of_reference_in_keys_is_followed(self, company: Company) -> None:
        company.replace(f"{SELL}/podgotovit-kp.yaml", "role: rop, direction", "role: ropp, direction")
        company.replace(f"{SELL}/podgotovit-kp.yaml", "{document: kp, to: [client]", "{document: kpp, to: [clientt]")
        company.replace(f"{SELL}/podgotovit-kp.yaml", "document: reglament-kp", "document: reglament")
        company.replace("regulations/company.yaml", "head: direktor", "head: direktorr")
        company.replace("regulations/positions.yaml", "reports_to: rop", "reports_to: rup")
        company.replace(
            "regulations/positions.yaml", "{positions: [menedzher]}", "{positions: [manager], roles: [rpo]}"
        )
        company.replace(FLOW, "- operation: prinyat-zapros", "- operation: prinyat")
        company.append(
            f"{SELL}/zaklyuchit-dogovor.yaml",
            "control_points:\n"
            "  - {id: k1, information: Договор, to: director, when: в тот же день, recorded: CRM, on_deviation: звонок,"
            " norms: [n-net]}\n",
        )
        assert [line.rpartition(": ")[2] for line in company.told("unknown-reference")] == [
            "нет должности «direktorr»",
            "нет должности «rup»",
            "нет должности «manager»",
            "нет роли «rpo»",
            "нет роли «ropp»",
            "нет документа «kpp»",
            "нет роли «clientt»",
            "нет документа «reglament»",
            "нет операции «prinyat»",
            "нет роли «director»",
            "нет нормы «n-net»",
        ]

    def test_a_called_process_and_its_absence(self, company: Company) -> None:
        company.replace(FLOW, "  - {end: uspeh", "  - process: otgruzit\n  - {end: uspeh")
        assert company.told() == [f"{FLOW}:19:14: нет процесса «otgruzit»"]
        company.write(
            "regulations/processes/serve/otgruzit/process.yaml",
            "id: otgruzit\ntitle: Отгрузить\nblock: serve\ngoal: В срок\ntrigger: Договор\nresult: Отгрузка\n",
        )
        assert company.told("unknown-reference") == []

    def test_every_reference_of_a_text_is_followed_to_its_own_words(self, company: Company) -> None:
        company.write(
            "regulations/glossary.yaml",
            "terms:\n  - id: kp\n    term: КП\n    definition: |\n      Раз [[norm:n-kp]] и [[norm:n-net]],\n"
            "      два [[term:sroki | срок]] и [[document:kp|наше КП]], а это не ссылка: [[x]] [[1:2]].\n",
        )
        assert company.told("unknown-reference") == [
            "regulations/glossary.yaml:5:29: нет нормы «n-net»",
            "regulations/glossary.yaml:6:13: нет термина «sroki»",
        ]

    def test_the_nearest_known_name_is_offered(self, company: Company) -> None:
        company.replace(f"{SELL}/zaklyuchit-dogovor.yaml", "owner: menedzher", "owner: menedger")
        (finding,) = company.check()
        assert finding.tip == "Возможно, вы имели в виду «menedzher»; если записи больше нет — уберите ссылку"

    @pytest.mark.parametrize(("name", "title"), [("menedzher", "rukovoditel-otdela"), ("rop", "zakazchik")])
    def test_a_title_in_latin_letters_names_its_record(self, company: Company, name: str, title: str) -> None:
        company.replace(f"regulations/roles/{name}.yaml", "title: ", f"title: {title} # ")
        company.replace(f"{SELL}/zaklyuchit-dogovor.yaml", "owner: menedzher", f"owner: {title}")
        (finding,) = [one for one in company.check() if one.code == "unknown-reference"]
        assert finding.tip == f"Это название, а нужен идентификатор: «{name}»"

    def test_a_title_in_place_of_an_identifier_is_looked_up_among_its_own_kind(self, company: Company) -> None:
        company.replace("regulations/company.yaml", "head: direktor", "head: ДИРЕКТОР")
        company.replace(f"{SELL}/zaklyuchit-dogovor.yaml", "owner: menedzher", "owner: Менеджер по продажам")
        assert [(one.code, one.tip) for one in company.check()] == [
            ("wrong-value", "Это название, а нужен идентификатор: «direktor»"),
            ("wrong-value", "Идентификатор — строчные латинские буквы, цифры и дефис: prinyat-zapros"),
        ]


class TestClauses:
    @pytest.mark.parametrize(
        ("cited", "hint"),
        [
            ("3.1", "Ближайшие пункты: 2.1, 2.2, 3.2, 3.10, 2"),
            ("7", "Ближайшие пункты: 2.1, 2.2, 3.2, 3.10, 2"),
            ("п. 3.7", "Ближайшие пункты: 2.1, 2.2, 3.2, 3.10, 2"),
            ("третий", "Ближайшие пункты: 1.1, 2.1, 2.2, 1.2, 2"),
            ("п. 1.1", "Возможно, вы имели в виду «1.1»"),
            ("1.1.", "Возможно, вы имели в виду «1.1»"),
        ],
    )
    def test_a_clause_that_is_not_there(self, company: Company, cited: str, hint: str) -> None:
        clauses = "".join(f'  - {{number: "{number}", text: А}}\n' for number in ("1.2", "3.2", "3.10", "2"))
        company.append("regulations/documents/reglament-kp.yaml", clauses)
        company.replace(f"{SELL}/podgotovit-kp.yaml", 'clause: "1.1"', f'clause: "{cited}"')
        (finding,) = company.check()
        assert finding.code == "unknown-reference"
        assert finding.message == f"в документе «Регламент подготовки КП» нет пункта {cited}"
        assert finding.tip == f"{hint}; если пункта больше нет — уберите clause"

    def test_answers_and_norms_cite_clauses_too(self, company: Company) -> None:
        company.replace(
            f"{SELL}/zaklyuchit-dogovor.yaml",
            "questions:\n",
            "questions:\n  - {question: Кто?, document: reglament-kp, clause: '1.2'}\n"
            "  - {question: Где?, document: kp}\n",
        )
        norm(company, kind="lead_capacity", max=5, source='{document: kp, clause: "1"}')
        assert company.told() == [
            "regulations/norms.yaml:7:77: в документе «Коммерческое предложение» нет пунктов, а назван пункт 1",
            f"{SELL}/zaklyuchit-dogovor.yaml:27:54: в документе «Регламент подготовки КП» нет пункта 1.2",
        ]

    def test_a_document_nobody_described_is_another_mistake(self, company: Company) -> None:
        company.replace(f"{SELL}/podgotovit-kp.yaml", "document: reglament-kp", "document: net")
        assert [line.rpartition(": ")[2] for line in company.told()] == ["нет документа «net»"]


class TestOwners:
    def test_an_operation_needs_an_owner(self, company: Company) -> None:
        company.replace(f"{SELL}/zaklyuchit-dogovor.yaml", "owner: menedzher\n", "")
        assert company.told() == [f"{SELL}/zaklyuchit-dogovor.yaml:1:5: у операции «Заключить договор» нет владельца"]

    def test_an_owner_nobody_described_is_another_mistake(self, company: Company) -> None:
        company.replace(f"{SELL}/zaklyuchit-dogovor.yaml", "owner: menedzher", "owner: kto-to")
        assert {finding.code for finding in company.check()} == {"unknown-reference"}


class TestOutputs:
    def test_for_a_client_an_output_is_used(self, company: Company) -> None:
        company.replace(
            f"{SELL}/zaklyuchit-dogovor.yaml",
            "inputs:\n  - {document: kp, from: menedzher, note: принято клиентом}\n",
            "",
        )
        assert company.told("unused-output") == []

    def test_for_an_operation_an_output_is_used(self, company: Company) -> None:
        company.replace(f"{SELL}/podgotovit-kp.yaml", "to: [client], ", "")
        assert company.told() == []

    def test_a_step_of_another_operation_uses_an_output(self, company: Company) -> None:
        company.replace(f"{SELL}/podgotovit-kp.yaml", "to: [client], ", "")
        company.replace(
            f"{SELL}/zaklyuchit-dogovor.yaml",
            "inputs:\n  - {document: kp, from: menedzher, note: принято клиентом}\n",
            "",
        )
        assert len(company.told("unused-output")) == 1
        company.replace(
            f"{SELL}/zaklyuchit-dogovor.yaml", "text: Подписать договор", "text: Приложить КП\n    document: kp"
        )
        assert company.told("unused-output") == []

    def test_its_own_step_does_not_use_an_output(self, company: Company) -> None:
        company.replace(f"{SELL}/podgotovit-kp.yaml", "to: [client]", "to: [rop]")
        company.replace(f"{SELL}/zaklyuchit-dogovor.yaml", "document: kp", "document: reglament-kp")
        assert [line.rpartition(": ")[2] for line in company.told()] == [
            "выход «Коммерческое предложение» операции «Подготовить КП» никто не использует"
        ]


class TestInputs:
    def test_what_the_client_brings_needs_no_maker(self, company: Company) -> None:
        assert company.told() == []
        company.replace(f"{SELL}/prinyat-zapros.yaml", ", from: client", ", from: rop")
        assert len(company.told("unmade-input")) == 1

    @pytest.mark.parametrize(
        ("kind", "silent"), [("regulation", True), ("template", True), ("plan", False), ("form", False)]
    )
    def test_what_governs_work_exists_before_it(self, company: Company, kind: str, silent: bool) -> None:  # noqa: FBT001 - a case of the table
        company.write("regulations/documents/d.yaml", f"id: d\ntitle: Документ\nkind: {kind}\nscope: Сделки\n")
        company.replace(f"{SELL}/prinyat-zapros.yaml", "inputs:\n", "inputs:\n  - document: d\n")
        assert (company.told("unmade-input") == []) is silent

    def test_an_operation_cannot_make_its_own_input(self, company: Company) -> None:
        company.replace(f"{SELL}/podgotovit-kp.yaml", "inputs:\n", "inputs:\n  - document: kp\n")
        company.replace(
            f"{SELL}/zaklyuchit-dogovor.yaml",
            "inputs:\n  - {document: kp, from: menedzher, note: принято клиентом}\n",
            "",
        )
        assert len(company.told("unmade-input")) == 1

    def test_an_input_nobody_described_is_another_mistake(self, company: Company) -> None:
        company.replace(f"{SELL}/zaklyuchit-dogovor.yaml", "document: kp", "document: dogovor")
        assert {finding.code for finding in company.check()} == {"unknown-reference"}


class TestRoles:
    @pytest.mark.parametrize(
        ("file", "old", "new"),
        [
            ("zaklyuchit-dogovor.yaml", "owner: menedzher", "owner: yurist"),
            ("zaklyuchit-dogovor.yaml", "steps:", "participants:\n  - {role: yurist, direction: to}\nsteps:"),
        ],
    )
    def test_an_owner_or_a_participant_is_busy(self, company: Company, file: str, old: str, new: str) -> None:
        company.write("regulations/roles/yurist.yaml", "id: yurist\ntitle: Юрист\n")
        company.replace("regulations/positions.yaml", "roles: [rop]", "roles: [rop, yurist]")
        assert len(company.told("idle-role")) == 1
        company.replace(f"{SELL}/{file}", old, new)
        assert company.told("idle-role") == []

    def test_an_external_role_may_be_idle_and_needs_no_position(self, company: Company) -> None:
        company.write("regulations/roles/postavshchik.yaml", "id: postavshchik\ntitle: Поставщик\nexternal: true\n")
        assert company.told() == []

    def test_a_company_without_positions_yet_is_not_scolded_for_each_role(self, company: Company) -> None:
        company.write("regulations/positions.yaml", "positions: []\n")
        assert company.told("role-without-position") == []

    def test_a_step_belongs_to_the_owner_or_a_participant(self, company: Company) -> None:
        company.replace(f"{SELL}/prinyat-zapros.yaml", "  - text:", "  - role: rop\n    text:")
        assert len(company.told("stranger-step")) == 1
        company.replace(f"{SELL}/prinyat-zapros.yaml", "steps:", "  - {role: rop, direction: both}\nsteps:")
        assert company.told() == []

    def test_a_step_of_a_role_nobody_described_is_another_mistake(self, company: Company) -> None:
        company.replace(f"{SELL}/prinyat-zapros.yaml", "  - text:", "  - role: kto-to\n    text:")
        assert {finding.code for finding in company.check()} == {"unknown-reference"}


class TestBranches:
    @pytest.mark.parametrize(("kind", "count"), [("exclusive", 3), ("inclusive", 3), ("parallel", 0)])
    def test_only_a_choice_needs_conditions(self, company: Company, kind: str, count: int) -> None:
        bare = (
            FORK.replace("when: согласен, ", "").replace("when: просит правки, ", "").replace("when: отказался, ", "")
        )
        company.replace(FLOW, FORK, f"    type: {kind}\n{bare}")
        assert len(company.told()) == count

    def test_the_only_way_out_needs_no_condition(self, company: Company) -> None:
        company.replace(FLOW, FORK, "    branches: [{to: zaklyuchit-dogovor}]\n")
        company.replace(FLOW, "  - {end: otkaz, title: Клиент отказался}\n", "")
        assert company.told() == []


class TestReach:
    def test_implied_and_written_ways_both_lead(self, company: Company) -> None:
        company.replace(FLOW, "  - operation: prinyat-zapros\n", "  - {operation: prinyat-zapros, next: reshenie}\n")
        assert company.told() == []  # the branch «просит правки» still leads to the node that was passed over
        company.replace(FLOW, "      - {when: просит правки, to: podgotovit-kp}\n", "")
        assert company.told() == [f"{FLOW}:11:5: до узла «podgotovit-kp» процесса «Продать» нельзя дойти от начала"]

    def test_a_flow_without_a_drawn_start_begins_at_its_first_node(self, company: Company) -> None:
        company.replace(FLOW, "  - {start: zapros, title: Клиент обратился, role: client}\n", "")
        assert company.told() == []

    def test_every_start_is_a_start(self, company: Company) -> None:
        company.replace(
            FLOW,
            "  - {end: uspeh",
            "  - {start: povtor, title: Повторный запрос, next: podgotovit-kp}\n  - {end: uspeh",
        )
        company.replace(FLOW, "  - operation: zaklyuchit-dogovor", "  - {operation: zaklyuchit-dogovor, next: uspeh}")
        assert company.told() == []

    def test_an_operation_of_another_process_is_reached_there(self, company: Company) -> None:
        company.write(
            "regulations/processes/serve/vydat/process.yaml",
            "id: vydat\ntitle: Выдать\nblock: serve\ngoal: В срок\ntrigger: Договор\nresult: Выдача\n"
            "flow:\n  - operation: zaklyuchit-dogovor\n",
        )
        company.replace(FLOW, "  - operation: zaklyuchit-dogovor\n", "")
        company.replace(FLOW, "to: zaklyuchit-dogovor, default", "to: uspeh, default")
        assert company.told("unreachable-operation") == []

    def test_an_operation_drawn_twice_needs_a_second_name(self, company: Company) -> None:
        company.replace(FLOW, "  - {end: uspeh", "  - {operation: podgotovit-kp, as: kp-snova}\n  - {end: uspeh")
        assert company.told() == []
        company.replace(FLOW, ", as: kp-snova", "")
        assert company.told() == [f"{FLOW}:19:5: узел «podgotovit-kp» уже есть в ходе процесса «Продать»"]


class TestLimits:
    @pytest.mark.parametrize(
        ("keys", "message"),
        [
            ({"kind": "open_deals"}, "у нормы «Новая» нет предела"),
            ({"kind": "deal_age", "min": "5 d"}, "вид deal_age не знает предела min"),
            (
                {"kind": "conversion", "from": "Договор", "to": "Договор", "max": "5 %"},
                "вид conversion не знает предела max",
            ),
            ({"kind": "deal_age", "max": "5 h"}, "единица предела «5 h» не подходит виду deal_age"),
            ({"kind": "deal_age", "max": "5"}, "единица предела «5» не подходит виду deal_age"),
            ({"kind": "lead_capacity", "max": "5 %"}, "единица предела «5 %» не подходит виду lead_capacity"),
            ({"kind": "open_deals", "min": 9, "max": 8}, "у нормы «Новая» нижний предел 9 больше верхнего 8"),
            (
                {"kind": "open_deals", "limits": "[{min: 9, max: 8}]"},
                "у нормы «Новая» нижний предел 9 больше верхнего 8",
            ),
            ({"kind": "deal_age", "max": "5 d", "limits": "[{max: 6 d}]"}, "у нормы «Новая» и min/max, и limits"),
            ({"kind": "deal_age", "limits": "[{from: 2026-01-01}]"}, "в редакции 1 нормы «Новая» нет предела"),
            (
                {"kind": "deal_age", "limits": "[{from: 2026-01-01, max: 1 d}, {max: 2 d}]"},
                "в редакции 2 нормы «Новая» нет даты начала",
            ),
            (
                {"kind": "deal_age", "limits": "[{from: 2026-01-01, max: 1 d}, {from: 2026-01-01, max: 2 d}]"},
                "у нормы «Новая» две редакции с 2026-01-01",
            ),
            ({"kind": "imitation"}, "норма «Новая» ничего не требует"),
            ({"kind": "performer", "stage": "Договор"}, "норма «Новая» ничего не требует"),
            ({"kind": "planned_close"}, "у нормы «Новая» нет предела"),
            (
                {"kind": "feedback_share", "min": "50 %", "after": "5 wd"},
                "единица параметра after «5 wd» не подходит виду feedback_share",
            ),
            (
                {"kind": "imitation", "last_day_losses": "3"},
                "единица параметра last_day_losses «3» не подходит виду imitation",
            ),
        ],
    )
    def test_a_norm_that_cannot_be_judged_by(self, company: Company, keys: dict[str, object], message: str) -> None:
        norm(company, **keys)
        assert [line.rpartition(": ")[2] for line in company.told("norm-limits")] == [message]

    @pytest.mark.parametrize(
        "keys",
        [
            {"kind": "open_deals", "min": 8, "max": 8},
            {"kind": "open_deals", "limits": "[{max: 20}]"},
            {"kind": "deal_age", "limits": "[{from: 2026-07-01, max: 5 wd}, {from: 2026-01-01, max: 9 wd}]"},
            {"kind": "planned_close", "max_pushes": 0},
            {"kind": "planned_close", "max": "3 d", "max_pushes": 2},
            {"kind": "imitation", "last_day_losses": "30 %"},
            {"kind": "feedback_share", "min": "50 %", "after": "14 дней"},
            {"kind": "imitation", "mass_edit": "{count: 30, minutes: 5}"},
            {"kind": "performer", "stage": "Договор", "roles": "[rop]"},
            {"kind": "performer", "distinct": "[Договор, Новый запрос]"},
            {"kind": "required_fields", "fields": "[Бюджет]", "on": "won"},
            {"kind": "required_fields", "fields": "[Бюджет]"},
            {"kind": "required_fields", "fields": "[Бюджет]", "from_stage": "Договор", "on": "won"},
            {"kind": "stage_order"},
            {"kind": "custom_sql", "select": "SELECT 1"},
            {"kind": "task_done", "max": "30 min", "severity": "info", "limits": "[]"},
        ],
    )
    def test_a_norm_that_can(self, company: Company, keys: dict[str, object]) -> None:
        norm(company, **keys)
        assert company.told("norm-limits") == []


class TestConflicts:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({"max": "30 d"}, {"max": "45 d"}),
            ({"limits": "[{from: 2026-01-01, max: 30 d}, {from: 2026-07-01, max: 45 d}]"}, {"max": "30 d"}),
            (
                {"limits": "[{from: 2026-01-01, max: 30 d}, {from: 2026-07-01, max: 45 d}]"},
                {"limits": "[{from: 2026-06-30, max: 45 d}]"},
            ),
            ({"max": "30 d", "tolerance": 5}, {"max": "45 d", "since": "2026-05-01"}),
            ({"max": "30 d"}, {"max": "45 d", "severity": "warning"}),
            ({"max": "30 d", "severity": "info"}, {"max": "20 d", "severity": "warning"}),
            ({"max": "30 d"}, {"max": "30 wd"}),
        ],
    )
    def test_two_limits_of_one_measure_at_one_time(
        self, company: Company, first: dict[str, str], second: dict[str, str]
    ) -> None:
        company.remove(FLOW)
        norm(company, id="n-a", kind="deal_age", title="Первая", **first)
        norm(company, id="n-b", kind="deal_age", title="Вторая", **second)
        (finding,) = [finding for finding in company.check() if finding.code == "norm-conflict"]
        assert finding.message.startswith("нормы «Вторая» (n-b) и «Первая» (n-a) противоречат друг другу: не более ")
        assert [place.line for place in finding.places] == [8, 7]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({"max": "30 d", "severity": "warning"}, {"max": "45 d"}),
            ({"max": "30 d", "severity": "warning"}, {"max": "30 d"}),
            ({"max": "30 d", "scope": "{pipelines: [Продажи]}"}, {"max": "45 d"}),
        ],
    )
    def test_norms_that_live_together(self, company: Company, first: dict[str, str], second: dict[str, str]) -> None:
        norm(company, id="n-a", kind="deal_age", **first)
        norm(company, id="n-b", kind="deal_age", **second)
        company.replace(FLOW, "kind: deal_age\n", "kind: deal_age\n    scope: {products: [Прочее]}\n")
        assert company.told() == []

    def test_a_floor_and_a_ceiling_complete_each_other_unless_they_cross(self, company: Company) -> None:
        norm(company, id="n-a", kind="open_deals", min=8)
        norm(company, id="n-b", kind="open_deals", max=20)
        assert company.told() == []
        company.replace("regulations/norms.yaml", "max: 20", "max: 7")
        assert len(company.told("norm-conflict")) == 1

    def test_each_norm_is_told_once(self, company: Company) -> None:
        for number in range(3):
            norm(company, id=f"n-{number}", kind="lead_capacity", max=number + 1)
        assert [line.partition(" и ")[0].rpartition(" ")[2] for line in company.told("norm-conflict")] == [
            "(n-1)",
            "(n-2)",
        ]

    @pytest.mark.parametrize(
        ("first", "second", "count"),
        [
            ({"max": "30 d"}, {"max": "30 d"}, 1),
            ({"max": "30 d"}, {"max": "30 d", "draft": "true"}, 0),
            ({"max": "30 d"}, {"max": "30 d", "severity": "warning"}, 0),
            (
                {"limits": "[{from: 2026-01-01, max: 30 d}, {from: 2026-07-01, max: 45 d}]"},
                {"limits": "[{from: 2026-07-01, max: 45 d}]"},
                1,
            ),
        ],
    )
    def test_a_norm_said_twice(
        self, company: Company, first: dict[str, str], second: dict[str, str], count: int
    ) -> None:
        company.remove(FLOW)
        norm(company, id="n-a", kind="deal_age", **first)
        norm(company, id="n-b", kind="deal_age", **second)
        assert len(company.told("repeated-norm")) == count
        assert company.told("norm-conflict") == []


class TestStages:
    def test_the_stages_of_every_kind_of_norm_are_looked_up(self, company: Company) -> None:
        kinds: list[dict[str, object]] = [
            {"kind": "stage_age", "stage": "А1", "max": "1 d"},
            {"kind": "conversion", "from": "А2", "to": "А3", "min": "5 %"},
            {"kind": "required_activity", "activity": "call", "before": "А4"},
            {"kind": "required_fields", "fields": "[Б]", "from_stage": "А5"},
            {"kind": "performer", "stage": "А6", "roles": "[rop]"},
            {"kind": "performer", "distinct": "[А7, А8]"},
            {"kind": "stage_order", "allow": "{back: [[А9, Б1]], skip: [Б2]}"},
            {"kind": "deal_age", "max": "9 d", "scope": "{stages: [Б3], pipelines: [Б4]}"},
        ]
        for number, keys in enumerate(kinds):
            norm(company, **{"id": f"n-{number}", **keys})
        found = company.told("unknown-stage")
        assert sorted(line.split("«")[1][:2] for line in found) == [
            *(f"А{number}" for number in range(1, 10)),
            *(f"Б{number}" for number in range(1, 5)),
        ]
        assert len({line.partition(": ")[0] for line in found}) == len(found)

    def test_a_profile_may_know_every_name_of_a_stage(self, company: Company) -> None:
        company.replace("regulations/crm/vygruzka.yaml", "crm: WON", 'crm: [WON, "C1:WON"], pipeline: Продажи')
        assert company.told() == []
        company.replace("regulations/crm/vygruzka.yaml", "stage: Договор", "stage: Дoговор")  # a Latin o
        (finding,) = company.check()
        assert finding.tip == "Возможно, вы имели в виду «Договор»"


def test_rules_are_listed_once_with_a_page_and_a_code() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes) > 50
    for rule in RULES:
        page = pages()[rule.code]
        assert f"({rule.code})." in page.splitlines()[0]
        assert "Как исправить: " in page


def test_the_engine_stamps_code_and_severity(company: Company) -> None:
    company.write("regulations/roles/a.yaml", "id: a\ntitle: А\n")
    severities = {rule.code: rule.severity for rule in RULES}
    found = company.check()
    assert {finding.code for finding in found} == {"idle-role", "role-without-position"}
    assert all(finding.severity is severities[finding.code] for finding in found)
    assert list(found) == sorted(found, key=lambda finding: finding.sort_key)

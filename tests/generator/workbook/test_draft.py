from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.workbook.draft import Sketch, drafted
from generator.workbook.outcome import Grid
from handbook.check import check
from handbook.finding import Severity
from handbook.source.yaml12 import load
from tests.conftest import Company
from tests.generator.workbook.given import Edited

STAGES = (
    (
        "Процесс",
        "Этап, операция",
        "Вход",
        "Выход: проверяемый результат",
        "Ответственный",
        "Потребитель",
        "Действия",
        "CRM: стадия",
        "Регламентирующие документы",
        "Заметки",
    ),
    (
        "Продажа",
        "Принять запрос",
        "Заявка — от: Клиент — письмом",
        "Карточка сделки — заполнена",
        "Менеджер",
        "РОП",
        "1. Откройте CRM\n2) Запишите заявку\n[РОП] Проверьте",
        "Новый запрос",
        "Регламент продаж п. 1.1",
        "моё",
    ),
    (None, None, None, None, None, None, None, None, None, None),
    (
        "Продажа",
        "Подготовить КП",
        "Карточка сделки",
        "КП",
        "Менеджер",
        None,
        "- Составьте КП",
        "КП отправлено",
        None,
        None,
    ),
)


def put(sketch: Sketch, folder: Path) -> list[str]:
    """Write the sources and say what is wrong with them."""
    for name, text in sketch.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [finding.message for finding in check(folder)[1] if finding.severity is Severity.ERROR]


def sketch(grid: Grid) -> Sketch:
    return drafted(grid, "этапы.xlsx", "ООО «Проба»", "Пермь")


class TestStageTable:
    def test_a_whole_company_comes_of_it(self, tmp_path: Path) -> None:
        made = sketch({"Операции": STAGES})
        assert put(made, tmp_path) == []
        assert [finding.message for finding in made.findings] == ["столбец «Заметки» незнаком и не прочитан"]
        assert sorted(made.files) == [
            "regulations/company.yaml",
            "regulations/documents/kartochka-sdelki.yaml",
            "regulations/documents/kp.yaml",
            "regulations/documents/reglament-prodazh.yaml",
            "regulations/documents/zayavka.yaml",
            "regulations/positions.yaml",
            "regulations/processes/sell/prodazha/podgotovit-kp.yaml",
            "regulations/processes/sell/prodazha/prinyat-zapros.yaml",
            "regulations/processes/sell/prodazha/process.yaml",
            "regulations/roles/klient.yaml",
            "regulations/roles/menedzher.yaml",
            "regulations/roles/rop.yaml",
        ]

    def test_operations_say_what_their_rows_said(self) -> None:
        text = sketch({"Операции": STAGES}).files["regulations/processes/sell/prodazha/prinyat-zapros.yaml"]
        assert load(text)[0] == {
            "id": "prinyat-zapros",
            "title": "Принять запрос",
            "owner": "menedzher",
            "participants": [{"role": "rop", "direction": "both"}],
            "inputs": [{"document": "zayavka", "from": "klient", "note": "письмом"}],
            "outputs": [
                {"document": "kartochka-sdelki", "to": ["rop"], "kind": "internal_document", "note": "заполнена"}
            ],
            "steps": [{"text": "Откройте CRM"}, {"text": "Запишите заявку"}, {"role": "rop", "text": "Проверьте"}],
            "governed_by": [{"document": "reglament-prodazh", "clause": "1.1"}],
            "crm": {"stage": "Новый запрос"},
        }

    def test_the_flow_goes_by_the_order_of_rows_and_the_funnel_by_the_stages(self) -> None:
        process = load(sketch({"Операции": STAGES}).files["regulations/processes/sell/prodazha/process.yaml"])[0]
        assert [next(iter(node.values())) for node in process["flow"]] == [
            "nachalo",
            "prinyat-zapros",
            "podgotovit-kp",
            "konec",
        ]
        assert [stage["title"] for stage in process["funnel"]["stages"]][:2] == ["Новый запрос", "КП отправлено"]

    def test_a_place_of_a_finding_is_that_of_the_workbook(self) -> None:
        rows = (*STAGES[:2], (*STAGES[1][:1], None, *STAGES[1][2:]))
        (finding,) = [item for item in sketch({"Операции": rows}).findings if item.severity is Severity.ERROR]
        assert str(finding.places[0]) == "этапы.xlsx, лист «Операции», ячейка B3"


class TestNorms:
    HEAD = ("Название", "Вид нормы", "Не более", "Зачем нужна", "Где стоит", "Остальное")

    def test_they_are_drafts(self) -> None:
        norm = ("Длительность", "Длительность сделки", "30 дней", "Чтобы не тянуть", "Продажа", None)
        made = sketch({"Операции": STAGES, "Нормы": (self.HEAD, norm)})
        process = load(made.files["regulations/processes/sell/prodazha/process.yaml"])[0]
        assert process["norms"][0]["draft"] is True
        assert process["norms"][0]["id"] == "dlitelnost"

    def test_one_that_says_too_little_is_told_of(self) -> None:
        norm = ("КП ждёт", "Время на стадии", "30 дней", "Чтобы не тянуть", "Продажа", None)
        made = sketch({"Операции": STAGES, "Нормы": (self.HEAD, norm)})
        told = [finding.message for finding in made.findings if "КП ждёт" in finding.message]
        assert told == ["норма «КП ждёт» не создана: не хватает или неверно — stage"]

    def test_of_one_that_is_left_out_no_trace_is_left(self, tmp_path: Path) -> None:
        wrong = ("КП ждёт", "Время на стадии", "30 дней", "Чтобы не тянуть", None, None)
        made = sketch({"Операции": STAGES, "Нормы": (self.HEAD, wrong)})
        assert put(made, tmp_path) == []
        assert "regulations/norms.yaml" not in made.files
        right = ("Срок", "Длительность сделки", "30 дней", "Чтобы не тянуть", None, None)
        made = sketch({"Операции": STAGES, "Нормы": (self.HEAD, wrong, right)})
        (change,) = [change for change in made.outcome.changes if change.file == "regulations/norms.yaml"]
        assert (change.label, change.pointer) == ("норма srok", ("norms", 0))

    def test_one_that_is_said_to_be_no_draft(self) -> None:
        norm = ("Длительность", "Длительность сделки", "30 дней", "Чтобы не тянуть", "Продажа", None, "нет")
        made = sketch({"Операции": STAGES, "Нормы": ((*self.HEAD, "Черновик"), norm)})
        process = load(made.files["regulations/processes/sell/prodazha/process.yaml"])[0]
        assert "draft" not in process["norms"][0]

    def test_a_new_limit_takes_the_place_of_the_latest(self) -> None:
        limits = "limits:\n  - {from: 2026-01-01, max: 45 d}\n  - {from: 2026-07-01, max: 30 d}"
        norm = ("Длительность", "Длительность сделки", "20 d", "Чтобы не тянуть", "Продажа", limits, "01.08.2026")
        made = sketch({"Операции": STAGES, "Нормы": ((*self.HEAD, "Действует с"), norm)})
        process = load(made.files["regulations/processes/sell/prodazha/process.yaml"])[0]
        assert process["norms"][0]["limits"] == [
            {"from": date(2026, 1, 1), "max": "45 d"},
            {"from": date(2026, 8, 1), "max": "20 d"},
        ]

    def test_one_of_the_company(self, tmp_path: Path) -> None:
        norm = ("План", "Выполнение плана", None, "План связан с закупкой", None, "min: 90 %")
        made = sketch({"Операции": STAGES, "Нормы": (self.HEAD, norm)})
        assert put(made, tmp_path) == []
        assert load(made.files["regulations/norms.yaml"])[0]["norms"][0]["kind"] == "plan_fact"


def test_an_exported_company_is_drawn_again_from_its_workbook(company: Company, tmp_path: Path) -> None:
    edited = Edited(company.root)
    made = sketch(edited.whole())
    assert [finding.message for finding in made.findings] == []
    assert put(made, tmp_path / "again") == []
    for name in ("documents/reglament-kp.yaml", "roles/menedzher.yaml", "glossary.yaml"):
        before = load(company.text(f"regulations/{name}"))[0]
        assert load(made.files[f"regulations/{name}"])[0] == before


def test_headings_may_be_written_a_little_otherwise() -> None:
    heads = ("Процесс", "этап / операция", "Вход", "Выход", "Ответственный")
    made = sketch({"операции": (heads, ("Продажа", "Принять запрос", "Заявка", "Карточка", "Менеджер"))})
    assert made.findings == ()
    operation = load(made.files["regulations/processes/sell/prodazha/prinyat-zapros.yaml"])[0]
    assert operation["outputs"] == [{"document": "kartochka", "kind": "internal_document"}]


class TestDepartments:
    POSTS = (("Название", "Подразделение"), ("Директор", "Администрация"), ("Менеджер", "Отдел продаж"))

    def test_they_come_of_the_posts(self) -> None:
        made = sketch({"Операции": STAGES, "Должности": self.POSTS})
        assert load(made.files["regulations/company.yaml"])[0]["departments"] == [
            {"id": "administraciya", "title": "Администрация"},
            {"id": "otdel-prodazh", "title": "Отдел продаж"},
        ]

    def test_or_of_their_own_sheet(self) -> None:
        own = (("Название", "Должность руководителя"), ("Отдел продаж", "Директор"), ("Администрация", None))
        made = sketch({"Операции": STAGES, "Должности": self.POSTS, "Подразделения": own})
        assert load(made.files["regulations/company.yaml"])[0]["departments"] == [
            {"id": "otdel-prodazh", "title": "Отдел продаж", "head": "direktor"},
            {"id": "administraciya", "title": "Администрация"},
        ]


def test_a_text_whose_end_is_not_in_the_book_is_told_of() -> None:
    roles = (("Название", "Назначение"), ("Менеджер", "слово " * 5459 + "… [обрезано]"))
    made = sketch({"Операции": STAGES, "Роли": roles})
    (told,) = [item for item in made.findings if "в книге нет его конца" in item.message]
    assert str(told.places[0]) == "этапы.xlsx, лист «Роли», ячейка B2"

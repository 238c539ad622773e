"""``reglament init --from-export``: a company drafted from what its CRM says."""

from __future__ import annotations

import csv
import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit.drafting.outcomes import BEGINNING
from handbook.norms.activity_rate import ActivityRate
from handbook.norms.stage_age import StageAge
from handbook.read import read
from reglament.cli import app

HEADS = ("ID", "Название сделки", "Воронка", "Стадия сделки", "Ответственный", "Сделка закрыта", "Дата создания")
#: The code of every stage the way most deals go; nobody stands on the first one, so its name is nowhere.
CODES = ("NEW", "PREPARATION", "EXECUTING", "WON")
TITLES = {"PREPARATION": "Квалификация", "EXECUTING": "КП: отправлено", "WON": "Продано", "LOSE": "Отказ"}
PEOPLE = {"7": "Анна <b>Котова</b>", "9": "Борис Серов"}
#: What other commands leave in a company's folder.
OTHERS = ("history/", "build/")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments], prog_name="reglament")


def init(folder: Path, export: Path, *options: str) -> Result:
    return run("init", str(folder), "--from-export", str(export), "--as-of", "2026-11-22", *options)


def texts(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty deals of one pipeline and their history in codes."""
    folder = tmp_path_factory.mktemp("export")
    deals, events = [], []
    for number in range(30):
        end = ("PREPARATION", "EXECUTING", "WON", "LOSE")[number % 4]
        way = [*CODES[: CODES.index(end) + 1]] if end in CODES else ["NEW", "PREPARATION", "LOSE"]
        who = "7" if number % 2 else "9"
        begun = datetime(2026, 3, 2, 10, 0) + timedelta(days=number)  # noqa: DTZ001 - as a CRM writes it
        closed = "Да" if end in {"WON", "LOSE"} else "Нет"
        deals.append(
            [str(number), f"Сделка {number}", "Типовая", TITLES[end], PEOPLE[who], closed, f"{begun:%d.%m.%Y %H:%M:%S}"]
        )
        for step, code in enumerate(way):
            moment = begun + timedelta(hours=1, days=(2 + number % 5) * step)
            events.append(
                {
                    "ID": 1000 + len(events),
                    "OWNER_ID": number,
                    "CREATED_TIME": f"{moment:%Y-%m-%dT%H:%M:%S}+03:00",
                    "CATEGORY_ID": 1,
                    "STAGE_ID": f"C1:{code}",
                    "TYPE_ID": 1,
                    "STAGE_SEMANTIC_ID": "P",
                }
            )
    with (folder / "deals.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADS, *deals])
    (folder / "stagehistory.json").write_text(json.dumps({"result": {"items": events}}), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, export: Path) -> Path:
    folder = tmp_path_factory.mktemp("made") / "вектор"
    said = init(folder, export, "--name", "ООО Вектор")
    assert said.exit_code == 0, said.output
    assert "30 сделок, 1 воронка, 2 сотрудника" in said.stderr.replace("\u00a0", " ")
    assert "взяты коды CRM: 1" in said.stderr
    return folder


def test_the_funnel_is_the_way_of_the_deals(made: Path) -> None:
    company = read(made).handbook
    (process,) = company.processes.values()
    assert process.funnel is not None
    assert process.funnel.pipeline == process.title == "Типовая"
    assert [(stage.title, stage.outcome) for stage in process.funnel.stages] == [
        ("C1:NEW", "open"),
        ("Квалификация", "open"),
        ("КП: отправлено", "open"),
        ("Продано", "won"),
        ("Отказ", "lost"),
    ]
    assert [item.crm.stage for item in company.operations.values() if item.crm] == [
        "C1:NEW",
        "КП: отправлено",
        "Квалификация",
    ]
    assert {person.name for person in company.staff} == set(PEOPLE.values())


def test_norms_are_drafts_with_limits_the_export_speaks_for(made: Path) -> None:
    norms = [placed.norm for placed in read(made).handbook.norms.values()]
    kinds = {norm.kind for norm in norms}
    assert {"deal_age", "stage_age", "stage_order", "required_fields"} <= kinds
    # From the first deal to the fifteenth: no limit fits such a range.
    assert "open_deals" not in kinds
    assert all(norm.draft and norm.why.startswith("Заполните") for norm in norms)
    stage = next(norm for norm in norms if isinstance(norm, StageAge) and norm.stage == "C1:NEW")
    # Every deal stays two to six days on its first stage.
    assert str(stage.max) == "7 d"
    assert {(norm.severity.value, norm.tolerance) for norm in norms} == {("warning", 10)}
    text = (made / "regulations/processes/sell/tipovaya/c1-new.yaml").read_text(encoding="utf-8")
    assert "# 30 значений: P50 4 дн., P75 5 дн., P90 6 дн.; так нарушают 0 %" in text.replace("\u00a0", " ")


def test_it_checks_and_its_audit_of_the_same_export_judges_every_draft(
    made: Path, export: Path, tmp_path: Path
) -> None:
    assert run("--project", str(made), "check").exit_code == 0
    said = run(
        "--project",
        str(made),
        "audit",
        str(export),
        "--no-history",
        "--format",
        "json",
        "--fail-on",
        "warning",
        "-o",
        str(tmp_path),
    )
    assert said.exit_code == 0, said.output
    result = json.loads((tmp_path / "audit.json").read_bytes())["result"]
    assert result["profile"] == "nash-bitrix24"
    assert {item["code"] for item in result["findings"]} <= {"unread-columns"}
    assert {item["status"] for item in result["verdicts"]} == {"passed"}
    assert all("Черновик: норма предложена, но не утверждена" in item["notes"] for item in result["verdicts"])
    shown = run("--project", str(made), "map", str(export), "--no-write")
    assert shown.exit_code == 0, shown.output


def test_the_same_export_gives_the_same_folder(made: Path, export: Path, tmp_path: Path) -> None:
    assert init(tmp_path / "b", export, "--name", "ООО Вектор").exit_code == 0
    assert texts(tmp_path / "b") == {name: text for name, text in texts(made).items() if not name.startswith(OTHERS)}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("пусто.csv", "", "пуст"),
        ("мусор.csv", "\x00\x01\x02", "двоичный"),
        ("без-стадий.csv", "ID;Название сделки;Стадия сделки;Дата создания\n1;А;;02.03.2026\n", "нет стадий сделок"),
        (
            "не-стадии.csv",
            "ID;Название сделки;Стадия сделки;Дата создания\n"
            + "".join(f"{number};А;Значение {number};02.03.2026\n" for number in range(60)),
            "это не стадии",
        ),
    ],
)
def test_an_export_that_tells_nothing_leaves_nothing_behind(tmp_path: Path, name: str, content: str, told: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    said = init(tmp_path / "a", tmp_path / name)
    assert said.exit_code == 2
    assert told in said.stderr
    assert "Ничего не записано" in said.stderr
    assert not (tmp_path / "a").exists()


def test_five_deals_make_a_funnel_and_no_norms(tmp_path: Path) -> None:
    rows = ["ID;Стадия сделки;Ответственный;Дата создания;Сделка закрыта;Название сделки"]
    rows += [
        f"{n};{stage};Анна;0{n}.09.2026;Нет;А" for n, stage in enumerate(("КП", "КП", "Новая", "Новая", "Отказ"), 1)
    ]
    (tmp_path / "пять.csv").write_text("\n".join(rows), encoding="utf-8")
    said = init(tmp_path / "a", tmp_path / "пять.csv")
    assert said.exit_code == 0, said.output
    assert "Порядок стадий воронки «Продажи» угадан по возрасту сделок — проверьте в processes/sell/prod" in said.stderr
    (process_path,) = (tmp_path / "a").glob("regulations/processes/**/process.yaml")
    assert process_path.relative_to(tmp_path / "a/regulations").as_posix() in said.stderr
    assert "ни одной нормы не предложено" in said.stderr
    company = read(tmp_path / "a").handbook
    (process,) = company.processes.values()
    assert process.funnel is not None
    # The younger the deals on a stage, the nearer it is to the beginning.
    assert [stage.title for stage in process.funnel.stages] == ["Новая", "КП", "Отказ"]
    assert not company.norms


def test_a_workbook_and_an_export_are_two_descriptions(tmp_path: Path, export: Path) -> None:
    said = init(tmp_path / "a", export, "--from-xlsx", "книга.xlsx")
    assert said.exit_code == 2
    assert "Оставьте что-нибудь одно" in said.stderr
    assert run("init", str(tmp_path / "b"), "--crm", "generic").exit_code == 2


def test_the_readme_speaks_of_what_was_made(made: Path) -> None:
    text = (made / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(regulations/[^`]*)`", text, re.MULTILINE)
    assert "regulations/staff.yaml" in told
    assert all((made / place).exists() for place in told)
    assert "одноуровневая" in text


def test_a_model_is_not_built_of_an_export(tmp_path: Path, export: Path) -> None:
    said = init(tmp_path / "a", export, "--model", "conveyor")
    assert said.exit_code == 2
    assert "Уберите --model" in said.stderr
    assert not (tmp_path / "a").exists()


def test_whose_number_is_not_told_has_a_line_to_write_and_sells_nothing(tmp_path: Path) -> None:
    rows = ["ID;Стадия сделки;Ответственный;Дата создания;Сделка закрыта;Название сделки"]
    stages = ("КП", "Первичный контакт", "Отказ")
    rows += [f"{n};{stages[n % 3]};Белова Ирина;{n + 1:02}.09.2026;Нет;А" for n in range(30)]
    (tmp_path / "deals.csv").write_text("\n".join(rows), encoding="utf-8")
    calls = ["Номер дела;Вид;Направление;Сотрудник;Начало;Номер сделки"]
    calls += [
        f"{who[0]}{n};Звонок;Исходящий;{who};{n + 1:02}.09.2026 10:00:00;{deal}"
        for n in range(30)
        for who, deal in (("23", ""), ("Орлов Пётр", n), ("Белова Ирина", n))
    ]
    (tmp_path / "activities.csv").write_text("\n".join(calls), encoding="utf-8")
    folder = tmp_path / "a"
    said = run("init", str(folder), "--from-export", str(tmp_path), "--crm", "generic", "--as-of", "2026-11-22")
    assert said.exit_code == 0, said.output
    company = read(folder).handbook
    assert '"23": Фамилия Имя Отчество' in said.stderr
    assert {person.name: person.position for person in company.staff} == {
        "Белова Ирина": "menedzher-po-prodazham",
        "Орлов Пётр": "specialist-otdela-prodazh",
    }
    (process,) = company.processes.values()
    assert process.funnel is not None
    assert [stage.title for stage in process.funnel.stages] == ["Первичный контакт", "КП", "Отказ"]
    calls_norm = [placed.norm for placed in company.norms.values() if isinstance(placed.norm, ActivityRate)]
    assert len(calls_norm) == 1
    assert all(norm.scope.roles == ("menedzher-po-prodazham",) for norm in calls_norm)


@pytest.mark.parametrize(
    ("title", "first"),
    [("Новая", True), ("C1:NEW", True), ("New", True), ("Первичный контакт", True), ("Неразобранное", True),
     ("Новогоднее КП", False), ("КП", False), ("Обновлённый договор", False)],
)  # fmt: skip
def test_how_the_first_stage_is_called(title: str, *, first: bool) -> None:
    assert bool(BEGINNING.match(title)) is first

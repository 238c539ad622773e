"""The papers of an audit say what the audit found, stay on their pages, and stand any text of a CRM."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from generator.artifact import Artifact
from generator.documents.pdf import pdfs
from generator.report import FILES, Given, render
from generator.report.agenda import meeting, urgent
from generator.report.word import DAILY_REPORT, LISTS, MEETING_PACK, papers
from generator.word.audited import beyond, called, cash, short_names
from generator.word.daily_report.content import daily_report
from generator.word.daily_report.fitting import PAGE, height
from generator.word.daily_report.record import DailyReport
from generator.word.meeting_pack.content import meeting_pack
from generator.word.meeting_pack.record import MeetingPack
from generator.word.overdue_list.content import ROWS, overdue_list
from handbook.audits.promises import Decision
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.indicators.plan_decomposition import PlanDecomposition
from handbook.measure import MeasureResult
from handbook.result import Result, Status, Violation
from tests.generator.report.audits import lasting, plan, refusals, story_of
from tests.generator.report.conftest import TEAM
from tests.generator.word.reading import Printed, printed

_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def whole(result: Result) -> Result:
    """The audit with a plan and refusals."""
    return replace(lasting(result), measures=(plan(TEAM),), views=(refusals(TEAM[0]),))


@pytest.fixture(scope="module")
def story(whole: Result) -> Story:
    return story_of(whole)


@pytest.fixture(scope="module")
def made(whole: Result, story: Story, shared_handbook: Handbook) -> dict[str, bytes]:
    return {one.path: one.content for one in papers(Given(whole, shared_handbook, story, formats=("docx",)))}


@pytest.fixture(scope="module")
def report(whole: Result, story: Story, shared_handbook: Handbook) -> DailyReport:
    return daily_report(shared_handbook, whole, story)


@pytest.fixture(scope="module")
def pack(whole: Result, story: Story, shared_handbook: Handbook) -> MeetingPack:
    return meeting_pack(shared_handbook, whole, story)


def table(shown: Printed, corner: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the table one of whose first titles this is, without its titles."""
    (found,) = [rows for rows in shown.tables if corner in rows[0]]
    return found[1:]


def paid(handbook: Handbook) -> Handbook:
    """The company with an indicator of payments."""
    indicator = PlanDecomposition(
        id="p-paid",
        title="Оплаты",
        kind="result",
        measure="plan_decomposition",
        why="Деньги",
        owner="rop",
        fact="paid",
    )
    return replace(handbook, indicators={"p-paid": indicator})


def team_of(result: Result, people: list[str]) -> Result:
    """The audit with its breaches shared out among other people."""
    return replace(
        result,
        verdicts=tuple(
            replace(
                verdict,
                violations=tuple(
                    replace(item, owner=people[number * 7 % len(people)])
                    for number, item in enumerate(verdict.violations)
                ),
                owners=tuple(replace(verdict.owners[0], owner=name) for name in people) if verdict.owners else (),
            )
            for verdict in result.verdicts
        ),
        owners=tuple(replace(result.owners[0], owner=name) for name in people),
        measures=(plan(people), replace(plan(people, times=9), indicator="p-paid")),
    )


def test_the_format_makes_every_paper_and_the_workbook_of_decisions(
    made: dict[str, bytes], whole: Result, story: Story, shared_handbook: Handbook
) -> None:
    artifacts = render(whole, shared_handbook, ("docx",), story=story)
    assert [one.path for one in artifacts] == [*made, "Решения планёрки.xlsx"]
    assert {one.path: one.content for one in artifacts if one.path in made} == made
    owners = {item.breach.owner for item in urgent(whole, story) if item.breach.owner}
    assert set(made) == {DAILY_REPORT, MEETING_PACK, *(f"{LISTS}/{name}.docx" for name in owners)}
    assert FILES["docx"] in made
    assert not any(re.search(r"audit\.(?:html|xlsx|json)", printed(content).text) for content in made.values())


def test_the_report_has_the_plan_with_the_target_of_the_day(made: dict[str, bytes]) -> None:
    shown = printed(made[DAILY_REPORT])
    rows = table(shown, "План месяца")
    figures = ("1\u00a0000\u00a0000", "500\u00a0000", "470\u00a0000", "−30\u00a0000", "75\u00a0455")
    assert rows[-1] == ("Компания", *figures)
    assert {row[1:] for row in rows} == {figures}
    assert "Цель на\u00a001.10" in shown.text
    assert "94\u00a0%" in shown.text


def test_the_report_counts_what_lasts_and_names_the_worst(made: dict[str, bytes], whole: Result, story: Story) -> None:
    shown = printed(made[DAILY_REPORT])
    late = urgent(whole, story)
    *people, total = table(shown, "Задачи")
    assert total[-1] == str(len(late)) == str(sum(int(row[-1]) for row in people))
    assert {row[2] for row in (*people, total)} == {"—"}
    assert "Просрочки не проверены: задачи" in shown.text
    worst = table(shown, "На сколько")
    assert all(row[3] != "—" for row in worst)
    assert f"из {len(late)}; остальные" in shown.text


def test_the_report_tells_refusals_with_reasons_and_what_is_new(made: dict[str, bytes]) -> None:
    shown = printed(made[DAILY_REPORT])
    dearest, other = table(shown, "Со стадии")
    assert dearest == ("29.09", "7002 «Сканеры»", TEAM[0], "Договор", "не указана", "900\u00a0000\u00a0₽")
    assert other[4] == "Дорого"
    assert "Отказы за 7\u00a0дней: 24.09.2026 — 30.09.2026" in shown.text
    assert re.search(r"С аудита на 24\.09\.2026: новых нарушений\u00a0— \d+, вернулось", shown.text)
    assert "+1,5 к\u00a024.09.2026" in shown.text


def test_what_could_not_be_computed_says_why(result: Result, shared_handbook: Handbook) -> None:
    lacking = replace(plan(()), rows=(), columns=(), notes=(), reason="в выгрузке нет таблицы плана")
    bare = replace(
        result,
        verdicts=tuple(replace(one, status=Status.NOT_CHECKED, violations=()) for one in result.verdicts),
        score=replace(result.score, value=None),
        measures=(lacking,),
        views=(replace(refusals(TEAM[0]), rows=(), columns=(), reason="нет даты закрытия"),),
    )
    said = daily_report(shared_handbook, bare, Story())
    assert [one.value for one in (said.score, said.made, said.lost)] == ["—", "—", "—"]
    assert said.plan is None
    assert "Продажи: в выгрузке нет таблицы плана" in said.notes
    assert said.refusals_more == "Отказы: нет даты закрытия."
    assert said.news is None
    assert meeting_pack(shared_handbook, bare, Story()).team == ()


def test_a_finished_month_tells_how_much_of_the_plan_is_done(whole: Result, shared_handbook: Handbook) -> None:
    said = daily_report(shared_handbook, replace(whole, measures=(plan(TEAM, ongoing=False),)), Story())
    assert said.plan
    assert (said.plan.last, said.plan.total.first.last) == ("% плана", "47\u00a0%")
    assert "месяц окончен" in said.plan.title


def test_sales_and_payments_stand_side_by_side_in_thousands(whole: Result, shared_handbook: Handbook) -> None:
    both = (plan(TEAM), replace(plan(TEAM, times=20), indicator="p-paid"))
    said = daily_report(paid(shared_handbook), replace(whole, measures=both), Story())
    assert said.plan
    assert (said.plan.first, said.plan.second) == ("Продажи", "Оплаты")
    assert said.plan.title.endswith("тыс.\u00a0₽")
    assert (said.plan.total.first.plan, said.plan.total.second.plan) == ("1\u00a0000", "20\u00a0000")
    other = replace(both[1], notes=("План на август 2026, месяц окончен",))
    apart = daily_report(paid(shared_handbook), replace(whole, measures=(both[0], other)), Story())
    assert apart.plan
    assert apart.plan.second is None
    assert "Оплаты: План на август 2026, месяц окончен" in apart.notes


@pytest.mark.parametrize(("people", "pages"), [(6, 1), (15, 1), (40, 2)])
def test_a_team_fits_on_a_page_and_a_large_one_loses_nobody(
    whole: Result, shared_handbook: Handbook, people: int, pages: int
) -> None:
    names = [f"Константинов{'абвгдежзик'[one % 10]}{'абвг'[one // 10]} Пётр Ильич" for one in range(people)]
    large = team_of(whole, names)
    said = daily_report(paid(shared_handbook), large, Story())
    assert height(said) <= pages * PAGE
    assert said.plan
    assert len(said.plan.rows) == people
    owners = {item.owner for one in large.verdicts for item in one.violations if item.standing}
    assert len(said.late_rows) == len(owners)
    assert said.worst
    assert said.refusals


def test_a_list_holds_what_lasts_and_nothing_else(made: dict[str, bytes], whole: Result, story: Story) -> None:
    for path, content in made.items():
        if path.startswith(LISTS):
            shown = printed(content)
            who = path.removeprefix(f"{LISTS}/").removesuffix(".docx")
            own = [item for item in urgent(whole, story) if item.breach.owner == who]
            (rows,) = shown.tables
            assert next(row[1] for row in rows if row[0] == "☐") == called(own[0])
            of_norms = Counter(item.verdict.norm_id for item in own).values()
            assert len([row for row in rows if row[0] == "☐"]) == sum(min(number, ROWS) for number in of_norms)
            assert "Что делать: " in rows[1][0]
            assert ("РГ Отчёт: название", who) in shown.paragraphs


def test_a_list_quotes_the_clause_and_says_how_far_it_is(whole: Result, shared_handbook: Handbook) -> None:
    own = [item for item in urgent(whole, Story()) if item.verdict.norm_id == "n-novyj-zapros"]
    said = overdue_list(shared_handbook, whole, TEAM[0], own)
    (group,) = said.groups
    assert group.clause
    assert group.clause.startswith(
        "Регламент продаж типовых решений, пункт 3.1 «Новый запрос»: «Новый запрос разбирают"
    )
    assert len(group.lines) == min(len(own), ROWS)
    assert (f"Ещё {len(own) - ROWS}" in (group.more or "")) == (len(own) > ROWS)
    assert all(re.fullmatch(r"[\d,]+\u00a0раб\. час\w*", line.over) for line in group.lines)


def test_the_pack_has_a_page_for_everybody_worst_first(pack: MeetingPack, whole: Result, story: Story) -> None:
    scored = [row for row in pack.team if row.who != "Без ответственного"]
    values = [float(row.score.replace(",", ".")) for row in scored]
    assert values == sorted(values)
    assert [page.score or "—" for page in pack.pages] == [row.score for row in pack.team]
    assert pack.team[-1].who == "Без ответственного"
    chosen = meeting(whole, story, TEAM)
    for page in pack.pages[:-1]:
        own = chosen[page.who]
        assert [row.what for row in page.breaches] == [called(item) for item in own]
        assert [row.source for row in page.breaches if row.source]
        assert f"из {sum(item.owner == page.who for one in whole.verdicts for item in one.violations)}" in (
            page.more or ""
        )
    assert {row.badge for page in pack.pages for row in page.breaches} <= {"НОВОЕ", "не исправлено", None}
    assert len(pack.questions) == 3


def test_the_pack_says_what_became_of_promises(pack: MeetingPack, story: Story) -> None:
    promiser = story.promises[0].promise.owner
    (page,) = [one for one in pack.pages if one.promises]
    assert page.who == promiser
    assert [row.outcome for row in page.promises] == ["не выполнено", "выполнено"]
    assert page.promises[0].decision == "Исправить к сроку: созвон"
    assert page.promises[0].due == "28.09.2026"
    assert pack.kept.value == "1 из 2"
    assert pack.agenda[0].startswith("Обещания прошлого совещания")


def test_who_has_no_breach_has_one_line_with_the_promises_kept(
    whole: Result, story: Story, shared_handbook: Handbook
) -> None:
    promiser = story.promises[0].promise.owner
    clean = replace(
        whole,
        verdicts=tuple(
            replace(one, violations=tuple(item for item in one.violations if item.owner != promiser))
            for one in whole.verdicts
        ),
    )
    said = meeting_pack(shared_handbook, clean, story)
    assert said.clean == f"Без нарушений: {promiser} (обещаний выполнено 1 из 2)."
    assert promiser not in {page.who for page in said.pages}


def test_a_decision_is_ticked_beside_every_breach(made: dict[str, bytes], pack: MeetingPack) -> None:
    shown = printed(made[MEETING_PACK])
    boxes = [row[2] for rows in shown.tables for row in rows if row[-1].startswith("☐")]
    offered = [row.decisions for page in pack.pages for row in page.breaches]
    assert [[line[2:] for line in box.split("\n") if line.startswith("☐")] for box in boxes] == [*map(list, offered)]
    # What is over cannot be mended.
    whole = tuple(one.word for one in Decision)
    assert set(offered) == {whole, tuple(word for word in whole if word != Decision.MEND.word)}
    assert all("Срок" in box and "Подпись" in box for box in boxes)
    headings = [text for style, text in shown.paragraphs if style == "РГ Отчёт: сотрудник"]
    assert [text.partition("\t")[0] for text in headings] == [page.who for page in pack.pages]


@pytest.mark.program("soffice")
def test_papers_take_the_pages_they_are_meant_to(made: dict[str, bytes], pack: MeetingPack) -> None:
    wanted = {"report.docx": DAILY_REPORT, "pack.docx": MEETING_PACK}
    shown = {one.path: one.content for one in pdfs([Artifact(name, made[path]) for name, path in wanted.items()])}
    counted = {name.partition(".")[0]: len(_PAGE.findall(content)) for name, content in shown.items()}
    assert counted == {"report": 1, "pack": 1 + len(pack.pages)}


def test_any_text_of_a_crm_is_printed_in_measure(hostile: Result, shared_handbook: Handbook) -> None:
    spoilt = lasting(hostile)
    long = replace(spoilt.verdicts[1], violations=(_endless(spoilt),), title="Ы" * 100_000, requirement="Я" * 100_000)
    spoilt = replace(spoilt, verdicts=(spoilt.verdicts[0], long, *spoilt.verdicts[2:]))
    story = story_of(spoilt)
    for one in papers(Given(spoilt, shared_handbook, story)):
        shown = printed(one.content)
        assert not _CONTROL.search(shown.text.replace("\n", "").replace("\t", "")), one.path
        assert max(len(text) for text in shown.text.split("\n")) < 1500
        assert len(one.path.encode()) < 250


def _endless(spoilt: Result) -> Violation:
    item = spoilt.verdicts[1].violations[0]
    return replace(item, object_id="1" * 100_000, object_title="Х" * 100_000, owner="Ж" * 100_000, detail="Щ" * 100_000)


def test_lists_of_people_a_disk_would_not_tell_apart_have_names_of_their_own(
    whole: Result, shared_handbook: Handbook
) -> None:
    names = ["Иванов Иван", "иванов иван", "Иванов: Иван", "..."]
    found = [one.path for one in papers(Given(lasting(team_of(whole, names), 3), shared_handbook, Story()))][2:]
    assert sorted(found) == sorted(
        f"{LISTS}/{name}.docx" for name in ("Иванов Иван", "Иванов Иван (2)", "иванов иван (3)", "Сотрудник")
    )


def test_names_are_shortened_only_where_it_is_plain_whose_they_are() -> None:
    names = ("Белова Ирина Сергеевна", "Петров Пётр Ильич", "Петров Павел Игоревич", "Сотрудник K7Q2MP", "Ли Ван", None)
    assert list(short_names(names).values()) == [
        "Белова И.\u00a0С.".replace(" ", "\u00a0"),
        "Петров Пётр Ильич",
        "Петров Павел Игоревич",
        "Сотрудник K7Q2MP",
        "Ли Ван",
        "Без ответственного",
    ]


@pytest.mark.parametrize(
    ("fact", "limit", "unit", "words"),
    [
        (64.0, 30.0, "d", "34\u00a0дня"),
        (6904.8, 30.0, "wmin", "114,6\u00a0раб. часа"),
        (38.0, 3.0, "wd", "35\u00a0раб. дней"),
        (None, 3.0, "d", "—"),
        (float("nan"), 3.0, "d", "—"),
    ],
)
def test_how_far_a_fact_is_from_its_norm(whole: Result, fact: float, limit: float, unit: str, words: str) -> None:
    item = replace(whole.verdicts[0].violations[0], actual=fact, limit=limit, unit=unit)
    assert beyond(item) == words


def test_money_that_is_none_is_left_out() -> None:
    assert [cash(one, "RUB") for one in (None, Decimal("NaN"), Decimal(0), Decimal("99.6"))] == [
        "",
        "",
        "",
        "100\u00a0₽",
    ]


def test_a_refusal_without_a_day_or_a_sum_has_dashes(whole: Result, shared_handbook: Handbook) -> None:
    found = refusals(TEAM[0])
    rows = (("1", None, None, None, None, "Дорого", None),)
    bare: MeasureResult = replace(found, rows=rows, notes=())
    said = daily_report(shared_handbook, replace(whole, views=(bare,), as_of=date(2026, 10, 1)), Story())
    (row,) = said.refusals
    assert (row.day, row.deal, row.who, row.stage, row.money) == ("—", "1", "Без ответственного", "—", "—")

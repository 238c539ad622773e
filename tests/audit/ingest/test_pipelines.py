"""A stage of several funnels in the history of stages: which one is meant, the deal itself tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handbook.book import Handbook
from tests.audit.ingest.given import Take, process

DEALS = '"ID";"Название сделки";"Воронка";"Стадия сделки";"Дата создания";\n'
TAB = '"Дата";"Сущность";"Заголовок";"Автор";"Тип события";"Описание";\n'
HISTORY = "ID,OWNER_ID,CREATED_TIME,CATEGORY_ID,STAGE_ID,STAGE_SEMANTIC_ID\n"
FOUND = "SELECT pipeline, stage FROM stage_changes WHERE source_file = 'tab.csv' ORDER BY source_row"


def deal(number: int, title: str, pipeline: str, stage: str) -> str:
    return f'"{number}";"{title}";"{pipeline}";"{stage}";"01.05.2026 09:00:00";\n'


def moved(title: str, at: str, stage: str) -> str:
    return f'"{at}";"Сделка";"{title}";"Ира Белова";"Изменения";"Стадия: Торг → {stage}";\n'


def event(number: int, owner: int, at: str, pipeline: str, stage: str) -> str:
    """A row of the REST history, in the time zone of the company."""
    return f"{number},{owner},{at}+05:00,{pipeline},{stage},P\n"


def placed(take: Take, deals: str, tab: str, history: str = "") -> tuple[list[tuple[str | None, ...]], list[str]]:
    """Pipelines and stages of the tab «История» with the codes of the findings."""
    contents, names = (DEALS + deals, TAB + tab), ("deals.csv", "tab.csv")
    if history:
        contents, names = (*contents, HISTORY + history), (*names, "rest.csv")
    taken = take(*contents, names=names)
    return taken.rows(FOUND), taken.codes()


def test_the_deals_of_the_export_tell_the_pipeline(take: Take) -> None:
    deals = deal(1, "Дверь", "Розница", "В работе") + deal(2, "Окно", "Опт", "Торг")
    tab = moved("Дверь", "02.05.2026 10:00:00", "новая.") + moved("Окно", "02.05.2026 10:00:00", "Новая")
    assert placed(take, deals, tab) == ([("Розница", "Новая"), ("Опт", "Новая")], [])


def test_nothing_tells_the_pipeline(take: Take) -> None:
    deals = deal(1, "Дверь", "", "Новая") + deal(2, "Окно", "Прочее", "Новая")
    tab = moved("Дверь", "02.05.2026 10:00:00", "Новая") + moved("Окно", "02.05.2026 10:00:00", "Новая")
    rows, codes = placed(take, deals, tab)
    assert rows == [(None, "Новая"), (None, "Новая")]
    assert codes == ["unmatched-stage"]


def test_the_same_entry_in_another_history_tells_the_pipeline_of_that_time(take: Take) -> None:
    deals, tab = deal(1, "Дверь", "Розница", "В работе"), moved("Дверь", "02.05.2026 10:00:00", "Новая")
    history = event(1, 1, "2026-05-02T10:00:00", "Опт", "Новая") + event(
        2, 1, "2026-05-03T10:00:00", "Розница", "Новая"
    )
    assert placed(take, deals, tab, history) == ([("Опт", "Новая")], [])


@pytest.mark.parametrize(
    ("at", "pipeline"),
    [
        ("01.05.2026 10:00:00", "Опт"),
        ("02.05.2026 10:00:01", "Опт"),
        ("04.05.2026 09:59:59", "Опт"),
        ("04.05.2026 10:00:01", None),
        ("05.05.2026 09:59:59", None),
        ("05.05.2026 10:00:00", "Розница"),
        ("06.05.2026 10:00:00", "Розница"),
    ],
)
def test_rows_before_and_after_must_agree(take: Take, at: str, pipeline: str | None) -> None:
    history = (
        event(1, 1, "2026-05-02T10:00:00", "Опт", "Новая")
        + event(2, 1, "2026-05-04T10:00:00", "Опт", "Торг")
        + event(3, 1, "2026-05-05T10:00:00", "Розница", "В работе")
    )
    rows, codes = placed(take, deal(1, "Дверь", "Розница", "В работе"), moved("Дверь", at, "Новая"), history)
    assert rows == [(pipeline, "Новая")]
    assert codes == ([] if pipeline else ["unmatched-stage"])


def test_a_stage_of_one_funnel_alone_tells_where_the_deal_was(take: Take) -> None:
    deals = deal(1, "Дверь", "", "Новая") + deal(2, "Окно", "Розница", "Новая")
    tab = (
        moved("Дверь", "02.05.2026 10:00:00", "Новая")
        + moved("Дверь", "03.05.2026 10:00:00", "Торг")
        + moved("Окно", "02.05.2026 10:00:00", "Торг")
        + moved("Окно", "03.05.2026 10:00:00", "Новая")
    )
    rows, codes = placed(take, deals, tab)
    # «Окно» left «Опт» some day: whether before or after it was at «Новая», nobody tells.
    assert rows == [("Опт", "Новая"), ("Опт", "Торг"), ("Опт", "Торг"), (None, "Новая")]
    assert codes == ["unmatched-stage"]


def test_a_funnel_nobody_knows_may_have_the_stage_too(take: Take) -> None:
    history = event(1, 1, "2026-05-02T10:00:00", "Опт", "Торг") + event(2, 1, "2026-05-04T10:00:00", "Прочее", "Иное")
    tab = moved("Дверь", "03.05.2026 10:00:00", "Новая")
    rows, codes = placed(take, deal(1, "Дверь", "Опт", "Торг"), tab, history)
    assert rows == [(None, "Новая")]
    assert codes == ["unmatched-stage"]


def test_of_the_funnels_a_deal_was_in_only_one_may_have_the_stage(take: Take, handbook: Handbook) -> None:
    third = process("Сервис", "Осмотр", "Сделано", "Мимо")
    book = replace(handbook, processes={**handbook.processes, third.id: third})
    deals = deal(1, "Дверь", "Сервис", "Осмотр") + deal(2, "Окно", "Сервис", "Осмотр")
    tab = "".join(moved(title, "03.05.2026 10:00:00", "Новая") for title in ("Дверь", "Окно"))
    history = event(1, 1, "2026-05-02T10:00:00", "Опт", "Торг")
    taken = take(DEALS + deals, TAB + tab, HISTORY + history, names=("deals.csv", "tab.csv", "rest.csv"), book=book)
    assert taken.rows(FOUND) == [("Опт", "Новая"), (None, "Новая")]
    (finding,) = taken.told()
    assert finding.code == "unmatched-stage"
    assert "«Новая» (строк: 1, такая есть в воронках «Розница», «Опт»)" in finding.message

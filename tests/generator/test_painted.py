"""What is painted agrees with the result to the object and the rouble, and no object is counted twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.diagram.flow import Flow
from generator.diagram.overlay import Level, Overlay
from generator.painted import Found, Spot, Where, spots
from generator.painted_words import overlay
from generator.report import short
from generator.swimlane import swimlane
from generator.transitions import transitions
from handbook.book import Handbook
from handbook.model.process import OperationNode
from handbook.result import Result, Status, Verdict, Violation, Waived
from tests.sample import sample_audit, sample_book

Painter = Callable[[Result, str], Overlay]


@pytest.fixture(scope="module")
def book() -> Handbook:
    return sample_book()


@pytest.fixture(scope="module")
def result() -> Result:
    return sample_audit()


@pytest.fixture(scope="module")
def painter(book: Handbook) -> Painter:
    def paint(result: Result, name: str) -> Overlay:
        return overlay(places(book, result, name), result.currency)

    return paint


def places(book: Handbook, result: Result, name: str) -> tuple[Spot, ...]:
    process = book.processes[name]
    return spots(result, book, process, drawn(book, name))


def drawn(book: Handbook, name: str) -> Flow:
    return swimlane(book, book.processes[name])


def changed(result: Result, norm: str, **values: Any) -> Result:  # noqa: ANN401 - fields of a verdict by name
    verdicts = tuple(replace(one, **values) if one.norm_id == norm else one for one in result.verdicts)
    return replace(result, verdicts=verdicts)


def verdict_of(result: Result, norm: str) -> Verdict:
    return next(one for one in result.verdicts if one.norm_id == norm)


def counted(verdicts: list[Verdict]) -> tuple[int, float | None, Decimal | None]:
    """Count, share and money of broken norms, told anew from the records of the result."""
    broken = [one for one in verdicts if one.status is Status.FAILED]
    items = [(one, item) for one in broken for item in one.violations]
    of_deals = {"deal_age", "stage_age", "stage_order", "required_fields", "required_activity", "discount"}
    of_deals |= {"performer", "planned_close", "imitation"}
    nouns = {"response_time": "l", "contact_gap": "c", "overdue_debt": "i", "task_done": "t", "order_deadline": "o"}
    nouns |= {"complaint_time": "p", "entry_delay": "e", **dict.fromkeys(of_deals, "d")}
    kinds = [None if item.object_id in {item.owner, "company"} else nouns.get(one.kind) for one, item in items]
    same = len(set(kinds)) == 1 and None not in kinds
    count = len({item.object_id for _, item in items}) if same else len(items)
    priced: dict[tuple[str, str], Decimal] = {}
    for kind, (_, item) in zip(kinds, items, strict=True):
        if kind and item.money is not None:
            priced[kind, item.object_id] = max(priced.get((kind, item.object_id), item.money), item.money)
    share = max((len(one.violations) / one.population for one in broken), default=None)
    return count, share, sum(priced.values(), Decimal(0)) if priced else None


def test_operations_agree_with_the_result(book: Handbook, result: Result, painter: Painter) -> None:
    seen = 0
    for process in book.processes.values():
        made = painter(result, process.id)
        for node in process.flow:
            if not isinstance(node, OperationNode) or process.variant == "as-is":
                continue
            own = [one for one in result.verdicts if one.operation_id == node.operation]
            assert (node.id in made.nodes) == bool(own), node.id
            if own:
                seen += 1
                paint = made.nodes[node.id]
                assert (paint.count, paint.share, paint.money) == counted(own), node.id
    assert seen > 20


def test_processes_agree_with_the_result(book: Handbook, result: Result, painter: Painter) -> None:
    for process in book.processes.values():
        whole = [one for one in result.verdicts if one.process_id == process.id and one.operation_id is None]
        paint = painter(result, process.id).whole
        assert (paint is not None) == bool(whole)
        if paint:
            assert (paint.count, paint.share, paint.money) == counted(whole), process.id


def test_every_norm_of_operations_and_processes_is_painted_somewhere(book: Handbook, result: Result) -> None:
    shown = {
        one.verdict.norm_id for name in book.processes for spot in places(book, result, name) for one in spot.found
    }
    homes = {norm: placed.home for norm, placed in book.norms.items()}
    assert {norm for norm, home in homes.items() if home in {"operation", "process"}} == shown


def test_a_deal_that_breaks_two_norms_of_an_operation_counts_once(result: Result, painter: Painter) -> None:
    one, two = verdict_of(result, "n-kp-ozhidanie"), verdict_of(result, "n-planovaya-data")
    shared = replace(two.violations[0], object_id=one.violations[0].object_id)
    spoilt = changed(result, two.norm_id, violations=(shared, *two.violations[1:]))
    paint = painter(spoilt, "prodat-tipovoe").nodes["soglasovat-kp"]
    assert paint.count == len(one.violations) + len(two.violations) - 1
    assert paint.words[0] == short.count(paint.count, "сделка")
    assert "сосчитан один раз" in paint.tooltip


def test_what_is_not_checked_is_never_painted_as_kept(result: Result, painter: Painter) -> None:
    assert painter(result, "prodat-tipovoe").nodes["podgotovit-kp"].level is Level.UNKNOWN
    # One norm of two that could be judged: the operation is no more proved than before.
    half = changed(result, "n-prosrochka", status=Status.NOT_CHECKED, population=0, violations=())
    paint = painter(half, "provesti-raschety").nodes["napomnit-ob-oplate"]
    assert paint.level is Level.UNKNOWN
    assert paint.words == ("не проверено 1 из 2",)


def test_exceptions_are_told_from_norms_that_are_kept(result: Result, painter: Painter) -> None:
    broken = verdict_of(result, "n-prichina-otkaza")
    excused = tuple(Waived(item, "Простой склада", "Глебов", date(2026, 12, 31)) for item in broken.violations)
    waived = changed(result, broken.norm_id, status=Status.WAIVED, violations=(), waived=excused)
    paint = painter(waived, "prodat-tipovoe").nodes["zaregistrirovat-otkaz"]
    assert (paint.level, paint.words, paint.count) == (Level.WAIVED, ("6\u00a0исключений",), 0)


def test_breaches_within_tolerance_are_said_and_not_called_breaches(painter: Painter, result: Result) -> None:
    paint = painter(result, "razvivat-klientov").nodes["podderzhat-otnosheniya"]
    assert (paint.level, paint.words, paint.count) == (Level.OK, ("норма", "1 в допуске"), 0)


def test_ways_between_stages_paint_the_edge_that_enters_the_stage(book: Handbook, result: Result) -> None:
    flow = drawn(book, "prodat-tipovoe")
    moves = {spot.title: spot for spot in places(book, result, "prodat-tipovoe") if spot.where is Where.MOVE}
    skipped = moves["На «Договор и счёт», пропустив «Согласование»"]
    assert skipped.edge is not None
    edge = flow.edges[skipped.edge]
    assert (edge.source, edge.target) == ("reshenie-klienta", "oformit-dogovor")
    assert [item.object_id for item in skipped.found[0].items] == ["2443", "2521"]
    # A return over three stages has no arrow of its own on the diagram.
    assert moves["Возврат «Договор и счёт» → «Квалификация»"].edge is None


def test_ways_are_parts_of_what_the_whole_counts(book: Handbook, result: Result) -> None:
    for name in book.processes:
        found = places(book, result, name)
        keys = {(one.verdict.norm_id, item.key) for one in _of(found, Where.PROCESS) for item in one.items}
        parts = [(one.verdict.norm_id, item.key) for one in _of(found, Where.MOVE) for item in one.items]
        assert len(parts) == len(set(parts))
        assert set(parts) <= keys


def _of(found: tuple[Spot, ...], where: Where) -> list[Found]:
    return [one for spot in found if spot.where is where for one in spot.found]


def test_a_return_to_the_stage_before_paints_the_way_it_goes_against(book: Handbook, result: Result) -> None:
    order = verdict_of(result, "n-poryadok-tipovaya")
    back = replace(order.violations[0], key="1|backward", stages=("КП отправлено", "Квалификация"))
    found = places(book, changed(result, order.norm_id, violations=(back,)), "prodat-tipovoe")
    move = next(spot for spot in found if spot.title.startswith("Возврат"))
    ways = transitions(book, book.processes["prodat-tipovoe"], drawn(book, "prodat-tipovoe"))
    assert move.edge == ways["Квалификация", "КП отправлено"]


def test_results_of_another_handbook_paint_nothing_and_fail_nothing(book: Handbook, result: Result) -> None:
    strange = tuple(replace(one, operation_id="нет", process_id="нет") for one in result.verdicts)
    assert all(places(book, replace(result, verdicts=strange), name) == () for name in book.processes)


def test_stages_of_violations_survive_json(book: Handbook, result: Result) -> None:
    from generator.report.json import dump, load

    order = verdict_of(load(dump(result, book)), "n-poryadok-tipovaya")
    assert [item.stages for item in order.violations] == [
        item.stages for item in verdict_of(result, order.norm_id).violations
    ]
    assert all(isinstance(item, Violation) and len(item.stages) == 2 for item in order.violations)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("0.4", "0 ₽"),
        ("999", "999 ₽"),
        ("1000", "1 тыс. ₽"),
        ("9949", "9,9 тыс. ₽"),
        ("820400", "820 тыс. ₽"),
        ("999499", "999 тыс. ₽"),
        ("999960", "1 млн ₽"),
        ("7240000", "7,2 млн ₽"),
        ("61400000", "61 млн ₽"),
        ("1250000000", "1,3 млрд ₽"),
        ("-1500000", "−1,5 млн ₽"),
    ],
)
def test_short_money(amount: str, shown: str) -> None:
    assert short.money(Decimal(amount), "RUB").replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0, "0 %"), (0.0002, "< 0,1 %"), (0.0351, "3,5 %"), (0.376, "38 %"), (0.9999, "> 99 %"), (1.0, "100 %")],
)
def test_short_shares(value: float, shown: str) -> None:
    assert short.share(value).replace("\u00a0", " ") == shown


def test_short_counts_agree_with_their_nouns() -> None:
    said = [
        short.count(number, noun).replace("\u00a0", " ") for number, noun in ((1, "счёт"), (22, "сделка"), (11, None))
    ]
    assert said == ["1 счёт", "22 сделки", "11 нарушений"]

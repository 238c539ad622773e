from dataclasses import replace
from decimal import Decimal

import pytest

from generator.report.objects import noun, stake
from generator.report.score import parts, people
from handbook.result import Result, Status


def test_the_parts_make_up_the_score(result: Result) -> None:
    assert result.score.value == pytest.approx(100 - sum(part.lost for part in parts(result.verdicts)))


def test_unchecked_norms_have_no_part_and_waived_ones_take_nothing(result: Result) -> None:
    found = {part.verdict.norm_id: part for part in parts(result.verdicts)}
    assert not {verdict.norm_id for verdict in result.by_status(Status.NOT_CHECKED)} & set(found)
    assert found["n-plan"].lost == 0


def test_people_come_worst_first_and_objects_of_nobody_last(result: Result) -> None:
    found = people(result)
    values = [person.score.value for person in found if person.score and person.score.value is not None]
    assert values == sorted(values)
    assert found[-1].name is None
    assert sum(person.violations for person in found) == 525


def test_someone_only_the_violators_name_is_not_lost(result: Result) -> None:
    first = result.verdicts[0]
    stranger = replace(first.violations[0], owner="Кто-то Ещё")
    found = people(replace(result, verdicts=(replace(first, violations=(stranger,)),), owners=()))
    assert [(person.name, person.score, person.violations) for person in found] == [("Кто-то Ещё", None, 1)]


def test_a_deal_with_two_breaches_is_counted_once(result: Result) -> None:
    age, stage = result.verdicts[:2]
    deal = replace(age.violations[0], object_id="7", money=Decimal(100))
    again = replace(stage.violations[0], object_id="7", money=Decimal(100))
    other = replace(deal, object_id="8", money=Decimal("0.50"))
    assert stake([(age, deal), (stage, again), (age, other)]) == Decimal("100.50")
    assert stake([(age, replace(deal, money=None))]) is None


def test_a_person_is_not_a_deal(result: Result) -> None:
    item = result.verdicts[0].violations[0]
    assert noun("discount", item) == "сделка"
    assert noun("discount", replace(item, object_id="Иванов", owner="Иванов")) is None
    assert noun("open_deals", item) is None

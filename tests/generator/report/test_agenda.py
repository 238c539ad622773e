import random
from dataclasses import replace
from decimal import Decimal

from generator.report.agenda import OF_A_NORM, RECORDS, SHOWN, WAITING, items, meeting, ordered, urgent, worst, worst_of
from generator.report.deeds import deed
from handbook.audits.comparison import Change
from handbook.audits.story import Story
from handbook.finding import Severity
from handbook.norms import KINDS
from handbook.result import Result
from tests.generator.report.stories import living, make_story


def test_the_most_urgent_comes_first(result: Result) -> None:
    known = living(result)
    found = urgent(known, make_story(known))
    assert {item.identity for item in found} == {
        (verdict.norm_id, one.key) for verdict in known.verdicts for one in verdict.violations if one.standing
    }
    fresh = {Change.NEW, Change.RETURNED}
    classes = [
        0 if item.verdict.kind in WAITING else 2 + item.breach.closed if item.verdict.kind in RECORDS else 1
        for item in found
    ]
    order = [
        (
            which,
            item.breach.object_id == "company",
            -item.verdict.severity.weight,
            item.change not in fresh,
            -float(item.breach.money or 0),
            -item.excess,
        )
        for which, item in zip(classes, found, strict=True)
    ]
    assert order == sorted(order)


def test_what_can_still_be_lost_comes_before_cards_to_fill_in(result: Result) -> None:
    """A field of a lost deal of a million waits for a client nobody has answered, and for a card of an open deal."""
    one = result.verdicts[0]
    breach = replace(one.violations[0], standing=True, money=Decimal(0), closed=False)
    costly = replace(breach, money=Decimal(10**6))
    kinds = (
        ("a", "required_fields", Severity.ERROR, replace(costly, closed=True)),
        ("b", "required_fields", Severity.WARNING, breach),
        ("c", "plan_fact", Severity.ERROR, costly),
        ("d", "overdue_debt", Severity.ERROR, replace(costly, object_id="company")),
        ("e", "response_time", Severity.WARNING, breach),
        ("f", "stage_age", Severity.ERROR, breach),
    )
    given = replace(
        result,
        verdicts=tuple(
            replace(one, norm_id=norm, kind=kind, severity=severity, violations=(found,))
            for norm, kind, severity, found in kinds
        ),
    )
    expected = ["f", "e", "d", "c", "b", "a"]
    assert [item.verdict.norm_id for item in urgent(given, Story())] == expected
    assert [item.verdict.norm_id for item in ordered(items(given, Story()))] == expected
    assert [item.verdict.norm_id for item in worst(given, Story(), breach.owner)] == expected


def test_a_manager_is_asked_of_several_norms(result: Result) -> None:
    known = living(result)
    story = make_story(known)
    names = tuple(dict.fromkeys(item.breach.owner for item in items(known, story)))
    every = meeting(known, story, names)
    assert list(every) == list(names)
    for name in names:
        chosen = worst(known, story, name)
        assert chosen == every[name]
        own = [item for item in items(known, story) if item.breach.owner == name]
        assert len(chosen) == min(SHOWN, len(own))
        lasting = [bool(item.breach.standing) for item in chosen]
        assert lasting == sorted(lasting, reverse=True)
        norms = [item.verdict.norm_id for item in chosen]
        rich = {one for one in norms if norms.count(one) > OF_A_NORM}
        left = {item.verdict.norm_id for item in own if item not in chosen} - rich
        assert not rich or all(norms.count(one) >= OF_A_NORM for one in left)


def test_what_is_over_is_told_from_the_latest_on(result: Result) -> None:
    norm = next(verdict for verdict in result.verdicts if verdict.norm_id == "n-reakciya")
    moments = [item.breach.moment for item in worst_of(norm, Story(), 100)]
    assert sorted(moments) == sorted(item.moment for item in norm.violations)
    own = worst(replace(result, verdicts=(norm,)), Story(), norm.violations[0].owner, 100)
    assert [item.breach.moment for item in own] == sorted((item.breach.moment for item in own), reverse=True)


def test_odd_numbers_do_not_stop_the_list(hostile: Result) -> None:
    known = living(hostile, every=True)
    assert urgent(known, make_story(known))


def test_the_order_does_not_hang_on_how_breaches_come(result: Result) -> None:
    known = living(result)
    verdict = known.verdicts[0]
    mixed = list(verdict.violations)
    random.Random(1).shuffle(mixed)  # noqa: S311 - a sample, not a secret
    turned = replace(known, verdicts=(replace(verdict, violations=tuple(mixed)),))
    plain = replace(known, verdicts=(verdict,))

    def seen(given: Result) -> list[tuple[Decimal | None, float]]:
        return [(item.breach.money, item.excess) for item in urgent(given, Story())]

    assert seen(turned) == seen(plain)


def test_every_kind_of_norm_has_a_deed(result: Result) -> None:
    for kind in KINDS:
        name = kind.model_fields["kind"].default
        assert deed(replace(result.verdicts[0], kind=name)) not in {"", name}

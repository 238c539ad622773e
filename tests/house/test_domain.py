"""The sample company covers the whole subject: every item of the map leads to a record that is there and filled in."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from handbook.book import Handbook
from handbook.indicators import MEASURES, usual_views
from handbook.model.process import B2B_TITLES, BLOCK_TITLES
from handbook.model.training import TRAINING_TITLES
from handbook.norms import KINDS
from handbook.norms.deal_age import DealAge
from handbook.norms.required_fields import RequiredFields
from handbook.sales_models import models, structures
from tests.sample import sample_book

ROWS = YAML(typ="safe").load(Path(__file__).with_name("domain.yaml"))["rows"]
#: What every deal card must hold, and the norm that looks at it.
CARD = {
    "Ответственный": "n-kartochka",
    "Дата создания": "n-kartochka",
    "Предполагаемая дата закрытия": "n-kartochka",
    "Причина открытия": "n-kartochka",
    "Продукт": "n-kartochka",
    "Причина отказа": "n-prichina-otkaza",
    "Дата закрытия": "n-dlitelnost-tipovaya",
}


@pytest.fixture(scope="module")
def sample() -> Handbook:
    return sample_book()


def records(handbook: Handbook) -> dict[str, dict[str, object]]:
    """Records by the kind a target names, then by identifier."""
    return {
        "operation": {**handbook.operations},
        "process": {**handbook.processes},
        "document": {**handbook.documents},
        "norm": {name: placed.norm for name, placed in handbook.norms.items()},
        "indicator": {**handbook.indicators},
        "role": {**handbook.roles},
        "position": {**handbook.positions},
        "term": {**handbook.terms},
        "competency": {**handbook.competencies},
        "course": {**handbook.courses},
        "meeting": {**handbook.meetings},
        "principle": {**handbook.principles},
        "model": {one.id: one for one in models()},
        "structure": {one.id: one for one in structures()},
    }


def missing(handbook: Handbook, target: str) -> str | None:
    """What a target names and the handbook lacks, or None."""
    kind, _, rest = target.partition(":")
    whole, _, field = rest.partition("@")
    name, _, part = whole.partition("#")
    record = records(handbook)[kind].get(name)
    if record is None:
        return "запись"
    if part and part not in (
        {clause.number for clause in handbook.documents[name].clauses}
        if kind == "document"
        else {point.id for point in handbook.operations[name].control_points}
    ):
        return f"«{part}»"
    if not field:
        return None
    if kind == "document":
        return None if field in {one.title for one in handbook.documents[name].fields} else f"поле «{field}»"
    return None if getattr(record, field) else f"«{field}» пусто"


def test_every_item_of_the_domain_leads_to_a_record(sample: Handbook) -> None:
    lacking = {row["item"]: lack for row in ROWS if (lack := missing(sample, row["covered_by"]))}
    assert lacking == {}


def test_the_map_speaks_of_every_section_and_repeats_nothing() -> None:
    named = [(row["section"], row["item"]) for row in ROWS]
    assert len(named) == len(set(named)) >= 120
    assert {section for section, _ in named} == set("23456789")


def test_a_target_that_leads_nowhere_is_told(sample: Handbook) -> None:
    assert missing(sample, "operation:net") == "запись"
    assert missing(sample, "document:reglament-crm#9.9") == "«9.9»"
    assert missing(sample, "operation:prinyat-zapros#net") == "«net»"
    assert missing(sample, "document:kartochka-sdelki@Погода") == "поле «Погода»"
    assert missing(sample, "role:client@kpi") == "«kpi» пусто"


def test_every_kind_of_norm_and_every_measure_is_used(sample: Handbook) -> None:
    assert {placed.norm.kind for placed in sample.norms.values()} == {
        kind.model_fields["kind"].default for kind in KINDS
    }
    # What every report draws by itself need not be declared.
    used = {one.measure for one in (*sample.indicators.values(), *usual_views(()))}
    assert used == {kind.model_fields["measure"].default for kind in MEASURES}


def test_the_library_is_as_large_as_it_promises(sample: Handbook) -> None:
    counts = {
        "processes": (len(sample.processes), 12),
        "operations": (len(sample.operations), 55),
        "internal roles": (sum(not role.external for role in sample.roles.values()), 14),
        "documents": (len(sample.documents), 35),
        "norms": (len(sample.norms), 40),
        "terms": (len(sample.terms), 75),
        "courses": (len(sample.courses), 14),
    }
    assert {name: found for name, (found, least) in counts.items() if found < least} == {}
    assert {one.block for one in sample.processes.values()} == set(BLOCK_TITLES)
    assert {stage for one in sample.processes.values() for stage in one.b2b_stages} == set(B2B_TITLES)
    assert {one.kind for one in sample.processes.values()} == {"main", "support", "management"}
    assert {one.variant for one in sample.processes.values()} == {"as-is", "to-be"}


def test_everybody_inside_the_company_has_a_path_and_training_is_of_every_kind(sample: Handbook) -> None:
    inside = {role.id for role in sample.roles.values() if not role.external}
    assert set(sample.paths) == inside
    assert {course.kind for course in sample.courses.values()} == set(TRAINING_TITLES)
    for role in inside:
        days = [step.day for step in sample.paths[role].steps]
        assert days[0] == 1
        assert days == sorted(days), role
        assert 5 <= len(days) <= 9, role


def test_a_newcomer_learns_every_operation_of_the_role(sample: Handbook) -> None:
    learnt = {(role, name) for role, path in sample.paths.items() for step in path.steps for name in step.operations}
    owned = {(one.owner, one.id) for one in sample.operations.values()}
    assert owned - learnt == set()


def test_the_dictionary_of_competencies_is_the_one_in_use(sample: Handbook) -> None:
    people = (*sample.roles.values(), *sample.positions.values(), *sample.operations.values())
    used = {one.title for record in people for one in record.competencies}
    assert {card.title for card in sample.competencies.values()} == used
    assert all(card.courses for card in sample.competencies.values())


def test_what_the_deal_card_must_hold_is_required_and_checked(sample: Handbook) -> None:
    card = {one.title: one for one in sample.documents["kartochka-sdelki"].fields}
    asked = {one.title for operation in sample.operations.values() for one in operation.crm.fields if one.mandatory}
    for title, name in CARD.items():
        assert card[title].required or title in asked, title
        norm = sample.norms[name].norm
        if isinstance(norm, RequiredFields):
            assert title in norm.fields
        else:
            assert isinstance(norm, DealAge), title

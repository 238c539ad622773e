"""The shipped sales models: whole, different from one another, and able to perform every operation of the library."""

from itertools import combinations
from typing import get_args

import pytest

from handbook.book import Handbook
from handbook.model.company import Company
from handbook.model.people import Position
from handbook.sales_models import OrgStructure, SalesModel, model, models, performers, posts, structures
from tests.sample import sample_book

#: Whatever a role page and a job description are made from.
WHOLE = ("purpose", "education", "experience", "duties", "rights", "training", "department", "headcount", "publication")

every_model = pytest.mark.parametrize("chosen", models(), ids=lambda one: one.id)


@pytest.fixture(scope="module")
def company() -> Handbook:
    return sample_book()


def of_the_department(company: Handbook) -> list[Position]:
    return [post for post in company.positions.values() if post.department == "otdel-prodazh"]


def named_roles(company: Handbook) -> set[str]:
    """Internal roles that operations name anywhere: owners, partners, performers, approvers, readers of a point."""
    named: set[str | None] = set()
    for operation in company.operations.values():
        named |= {operation.owner, operation.set_by}
        named |= {participant.role for participant in operation.participants}
        named |= {item.source for item in operation.inputs}
        named |= {role for item in operation.outputs for role in item.to}
        named |= {point.to for point in operation.control_points}
        for step in operation.steps:
            named |= {step.role, step.approves, *step.consulted, *step.informed}
    return {role for role in company.roles if role in named and not company.roles[role].external}


def test_there_is_a_model_for_every_name_a_company_may_write() -> None:
    names = get_args(Company.model_fields["sales_model"].annotation)
    assert [one.id for one in models()] == list(names)
    assert [model(name).id for name in names] == list(names)
    with pytest.raises(KeyError):
        model("no-such-model")


def test_models_and_structures_are_read_once() -> None:
    assert models() is models()
    assert structures() is structures()


def test_the_sample_company_works_by_its_own_model(company: Handbook) -> None:
    chosen = model(company.company.sales_model)
    assert list(chosen.positions) == of_the_department(company)
    assert posts(chosen, company) == dict(company.positions)


@every_model
def test_every_role_of_the_operations_has_a_performer(chosen: SalesModel, company: Handbook) -> None:
    assert {role for role in named_roles(company) if not performers(chosen, company, role)} == set()


@every_model
def test_posts_name_only_what_is_there(chosen: SalesModel, company: Handbook) -> None:
    found = posts(chosen, company)
    departments = {one.id for one in company.company.departments}
    for post in found.values():
        named = {post.reports_to, post.substitutes}
        if post.publication:
            named |= {post.publication.developed_by, *post.publication.agreed_by}
        assert named - {None} <= found.keys(), post.id
        assert post.department in departments
        assert set(post.roles) <= company.roles.keys()
        assert post.substitutes != post.id
    for name in company.company.departments:
        assert name.head in found


@every_model
def test_the_other_posts_of_the_company_stay(chosen: SalesModel, company: Handbook) -> None:
    others = {key: post for key, post in company.positions.items() if post not in of_the_department(company)}
    found = posts(chosen, company)
    assert {key: found[key] for key in others} == others
    assert found.keys() == others.keys() | {post.id for post in chosen.positions}


@every_model
def test_every_post_is_whole(chosen: SalesModel) -> None:
    for post in chosen.positions:
        assert [key for key in WHOLE if not getattr(post, key)] == []
        assert post.roles
        assert post.conditions.schedule
        assert post.conditions.travel
        assert post.conditions.equipment


@every_model
def test_nothing_is_named_twice(chosen: SalesModel, company: Handbook) -> None:
    assert len({post.id for post in chosen.positions}) == len(chosen.positions)
    found = posts(chosen, company).values()
    numbers = [post.publication.number for post in found if post.publication]
    assert len(set(numbers)) == len(numbers)
    norms = [norm.id for post in found for norm in post.norms]
    assert len(set(norms)) == len(norms)
    elsewhere = {key for key, placed in company.norms.items() if placed.home != "position"}
    assert elsewhere.isdisjoint(norms)


@every_model
def test_norms_of_posts_are_those_of_the_sample_and_bind_a_role_of_the_model(
    chosen: SalesModel, company: Handbook
) -> None:
    """Regulations cite these norms, so a company of any model needs them; a model may set a limit of its own."""
    own = {norm.id for post in of_the_department(company) for norm in post.norms}
    found = [(post, norm) for post in chosen.positions for norm in post.norms]
    assert {norm.id for _, norm in found} == own
    for post, norm in found:
        assert set(norm.scope.roles) & set(post.roles)
        assert not norm.scope.positions
        assert norm.source is not None
        clauses = company.documents[norm.source.document].clauses
        assert norm.source.clause in {clause.number for clause in clauses}


@every_model
def test_the_text_of_a_model_says_something(chosen: SalesModel, company: Handbook) -> None:
    assert min(len(chosen.applies), len(chosen.strengths), len(chosen.weaknesses)) >= 3
    assert {watched.norm for watched in chosen.watch} <= company.norms.keys()
    texts = [chosen.summary, *chosen.applies, *chosen.strengths, *chosen.weaknesses, *(one.why for one in chosen.watch)]
    assert len(set(texts)) == len(texts)
    assert not any("[[" in text for text in texts)
    if chosen.grows_into:
        assert len(model(chosen.grows_into).positions) > len(chosen.positions)


def test_models_are_not_described_in_the_same_words() -> None:
    described: list[SalesModel | OrgStructure] = [*models(), *structures()]
    for one, other in combinations(described, 2):
        said = [{*each.applies, *each.strengths, *each.weaknesses} for each in (one, other)]
        assert said[0].isdisjoint(said[1]), (one.id, other.id)


def test_growing_leads_from_the_simplest_model_to_one_that_grows_no_further() -> None:
    for one in models():
        seen = [one.id]
        while (following := model(seen[-1]).grows_into) is not None:
            assert following not in seen
            seen.append(following)
        assert seen[-1] == "conveyor"


def test_structures_are_told_apart() -> None:
    ids = [one.id for one in structures()]
    assert ids == ["functional-linear", "matrix-geography", "matrix-product", "matrix-client"]
    for one in structures():
        assert min(len(one.applies), len(one.strengths), len(one.weaknesses)) >= 3


def test_a_role_may_be_shared_by_posts_and_leaves_with_the_post(company: Handbook) -> None:
    two = model("two-level-farmer")
    assert [post.id for post in performers(two, company, "menedzher")] == ["hanter", "fermer"]
    assert [post.id for post in performers(model("conveyor"), company, "menedzher")] == ["klouzer"]
    assert [post.id for post in performers(model("one-level"), company, "assistent")] == ["menedzher"]
    assert [post.id for post in performers(two, company, "inzhener")] == ["inzhener"]
    assert performers(two, company, "client") == ()

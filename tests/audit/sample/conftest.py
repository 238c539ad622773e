import pytest

from audit.sample.generate import SEED, SIZE
from audit.sample.model import Deal, World
from audit.sample.year import beyond, live
from handbook.book import Handbook
from tests.sample import sample_book


@pytest.fixture(scope="session")
def company() -> Handbook:
    return sample_book()


@pytest.fixture(scope="session")
def world(company: Handbook) -> World:
    return World(company)


@pytest.fixture(scope="session")
def deals(world: World) -> list[Deal]:
    """Deals on ready-made solutions and projects."""
    return live(world, SEED, SIZE)


@pytest.fixture(scope="session")
def others(world: World, deals: list[Deal]) -> list[Deal]:
    """Deals of the search, on services and tenders."""
    return beyond(world, deals, SEED, SIZE)

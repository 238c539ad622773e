"""A newcomer with nothing but the site: what is needed at work stands within three clicks of the start page."""

from collections import deque
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

import pytest

from generator import links
from generator.site import paths
from generator.site.norm_people import sayings_of
from generator.site.process import route
from generator.site.process.whereabouts import turns, ways
from generator.site.role.work import owned_by
from handbook.model.base import Target
from tests.generator.site.building import Built

CLICKS = 3
HEAVY = 60 * 1024


class Content(HTMLParser):
    """Links of the text of a page: not those of the menus around it."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.depth += 1
        href = dict(attrs).get("href")
        if tag == "a" and href and self.depth:
            self.links.append(href)

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.depth -= 1


@pytest.fixture(scope="module")
def web(sample: Built) -> dict[str, tuple[str, ...]]:
    """Pages of the sample and where their text leads."""
    found = {}
    for name in sample.result.files:
        if name.endswith(".html"):
            content = Content()
            content.feed((sample.site / name).read_text(encoding="utf-8"))
            goals = (normpath(join(dirname(name), href.partition("#")[0])) for href in content.links if href[0] != "#")
            found[name] = tuple(dict.fromkeys(goals))
    return found


def reached(web: dict[str, tuple[str, ...]], start: str) -> dict[str, int]:
    """How many clicks each page is away."""
    away = {start: 0}
    waiting = deque([start])
    while waiting:
        page = waiting.popleft()
        for goal in web.get(page, ()):
            if goal in web and goal not in away:
                away[goal] = away[page] + 1
                waiting.append(goal)
    return away


def page(target: Target, name: str) -> str:
    return str(paths.url(target, name)).partition("#")[0]


def test_every_role_its_work_and_what_belongs_to_it_are_three_clicks_away(
    sample: Built, web: dict[str, tuple[str, ...]]
) -> None:
    book = sample.book
    away = reached(web, "index.html")
    looked = 0
    for role in book.roles.values():
        if role.external:
            continue
        assert away[page("role", role.id)] == 1
        assert away[paths.html(paths.role_page(role.id, "nachalo"))] == 1
        for operation in owned_by(book, role):
            looked += 1
            goals = [page("operation", operation.id)]
            goals += [page("norm", placed.norm.id) for placed in links.norms_of_operation(book, operation)]
            goals += [page("document", one.document) for one in operation.inputs]
            goals += [page("document", one.document) for one in operation.outputs]
            goals += [page("document", one.document) for one in operation.governed_by]
            astray = (one.stop for one in turns(book, operation, ways(book, operation)))
            goals += [page("operation", stop.name) for stop in astray if stop.kind == "operation"]
            goals += [
                page("operation", stop.name)
                for process in links.processes_of(book, operation)
                for stop in route.after(book, process, operation.id)
                if stop.kind == "operation"
            ]
            for goal in goals:
                assert away[goal] <= CLICKS, (role.id, operation.id, goal)
    assert looked


def test_what_is_asked_of_an_operation_stands_on_its_page(sample: Built) -> None:
    for operation in sample.book.operations.values():
        found = sample.page(page("operation", operation.id)).ids()
        expected = {
            "shagi": operation.steps,
            "normy": links.norms_of_operation(sample.book, operation),
            "crm": operation.crm.fields,
            "voprosy": operation.questions,
            "kontrolnye-tochki": operation.control_points,
            "esli": operation.control_points or turns(sample.book, operation, ways(sample.book, operation)),
            "hod": links.processes_of(sample.book, operation),
        }
        for anchor, there in expected.items():
            assert (anchor in found) or not there, (operation.id, anchor)
        assert {f"kt-{point.id}" for point in operation.control_points} <= set(found)
        assert {placed.norm.id for placed in links.norms_of_operation(sample.book, operation)} <= set(found)


def test_pages_of_roles_and_the_front_door_are_light(sample: Built) -> None:
    heavy = {
        name: size
        for name in sample.result.files
        if name == "index.html" or (name.startswith("roles/") and name.endswith(".html"))
        if (size := (sample.site / name).stat().st_size) > HEAVY
    }
    assert heavy == {}


def test_meetings_of_a_role_and_norms_its_description_names_are_near(
    sample: Built, web: dict[str, tuple[str, ...]]
) -> None:
    book = sample.book
    away = reached(web, "index.html")
    for role in book.roles.values():
        attended = [one for one in book.meetings.values() if role.id in {one.leader, *one.participants}]
        for meeting in attended if not role.external else ():
            assert paths.html(paths.detail(paths.MEETINGS, meeting.id)) in web[page("role", role.id)]
        for norm, _ in sayings_of(book, role):
            assert page("norm", norm) in web[paths.html(paths.role_page(role.id, "normy"))]
            assert away[page("norm", norm)] <= CLICKS

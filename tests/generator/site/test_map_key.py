"""What lines of the map of processes mean is told of lines there are."""

from pathlib import Path
from typing import Any

from generator.site import paths
from generator.site.map_key import map_key
from generator.site.pages import pages
from tests.generator.site.building import company, small


def test_a_map_without_lines_needs_no_words(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    assert map_key(book) == ()
    assert all(b"rg-mapkey" not in page.content for page in pages(book, only={paths.HOME}) if page.path == paths.HOME)


def with_another(block: str) -> dict[str, Any]:
    """The small company with one more process, in a block of its own."""
    sources = small()
    main = sources["processes/sell/main/process.yaml"]
    flow = [
        {"start": "s", "title": "Пора", "role": "seller"},
        {"operation": "later-do"},
        {"end": "e", "title": "Готово", "role": "seller"},
    ]
    later = {"id": "later", "title": "Довести до конца", "owner": "boss", "lanes": ["seller"], "flow": flow}
    bare: dict[str, Any] = {"norms": [], "funnel": None, "reports": [], "handover": None}
    folder = f"processes/{block}/later"
    sources[f"{folder}/process.yaml"] = {**main, **later, **bare, "block": block}
    sources[f"{folder}/later-do.yaml"] = {"id": "later-do", "title": "Довести", "owner": "seller"}
    return sources


def test_a_call_is_explained_where_the_map_is(tmp_path: Path) -> None:
    sources = with_another("sell")
    sources["processes/sell/main/process.yaml"]["flow"].insert(-2, {"process": "later"})
    book = company(tmp_path, sources)
    assert [kind for kind, _ in map_key(book)] == ["call"]
    for name in (paths.HOME, paths.MAPS, paths.PROCESSES):
        page = next(one.content.decode() for one in pages(book, only={name}) if one.path == name)
        assert page.count("rg-mapkey__call") == 1, name


def test_the_way_of_a_client_is_no_call(tmp_path: Path) -> None:
    assert [kind for kind, _ in map_key(company(tmp_path, with_another("attract")))] == ["way"]


def test_papers_for_management_are_told_apart(tmp_path: Path) -> None:
    sources = with_another("manage")
    made = sources["processes/sell/main/offer-it.yaml"]["outputs"][0]["document"]
    sources["processes/manage/later/later-do.yaml"]["inputs"] = [{"document": made, "from": "seller"}]
    assert [kind for kind, _ in map_key(company(tmp_path, sources))] == ["report"]

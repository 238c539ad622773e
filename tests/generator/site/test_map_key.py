"""What lines of the map of processes mean is told of lines there are."""

from pathlib import Path

from generator.site import paths
from generator.site.map_key import map_key
from generator.site.pages import pages
from tests.generator.site.building import company, small


def test_a_map_without_lines_needs_no_words(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    assert map_key(book) == ()
    assert all(b"rg-mapkey" not in page.content for page in pages(book, only={paths.HOME}) if page.path == paths.HOME)


def test_a_call_is_explained_where_the_map_is(tmp_path: Path) -> None:
    sources = small()
    main = sources["processes/sell/main/process.yaml"]
    main["flow"].insert(-2, {"process": "later"})
    step = {"id": "later-do", "title": "Довести", "owner": "seller"}
    flow = [
        {"start": "s", "title": "Пора", "role": "seller"},
        {"operation": "later-do"},
        {"end": "e", "title": "Готово", "role": "seller"},
    ]
    later = {"id": "later", "title": "Довести до конца", "owner": "boss", "lanes": ["seller"], "flow": flow}
    sources["processes/sell/later/process.yaml"] = {
        **main,
        **later,
        "norms": [],
        "funnel": None,
        "reports": [],
        "handover": None,
    }
    sources["processes/sell/later/later-do.yaml"] = step
    book = company(tmp_path, sources)
    assert [kind for kind, _ in map_key(book)] == ["call"]
    for name in (paths.HOME, paths.MAPS, paths.PROCESSES):
        page = next(one.content.decode() for one in pages(book, only={name}) if one.path == name)
        assert page.count("rg-mapkey__call") == 1, name

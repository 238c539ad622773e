from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from generator.site import text
from generator.site.build import build_site
from handbook.crossref import CrossRef
from tests.generator.site.building import Built, Page, company, small

HOSTILE = (
    "</title></script><script>alert(1)</script>\"'><img src=x onerror=alert(2)> | a || `b` *c* _d_ "
    "[e](javascript:alert(3)) ![f](http://evil.example/p.png) {: onclick=alert(4) } {{ 7*7 }} {% raw %} <!-- "
    "&lt;b&gt; [[norm:n-offer]] [[norm:none|<i>x</i>]] ``` \\ # $ ~~~ --8<-- *[КП]: x"
)
#: Keys whose values are titles and prose a person writes, not identifiers or closed lists.
WORDS = frozenset(
    {
        "name",
        "short_name",
        "site_name",
        "city",
        "about",
        "feedback",
        "title",
        "short",
        "purpose",
        "text",
        "deadline",
        "scope",
        "definition",
        "term",
        "abbreviation",
        "information",
        "when",
        "recorded",
        "on_deviation",
        "automation",
        "note",
        "subject",
        "tools",
        "key_factor",
        "bottleneck",
        "question",
        "answer",
        "why",
        "goal",
        "trigger",
        "result",
        "decisions",
        "knowledge",
        "number",
        "topic",
        "rules",
        "form",
        "content",
        "proof",
        "levels",
        "checked_by",
        "caution",
        "target",
    }
)


def poison(value: Any, key: str = "") -> Any:  # noqa: ANN401 - raw YAML
    if isinstance(value, dict):
        # A norm's scope is a table and stays one; stages must still match one another.
        return {name: poison(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [told_apart(poison(item, key), number) for number, item in enumerate(value)]
    return HOSTILE if isinstance(value, str) and key in WORDS else value


def told_apart(item: Any, number: int) -> Any:  # noqa: ANN401 - raw YAML
    """Clauses of a document and branches of a gateway may not be named alike."""
    names = {"number", "when"} & item.keys() if isinstance(item, dict) else set()
    return item | {name: f"{item[name]}{number}" for name in names} if names else item


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("hostile")
    sources = poison(small())
    for number, clause in enumerate(sources["documents/rules.yaml"]["clauses"]):
        clause["text"] = f"- list\n\n```\nunclosed {number} {HOSTILE}\n\n# heading\n\n{HOSTILE}"
    book = company(root, sources)
    return Built(root, book, build_site(book, root))


def test_no_text_runs_loads_or_breaks_a_page(hostile: Built, built: Built) -> None:
    assert [finding for finding in hostile.result.findings if "site-build" in finding.code] == []
    clean = built.pages()
    for path, page in hostile.pages().items():
        scripts = [tag for tag, _ in page.tags if tag == "script"]
        assert len(scripts) == len([tag for tag, _ in clean[path].tags if tag == "script"]), path
        assert loading(page) == loading(clean[path]), path
        for tag, attrs in page.tags:
            assert not [name for name in attrs if name.startswith("on")], (path, tag, attrs)
            assert not [value for value in attrs.values() if value.strip().lower().startswith("javascript")], (
                path,
                attrs,
            )
            assert "src" not in attrs or "evil" not in attrs["src"]
            # The theme shows it as HTML.
            assert "<" not in attrs.get("title", ""), (path, tag, attrs["title"])


def loading(page: Page) -> list[str]:
    return [tag for tag, _ in page.tags if tag in {"img", "iframe", "object", "embed"}]


def test_hostile_text_is_shown_as_it_was_written(hostile: Built) -> None:
    page = hostile.page("operations/ask.html")
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}" in page.text
    assert "[e](javascript:alert(3))" in page.text
    heading = (hostile.site / "operations/ask.html").read_text(encoding="utf-8")
    assert "onclick=alert(4) }" in heading


def test_a_page_keeps_its_sections_and_tables(hostile: Built, built: Built) -> None:
    for path, page in built.pages().items():
        other = hostile.page(path)
        for tag in ("h1", "h2", "table", "tr", "td", "details", "dl"):
            assert [name for name, _ in other.tags].count(tag) == [name for name, _ in page.tags].count(tag), (
                path,
                tag,
            )


def reference(found: CrossRef) -> Markup:
    return Markup("<a>{}</a>").format(found.id)


def test_an_unclosed_fence_stays_inside_its_block() -> None:
    html = text.rich("```\ncode <b>\n\n# not a heading", reference)
    assert "<b>" not in html
    assert "<h1" not in html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "\x01javascript:x",
    ],
)
def test_links_lead_and_never_run(address: str) -> None:
    assert not text.safe(address)


def test_markdown_of_users_works_without_raw_html() -> None:
    html = text.rich("**да** [сайт](https://example.org) [[norm:x]] <u>нет</u>\n\n## Заголовок", reference)
    assert "<strong>да</strong>" in html
    assert '<a href="https://example.org">сайт</a>' in html
    assert "<a>x</a>" in html
    assert "&lt;u&gt;" in html
    assert '<p class="rg-line">Заголовок</p>' in html


def test_a_tooltip_of_a_link_is_text() -> None:
    assert 'title="‹img src=x›"' in text.rich("[x](http://a '<img src=x>')", reference)


def test_a_reference_inside_an_address_leaves_no_markup_there() -> None:
    html = text.rich("[x](http://a/[[norm:y]])", reference)
    assert 'href="http://a/"' in html or "<a>y</a>" in html
    assert '="http://a/<' not in html


def test_pictures_from_elsewhere_become_links() -> None:
    html = text.rich("![схема](https://example.org/a.png) ![своя](a.png)", reference)
    assert '<a href="https://example.org/a.png">схема</a>' in html
    assert 'src="a.png"' in html


@pytest.mark.parametrize(
    "words", ["1. пункт", "- пункт", "+ 7", "# раз", "> два", "=== три", "    код", ": четыре", "12) пять"]
)
def test_plain_text_begins_nothing(words: str) -> None:
    import markdown

    html = markdown.markdown(text.plain(words), extensions=["tables", "def_list", "attr_list", "abbr", "admonition"])
    assert html.startswith("<p>")
    assert html.count("<") == 2


def test_titles_of_the_navigation_survive_unescaping() -> None:
    made = text.title("</title><script>\"x' & <b>")
    import html

    assert "<" not in html.unescape(made)
    assert '"' not in html.unescape(made)


def test_paths_avoid_names_systems_keep(built: Built) -> None:
    assert "documents/_index.html" in built.result.files
    assert (Path(built.site) / "documents/index.html").read_bytes() != (
        built.site / "documents/_index.html"
    ).read_bytes()

"""Finished HTML passes Markdown by: with and without that, a page is the same."""

import pytest
from markdown import Markdown
from markdown.extensions.toc import slugify_unicode

from generator.site.config import EXTENSIONS
from generator.site.engine.raw_blocks import RawBlocks
from tests.generator.site.building import Built

ODD = (
    "<div><p>Незакрытый\n\n## Дальше\n",
    "<p>A & B &amp; C &copy &#169;</p>\n\nтекст",
    '<div markdown="1">\n\n**жирно**\n\n</div>\n',
    "<!-- примечание -->\n\n<p>после</p>\n",
    "<p>раз</p><p>два</p>\n\n<hr>\n\n<p>три</p>",
    "абзац\n<div>сразу под ним</div>\nи дальше\n\n<p>конец</p>",
    "<div>\n\n    отступ\n\n* список\n\n</div>\n\n* настоящий\n",
    "- пункт\n\n    <div>внутри</div>\n\n- ещё\n",
    "```\n<div>код</div>\n```\n\n<div>не код</div>\n",
    "<p>`код` и **звёзды** _подчёркнутые_</p>\n",
    "<div><br><img src='x' alt='y'/><input disabled></div>\n\nx",
    "<script>if (a < b) { c() }</script>\n\n<p>x</p>\n",
    "<div></p></div>\n\n<p>x</p>\n",
    "текст <span>внутри</span> строки\n\n<span>один</span>\n",
    "<p>x</p> хвост\n\n<p>y</p>\n\n\n\n<p>z</p>\n\n",
    "Сноска[^1]\n\n<p>[^1]</p>\n\n[^1]: Вот\n",
    "<table><tr><td>1</td></tr></table>\n\n| а | б |\n|---|---|\n| 1 | 2 |\n",
    "# Заголовок { #tut }\n\n<dl><div><dt>а</dt><dd>б</dd></div></dl>\n\n## Второй { #tam }\n",
    "<div title=\"a > b\">x</div>\n\n<div title='q'>y</div>\n",
    "<DIV>большими</DIV>\n\n<p>x</p>\n",
    '<div><svg viewBox="0 0 1 1" preserveAspectRatio="none"><path d="M0 0"/></svg></div>\n\n**x**\n',
    '<div Markdown="1">\n\n**жирно**\n\n</div>\n\n<div CLASS="a" class="b">x</div>\n',
    "<p>x</p>\n<p>y</p>\n\ntекст\n<p>z</p>",
    "<",
    "<p",
    "",
)


#: What MkDocs makes of the settings: a function by its name.
SETTINGS = {name: {**table} for name, table in EXTENSIONS.items()}
SETTINGS["toc"]["slugify"] = slugify_unicode


def converted(text: str, *, past: bool) -> str:
    names = list(SETTINGS)
    made = Markdown(extensions=[*names, RawBlocks()] if past else names, extension_configs=SETTINGS)
    return made.convert(text)


@pytest.mark.parametrize("text", ODD)
def test_odd_html_is_left_to_markdown(text: str) -> None:
    assert converted(text, past=True) == converted(text, past=False)


@pytest.mark.parametrize("first", ODD[::3])
@pytest.mark.parametrize("second", ODD[1::3])
def test_odd_html_beside_plain_blocks_too(first: str, second: str) -> None:
    text = f"<p>целый</p>\n\n{first}\n\n<ul><li>целый</li></ul>\n\n{second}"
    assert converted(text, past=True) == converted(text, past=False)


def test_every_page_comes_out_the_same(built: Built) -> None:
    pages = sorted((built.root / "build" / "docs").rglob("*.md"))
    laid_aside = 0
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert converted(text, past=True) == converted(text, past=False), page
        laid_aside += text.count("\n<div") > 0
    assert laid_aside > len(pages) // 2

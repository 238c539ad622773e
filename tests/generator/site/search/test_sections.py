"""A built page is cut into places that can be found, and each word weighs what its place is worth."""

from lxml.html import document_fromstring

from generator.site.search import Section, sections

PAGE = """<html><body><nav>меню</nav><article class="md-content__inner md-typeset">
<h1 id="_1">Согласовать скидку<a class="headerlink" href="#_1">#</a></h1>
<p class="rg-lead">Цена меняется на условие</p>
<dl class="rg-facts"><dt>Владелец</dt><dd>Начальник</dd></dl>
<h2 id="shagi">Шаги<a class="headerlink" href="#shagi">#</a></h2>
<ol><li id="shag-1">Откройте заявку</li></ol>
<p>См. <a href="other.html">реестр</a>, там <b>при</b>мер и реестры</p>
<div id="p-1.1"><p class="rg-clause__title">Предел</p><p>Скидки не складываются</p></div>
<p>После пункта</p>
<div data-search-exclude>подвал</div><script>код()</script>
</article></body></html>"""


def cut(page: str = PAGE) -> dict[str, Section]:
    return {one.place: one for one in sections("operations/x.html", document_fromstring(page))}


def test_headings_and_anchored_blocks_are_places_and_a_step_is_not() -> None:
    made = cut()
    assert {place: one.heading for place, one in made.items()} == {
        "": "Согласовать скидку",
        "shagi": "Шаги",
        "p-1.1": "Предел",
    }


def test_text_belongs_to_the_heading_above_it_and_facts_are_found_but_not_shown() -> None:
    made = cut()
    assert made[""].text == "Цена меняется на условие"
    assert "начальник" in made[""].terms
    assert made["shagi"].text.endswith("После пункта")
    assert "складыва" in made["p-1.1"].terms
    assert "складыва" not in made["shagi"].terms


def test_a_denied_word_is_told_from_the_word() -> None:
    assert {"складыва", "!складыва"} <= set(cut()["p-1.1"].terms)


def test_marks_inside_a_word_do_not_part_it_and_menus_feet_and_scripts_are_not_read() -> None:
    whole = {term for one in cut().values() for term in one.terms}
    assert {"меню", "подва", "код"} & whole == set()
    assert "пример" in " ".join(one.text for one in cut().values())


def test_a_mention_of_another_page_weighs_less_than_a_word_of_ones_own() -> None:
    mention = cut("<article class='md-content__inner'><h1>А</h1><p><a href='x.html'>реестр</a> слово</p></article>")[""]
    weights = mention.terms
    assert weights["реестр"] < weights["слов"]


def test_a_page_that_is_no_page_has_nothing_to_find() -> None:
    assert sections("x.html", document_fromstring("<html><body><p>слово</p></body></html>")) == ()

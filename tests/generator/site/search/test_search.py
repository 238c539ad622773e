"""What a newcomer types finds the right page: every set of queries, and answers in the words of the theme."""

import json
from pathlib import Path

import pytest

from generator.site.search import ADDRESS, Section, index
from tests.generator.site.building import Built
from tests.generator.site.search.asking import asked, pages
from tests.generator.site.search.search_box import FIRST, queries, right
from tests.volume import volume

pytestmark = pytest.mark.program("node")


SETS = (
    "queries.txt",
    "blind.txt",
    "third.txt",
    "fourth.txt",
    "fifth.txt",
    "sixth.txt",
    "seventh.txt",
    "eighth.txt",
)


@pytest.mark.parametrize("role", ["", "menedzher"][: volume(2, 1)])
@pytest.mark.parametrize("name", SETS)
def test_the_right_page_is_among_the_first(name: str, role: str, sample: Built) -> None:
    wanted = queries(name)
    answers = asked(sample.site / ADDRESS, wanted, role=role)["answers"]
    first = {query: pages(answer)[:FIRST] for query, answer in zip(wanted, answers, strict=True)}
    missed = {
        query: found for query, found in first.items() if not any(right(page, wanted[query], role) for page in found)
    }
    assert len(wanted) >= 30
    assert len(missed) <= len(wanted) * 0.1, json.dumps(missed, ensure_ascii=False, indent=1)


def test_every_right_page_of_the_sets_is_a_page_of_the_site(sample: Built) -> None:
    every = {page for name in SETS for one in queries(name).values() for page in one}
    stable = {page for page in every if page.count("/") == 1}
    assert {page for page in stable if not (sample.site / f"{page}.html").exists()} == set()


def test_pages_of_the_role_of_the_reader_come_first(built: Built) -> None:
    own = {
        "к кому обратиться": "svyazi",
        "что подписать": "oznakomlenie",
        "мои нормы": "normy",
        "мои документы": "dokumenty",
    }
    # The head of the small company signs nothing and works by no document.
    for role, parts in {"seller": set(own.values()), "boss": {"svyazi", "normy"}}.items():
        wanted = {query: f"roles/{role}/{part}" for query, part in own.items() if part in parts}
        answers = asked(built.site / ADDRESS, wanted, role=role)["answers"]
        assert [pages(answer)[0] for answer in answers] == list(wanted.values())


@pytest.mark.parametrize("role", ["", "seller", "boss"])
def test_a_role_that_is_named_is_the_one_that_is_meant(role: str, built: Built) -> None:
    named = {"с кем работает продавец": "roles/seller/svyazi", "с кем работает начальник": "roles/boss/svyazi"}
    answers = asked(built.site / ADDRESS, named, role=role)["answers"]
    assert [pages(answer)[0] for answer in answers] == list(named.values())


def test_a_question_of_small_words_only_finds_a_page(built: Built) -> None:
    nothing, known = asked(built.site / ADDRESS, ["и если бы", "что мне делать"])["answers"]
    assert nothing["items"] == []
    assert pages(known)[0] == "index"
    assert pages(known)[1].startswith("roles/")


def test_a_question_about_oneself_first_leads_to_where_a_role_is_chosen(built: Built) -> None:
    own = ["с чего начать первый день", "кого спросить", "кто мой руководитель", "что подписать при приёме на работу"]
    for answer in asked(built.site / ADDRESS, own)["answers"]:
        assert pages(answer)[0] == "index"
    for answer in asked(built.site / ADDRESS, own, role="seller")["answers"]:
        assert pages(answer)[0].startswith("roles/seller/")
        assert "index" not in pages(answer)[:FIRST]


def test_the_size_of_a_discount_is_not_the_share_of_deals_that_have_one(sample: Built) -> None:
    for role in ("", "menedzher"):
        answer = asked(sample.site / ADDRESS, ["какую скидку я могу дать"], role=role)["answers"][0]
        assert pages(answer)[0] == "norms/n-skidka"


def test_like_pages_of_many_roles_leave_room_for_others(sample: Built) -> None:
    found = pages(asked(sample.site / ADDRESS, ["зачёт"])["answers"][0])[:FIRST]
    assert any(page.endswith("/proverka") for page in found)
    assert not all(page.endswith("/proverka") for page in found)


def test_a_word_is_found_at_any_length_while_it_is_typed(sample: Built) -> None:
    goal = "operations/provesti-obsledovanie"
    typed = ["обсл", "обследов", "обследование", "обследование с", "обследование скл", "обследование склада"]
    answers = asked(sample.site / ADDRESS, typed)["answers"]
    assert [query for query, answer in zip(typed, answers, strict=True) if goal not in pages(answer)[:FIRST]] == []


def test_an_answer_says_what_was_mended_and_what_is_missing(sample: Built) -> None:
    mended, missing, nothing, empty = asked(sample.site / ADDRESS, ["скдика", "скидка ъюъюъюъю", "ъюъюъюъю", "  "])[
        "answers"
    ]
    assert any(word.startswith("скидк") for word in mended["mended"])
    assert missing["items"][0][0]["terms"]["ъюъюъюъю"] is False
    assert nothing["items"] == empty["items"] == []


def test_results_come_best_first_each_page_once_with_its_places(sample: Built) -> None:
    answer = asked(sample.site / ADDRESS, ["согласовать скидку"])["answers"][0]
    scores = [item[0]["score"] for item in answer["items"]]
    assert scores == sorted(scores, reverse=True)
    assert len(set(pages(answer))) == len(pages(answer))
    for item in answer["items"]:
        assert "#" not in item[0]["location"]
        for place in item[1:]:
            page, _, anchor = place["location"].partition("#")
            assert page == item[0]["location"]
            assert anchor in sample.page(page).ids()


def test_text_of_users_stays_text(sample: Built, tmp_path_factory: pytest.TempPathFactory) -> None:
    evil = '<img src=x onerror="alert(1)"> скидка </script>\u2028'
    made = index([Section.of("x.html", "", evil, evil, {"скидк": 9})], sample.book)
    path = tmp_path_factory.mktemp("evil") / "words.js"
    path.write_bytes(made[0].content)
    item = asked(path, ["скидка"])["answers"][0]["items"][0][0]
    for shown in (item["title"], item["text"]):
        assert "<img" not in shown
        assert "<mark>скидка</mark>" in shown


def test_the_index_is_made_the_same_and_in_letters(sample: Built) -> None:
    text = (sample.site / ADDRESS).read_text(encoding="utf-8")
    assert "скидк" in text
    assert "\\u04" not in text
    theme = json.loads((sample.site / "search/search_index.json").read_text(encoding="utf-8"))
    assert theme["docs"] == []
    assert len(text.encode()) < 2_000_000


def test_a_word_may_be_a_name_every_object_has(built: Built, tmp_path: Path) -> None:
    words = tmp_path / "words.js"
    words.write_bytes(index([Section.of("a.html", "", "Constructor", "", {})], built.book)[0].content)
    assert pages(asked(words, ["constructor"])["answers"][0]) == ["a"]

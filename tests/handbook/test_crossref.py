import pytest

from handbook.crossref import TARGETS, CrossRef, expand, find


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("без ссылок", []),
        ("[[norm:n-1]]", [CrossRef("norm", "n-1", None)]),
        (
            "срок [[norm:n-1]], см. [[document:kp|наше КП]].",
            [CrossRef("norm", "n-1", None), CrossRef("document", "kp", "наше КП")],
        ),
        ("[[ term : kp | кому: «нам» ]]", [CrossRef("term", "kp", "кому: «нам»")]),
        ("[[norm:n-1| ]] и [[norm:n-1|]]", [CrossRef("norm", "n-1", None), CrossRef("norm", "n-1", None)]),
        ("[[norma:n-1]]", [CrossRef("norma", "n-1", None)]),
        ("[[role:роль]]", [CrossRef("role", "роль", None)]),
        # Not references: a wiki link, an unclosed one, a list in a list.
        ("[[страница]] [[norm:n-1] [[norm: ]] [[1, 2]] [norm:n-1]", []),
        ("[[norm:a]][[norm:b]]", [CrossRef("norm", "a", None), CrossRef("norm", "b", None)]),
        ("[[norm:\n  n-1]]", [CrossRef("norm", "n-1", None)]),
    ],
)
def test_references_of_a_text(text: str, found: list[CrossRef]) -> None:
    assert list(find(text)) == found


def test_only_known_kinds_have_a_target() -> None:
    assert [CrossRef(name, "x", None).known_target for name in TARGETS] == list(TARGETS)
    assert CrossRef("person", "x", None).known_target is None
    assert CrossRef("norma", "x", None).known_target is None


def test_expanding_replaces_references_and_nothing_else() -> None:
    text = "Срок [[norm:n-1]] — \\1 [[x]] [[role:rop|он]]\n"
    assert expand(text, lambda reference: f"<{reference.words or reference.id}>") == "Срок <n-1> — \\1 [[x]] <он>\n"


def test_what_is_put_in_is_not_expanded_again() -> None:
    assert expand("[[term:a]]", lambda _: "[[term:a]]") == "[[term:a]]"

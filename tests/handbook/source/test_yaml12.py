import datetime as dt
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError

from handbook.source.yaml12 import MAX_DEPTH, compose, load
from handbook.source.yaml_error import YamlError

ROOT = Path(__file__).parents[3]

#: How a scalar may stand in a document.
PLACES = (
    "{}\n",
    "key: {}\n",
    "- {}\n- last\n",
    "[{}, last]\n",
    "{{key: {}}}\n",
    "{}: value\n",
    "# first\n\nkey:   {}  # why\n",
)

# fmt: off
SCALARS = [
    # What YAML 1.1 would take for booleans.
    "no", "No", "NO", "yes", "Yes", "on", "On", "off", "y", "n", "true", "True", "TRUE", "tRUE", "false",
    "False", "FALSE",
    # Nothing.
    "~", "null", "Null", "NULL", "nULL", "",
    # What YAML 1.1 would take for numbers to the base of sixty.
    "18:00", "09:30", "9:30", "1:20:30", "190:20:30", "190:20:30.15",
    # Whole numbers.
    "0", "-0", "+1", "-1", "00", "010", "-010", "08", "09", "0o17", "0o8", "-0o17", "0x1F", "0xfF", "0x",
    "0xG", "-0x1F",
    "0b101", "+0b11", "0b", "0b2", "1_000", "1__0", "1_", "_1", "_", "0o", "0o1_7", "99999999999999999999999",
    # Fractions.
    "1.0", "1.", "-1.", ".5", "-.5", "+.5", "._5", "1e3", "1E3", "1e+3", "1e-3", "-1e3", "1.e3", "1.5e3", "1.5E-3",
    ".5e3", ".5e+3", "0.0", "-0.0", "1e400", "-1e400", "1_0.5", "1.5_5", "10e", "1e", "e3", "12e03", "1e1_0", ".e3",
    ".inf", "-.inf", "+.inf", ".Inf", ".INF", ".iNF", "inf", "nan", ".nAN", ".", "..", "1..2", "0.1.2",
    # Days and moments.
    "2026-01-31", "2026-1-31", "2026-01-3", "0001-01-01", "9999-12-31", "2024-02-29", "20260131", "2026-01",
    "31.01.2026",
    "2026-01-31T10:00:00", "2026-01-31 10:00:00", "2026-01-31T10:00:00Z", "2026-01-31t10:00:00.5+03:00",
    "2026-01-31 10:00:00 +3", "2026-01-31 10:00:00 -03:30", "2026-1-1 1:00:00", "2026-01-31 10:00",
    # Quantities and other words of regulations.
    "30 d", "8 wh", "25 %", "1 000", "1,5", "1/2", "30 дн", "нет", "да", "привет", "ё", "КП — «срочно»", "a#b",
    "a:b", "1-2",
    "+-1", "--1", "+", "-x", "?x", ":x", "a: b", "😀",
    # Quoted.
    '"no"', "'18:00'", '"010"', '"2026-01-31"', "''", '""', "'it''s'", r'"a\nb"', r'"\u0410\x41\t\\"', '"а\\\n  б"',
    "'две\n  строки'", "две\n  строки",
    # Collections and tags.
    "[]", "{}", "[1, no, 18:00]", "{no: 1}", "[a, [b, {c: d}]]", "!!str 1", "!!str no", '!!int "5"', "!!float 1",
    "!!bool true",
    "!!null ''", "!!timestamp 2026-01-01",
    # Neither reader takes these.
    "*nowhere", "@a", "`a", "%a", '"open', "'open", "[open", "{open", '"a" b', "[1] 2", "a: b: c", "!unknown a",
    "!!int no",
    "!!float no", "2026-02-30", "2026-13-01", "2026-01-31T25:00:00", "!!python/object/apply:os.system [x]",
    '"\\q"', "]", "}",
]
# fmt: on

DOCUMENTS = {
    "block texts": "a: |\n  раз\n   два\n\n  три\nb: >-\n  раз\n  два\n\n  три\nc: |+\n  раз\n\nd: |2\n    раз\n",
    "anchors": "a: &x [1, {b: no}]\nc: *x\nd: {e: *x}\n",
    "merge": "base: &b {x: 1, y: no}\none: {<<: *b, y: 2}\ntwo:\n  <<: *b\n  z: 3\n",
    "merge of many": "a: &a {x: 1}\nb: &b {x: 2, y: 3}\nc:\n  <<: [*a, *b]\n  y: 4\n",
    "merge of a merge, the inner deeper": ("base: &b {k: 1}\na:\n  b:\n    one: &o {<<: *b, k: 2}\ntwo: {<<: *o}\n"),
    "list not indented": "a:\n- 1\n- b: 2\n  c: 3\n-\n  - 4\n",
    "keys of every kind": "no: 1\n18:00: 2\n010: 3\n~: 4\ntrue: 5\n2026-01-31: 6\n1.5: 7\n'': 8\n",
    "comments and blank lines": "# раз\n\na: 1 # два\n\n\n# три\nb:\n  # четыре\n  - 1\n",
    "marked start": "---\na: no\n",
    "marked version": "%YAML 1.2\n---\na: no\n",
    "explicit end": "a: 1\n...\n",
    "byte order mark": "\ufeffa: 1\n",
    "windows line ends": "a: 1\r\nb:\r\n  - |\r\n    раз\r\n    два\r\n",
    "old mac line ends": "a: 1\rb: 2\r",
    "no line end": "a: 1",
    "nothing": "",
    "only a comment": "# ничего\n",
    "two documents": "a: 1\n---\nb: 2\n",
    "question mark": "? a\n: 1\n",
}


def by_ruamel(text: str) -> Any:  # noqa: ANN401 - whatever the text holds
    """The reader to agree with: slow, careful, YAML 1.2; nothing else when it refuses the text."""
    reader = YAML(typ="safe", pure=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return reader.load(text)
    except DuplicateKeyError:
        return Refused
    except Exception:  # noqa: BLE001 - ruamel raises whatever went wrong inside
        return Refused


def by_us(text: str) -> Any:  # noqa: ANN401 - whatever the text holds
    try:
        data, duplicates = load(text)
    except YamlError:
        return Refused
    return Refused if duplicates else data


class Refused:
    """Neither data nor nothing: the reader would not take the text."""


def exact(value: object) -> object:
    """A value that equals only the same value of the same types in the same order."""
    if isinstance(value, dict):
        return ("dict", [(exact(key), exact(item)) for key, item in value.items()])
    if isinstance(value, list):
        return ("list", [exact(item) for item in value])
    if isinstance(value, dt.datetime):
        # The two name the zone of «Z» differently; the moment is what counts.
        return ("datetime", value.replace(tzinfo=None), value.utcoffset())
    return (type(value).__name__, repr(value))


def assert_agree(text: str) -> None:
    assert exact(by_us(text)) == exact(by_ruamel(text)), text


#: What ruamel makes sense of and we refuse aloud: keys that are no text, a colon in front inside brackets.
STRICTER = {"[]: value\n", "[1, no, 18:00]: value\n", ": value\n", "[:x, last]\n", "{key: :x}\n"}


def assert_no_contradiction(text: str) -> None:
    """Where both readers take a text, they take it to mean the same."""
    ours, theirs = by_us(text), by_ruamel(text)
    if Refused not in (ours, theirs):
        assert exact(ours) == exact(theirs), text


@pytest.mark.parametrize("place", PLACES)
def test_scalars_mean_what_ruamel_says(place: str) -> None:
    for scalar in SCALARS:
        text = place.format(scalar)
        if text in STRICTER:
            assert by_us(text) is Refused
        else:
            assert_agree(text)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_mean_what_ruamel_says(name: str) -> None:
    assert_agree(DOCUMENTS[name])


def test_the_sample_means_what_ruamel_says() -> None:
    sources = sorted((ROOT / "regulations").rglob("*.yaml"))
    assert len(sources) > 10
    for path in sources:
        text = path.read_text(encoding="utf-8")
        assert by_us(text) is not Refused, path
        assert_agree(text)


plain = st.one_of(
    st.sampled_from(SCALARS),
    st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=12),
    st.from_regex(r"[-+]?[0-9.:exobT -]{1,12}", fullmatch=True),
)
value = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.dates(), plain),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=6), inner, max_size=4)),
    max_leaves=12,
)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(plain)
@example("1_")
def test_any_plain_scalar_means_what_ruamel_says(scalar: str) -> None:
    text = f"key: {scalar}\n"
    if not any(odd in text for odd in UNLIKE):
        assert_no_contradiction(text)


#: Where ruamel is at odds with YAML 1.2: a lone «=» or «!», the line ends of 1.1, a byte order mark inside the text.
UNLIKE = ("=", "!", "\x85", "\u2028", "\u2029", "\ufeff")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(value)
def test_what_ruamel_writes_we_read(data: object) -> None:
    from io import StringIO

    stream = StringIO()
    writer = YAML(typ="safe", pure=True)
    writer.allow_unicode = True
    writer.dump({"data": data}, stream)
    assert_no_contradiction(stream.getvalue())


BROKEN = [
    ("title: КП: отправить\n", 1, 10, "двоеточие там, где его не ждали"),
    ("a: 1\n  b: 2\n", 2, 4, "двоеточие там, где его не ждали"),
    ("a: 1\nbcd\ne: 2\n", 2, 1, "после ключа нет двоеточия"),
    ("a:\n  b: 1\n c: 2\n", 3, 2, "нарушен отступ или не закрыты кавычки"),
    ('a: "x" y\n', 1, 8, "нарушен отступ или не закрыты кавычки"),
    ("a:\n  - 1\n  b: 2\n", 3, 3, "в списке строка без «- »"),
    ("a: - 1\n", 1, 4, "список начат там, где ждали значение"),
    ("a:\n\tb: 1\n", 2, 1, "недопустимый знак в начале значения"),
    ("a: @x\n", 1, 4, "недопустимый знак в начале значения"),
    ("a: %x\n", 1, 4, "недопустимый знак в начале значения"),
    ('a: 1\nb: "x\nc: 2\n', 2, 4, "файл оборвался: не закрыты кавычки или скобка"),
    ("a: [1, 2\nb: 3\n", 2, 2, "в списке [ ] или { } пропущена запятая или скобка"),
    ("a: {b: 1\n", 2, 1, "в списке [ ] или { } пропущена запятая или скобка"),
    ("a: *b\n", 1, 4, "ссылка * на метку, которой нет"),
    ("a: &\n", 1, 5, "после & или * ждали имя метки"),
    ("a: |x\n  b\n", 1, 5, "после | или > в той же строке стоит текст"),
    ("a: 1\n---\nb: 2\n", 2, 1, "в файле несколько документов YAML"),
    ("a: 1\n...\nb: 2\n", 3, 1, "в файле несколько документов YAML"),
    ('a: "\\q"\n', 1, 5, "неизвестное сочетание с обратной косой чертой"),
    ('a: "\\uZZZZ"\n', 1, 7, "после \\x, \\u или \\U ждали код знака"),
    ("a: !!python/object/apply:os.system [x]\n", 1, 4, "неизвестная пометка !"),
    ("a: !x 1\n", 1, 4, "неизвестная пометка !"),
    ("a: !!int [1]\n", 1, 4, "неизвестная пометка !"),
    ("? [a]\n: 1\n", 1, 3, "ключом может быть только текст"),
    ("a: 1\n<<: 5\n", 2, 5, "после << ждали метку записи"),
    ("a: 2026-02-30\n", 1, 4, "«2026-02-30» — такой даты или времени не бывает"),
    ("a: !!bool maybe\n", 1, 4, "«maybe» — не true и не false"),
    ("a: !!timestamp soon\n", 1, 4, "«soon» — такой даты или времени не бывает"),
    ("a: 1\nb: x\x00y\n", 2, 5, "в тексте есть управляющий знак"),
    ("a: 1\nb: x\x07y\n", 2, 5, "в тексте есть управляющий знак"),
    ("а: б\x1b[31m\n", 1, 5, "в тексте есть управляющий знак"),
]


@pytest.mark.parametrize(("text", "line", "column", "message"), BROKEN)
def test_a_broken_text_says_where_and_what_in_russian(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(YamlError) as caught:
        load(text)
    problem = caught.value
    assert (problem.line, problem.column, problem.message) == (line, column, message)
    assert problem.tip


def test_no_message_quotes_a_huge_value() -> None:
    with pytest.raises(YamlError) as caught:
        load(f"a: {'9' * 5000}\n")
    assert caught.value.message == f"«{'9' * 60}…» — не целое число"


def test_duplicate_keys_are_told_in_order_and_do_not_stop_the_reading() -> None:
    data, problems = load("a: 1\nb:\n  c: 2\n  c: 3\na: 4\na: 5\n")
    assert data == {"a": 5, "b": {"c": 3}}
    assert [(item.line, item.column, item.message) for item in problems] == [
        (4, 3, "ключ «c» повторяется: первый раз он стоит в строке 3"),
        (5, 1, "ключ «a» повторяется: первый раз он стоит в строке 1"),
        (6, 1, "ключ «a» повторяется: первый раз он стоит в строке 1"),
    ]


def test_a_key_that_overrides_a_merged_one_is_no_duplicate() -> None:
    assert load(DOCUMENTS["merge of a merge, the inner deeper"])[1] == ()


@pytest.mark.parametrize("text", ["a: &x [*x]\n", "a: &x\n  b: *x\n", "&x\n- - *x\n"])
def test_a_text_that_holds_itself_is_refused(text: str) -> None:
    with pytest.raises(YamlError, match="бесконечная"):
        load(text)


def test_a_bomb_of_aliases_is_refused() -> None:
    rows = ["a: &a [" + "x, " * 10 + "]"]
    rows += [f"{new}: &{new} [" + f"*{old}, " * 10 + "]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    with pytest.raises(YamlError, match="слишком большой") as caught:
        load("\n".join(rows))
    assert caught.value.line == 6


@pytest.mark.parametrize("nest", ["[{}]", "{{a: {}}}", "- {}", "? {}"])
def test_depth_has_an_end(nest: str) -> None:
    opening, _, closing = nest.format("x").partition("x")
    deep = opening * MAX_DEPTH + "x" + closing * MAX_DEPTH + "\n"
    if opening != "? ":
        load(deep)
    with pytest.raises(YamlError):
        load(opening * 2 + deep.rstrip("\n") + closing * 2)
    # So deep that the C parser would run out of stack before there is a node to look at.
    with pytest.raises(YamlError):
        load(opening * 300_000 + "x" + closing * 300_000)


def test_a_long_flat_file_is_not_taken_for_a_deep_one() -> None:
    data, _ = load("a:\n" + "  - {b: [1, 2], c: -1}\n" * 4000)
    assert len(data["a"]) == 4000


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("ab: -[]{},#&*!|>'\"%@?\n\t\r0189.\\«ё\x00\x07\ufeff~<"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        data, _ = load(text)
    except YamlError:
        return
    # What was read can also be located: the same text gives a tree exactly when it gave data or an empty value.
    assert compose(text) is not None or data is None

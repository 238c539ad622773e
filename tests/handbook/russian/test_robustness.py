import subprocess
import sys

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook import russian

LETTERS = "абвеийклмнорстья АБИ.,-—«»\"'()/:;№1ёЁ \u00a0\nqZ"
WORDS = ["менеджер", "по", "продажам", "и", "(хантер)", "«А»", "старший", "отдела", "-", "при", "лид-", "не", "звоните"]
TEXT = (
    st.text(max_size=30)
    | st.text(alphabet=LETTERS, max_size=30)
    | st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
)
CASES = st.sampled_from(list(russian.Case))
fast = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@fast
@given(TEXT, CASES, st.sampled_from([None, "sing", "plur"]))
def test_inflect_never_raises(text: str, case: russian.Case, number: str | None) -> None:
    result = russian.inflect(text, case, number=number and russian.Number(number))
    assert isinstance(result.text, str)
    if case is russian.Case.NOMINATIVE and number is None:
        assert result.text == text


@fast
@given(TEXT, CASES, st.sampled_from([None, "м", "ж"]))
def test_names_never_raise(text: str, case: russian.Case, gender: str | None) -> None:
    assert isinstance(russian.inflect_name(text, case, gender).text, str)
    assert isinstance(russian.initials(text), str)
    assert isinstance(russian.surname_initials(text), str)


@fast
@given(TEXT)
def test_verbs_never_raise(text: str) -> None:
    assert isinstance(russian.to_infinitive(text).text, str)
    assert isinstance(russian.is_infinitive(text), bool)
    assert russian.aspect(text) in {"perf", "impf", None}


@fast
@given(TEXT)
def test_text_functions_are_idempotent(text: str) -> None:
    assert russian.sentence(russian.sentence(text)) == russian.sentence(text)
    assert russian.clause(russian.clause(text)) == russian.clause(text)
    assert russian.typography(russian.typography(text)) == russian.typography(text)
    assert russian.normalise(russian.normalise(text)) == russian.normalise(text)
    russian.suggest(text, [text, "менеджер"])


@fast
@given(st.integers() | st.decimals() | st.floats())
def test_numbers_never_raise(value: float) -> None:
    assert russian.format_number(value)
    assert russian.percent(value)
    assert russian.plural(value, "день", "дня", "дней")


def test_every_public_name_is_there() -> None:
    for name in russian.__all__:
        assert getattr(russian, name) is not None
    assert callable(russian.inflect)


def test_import_loads_no_dictionary() -> None:
    code = (
        "import sys; before = set(sys.modules); import handbook.russian; "
        "new = set(sys.modules) - before; assert len(new) <= 2, new; "
        "import handbook.russian.text, handbook.russian.inflection, handbook.russian.names, handbook.russian.verbs; "
        "assert 'pymorphy3' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

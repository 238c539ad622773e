"""Russian for documents: cases, names, numbers, dates and typesetting.

Names are loaded on first use: importing the package itself costs nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from handbook.russian.cases import Case, Gender, Inflected, Number
    from handbook.russian.dates import (
        date_quoted,
        date_short,
        date_words,
        month_name,
        month_period,
        quarter_period,
        week_period,
        year_period,
    )
    from handbook.russian.gender import detect_gender
    from handbook.russian.inflection import inflect
    from handbook.russian.letters import upper_first
    from handbook.russian.names import (
        FullName,
        decline_person,
        inflect_name,
        initials,
        parse_name,
        surname_initials,
    )
    from handbook.russian.numbers import NBSP, counted, format_number, money, percent, plural
    from handbook.russian.prepositions import about, along_with, with_about
    from handbook.russian.text import clause, lower_first, normalise, sentence, sentences, suggest
    from handbook.russian.typography import typography
    from handbook.russian.verbs import aspect, is_infinitive, to_duty, to_infinitive

_HOMES = {
    "cases": "Case Gender Inflected Number",
    "dates": "date_quoted date_short date_words month_name month_period quarter_period week_period year_period",
    "gender": "detect_gender",
    "inflection": "inflect",
    "letters": "upper_first",
    "names": "FullName decline_person inflect_name initials parse_name surname_initials",
    "numbers": "NBSP counted format_number money percent plural",
    "prepositions": "about along_with with_about",
    "text": "clause lower_first normalise sentence sentences suggest",
    "typography": "typography",
    "verbs": "aspect is_infinitive to_duty to_infinitive",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = [
    "NBSP",
    "Case",
    "FullName",
    "Gender",
    "Inflected",
    "Number",
    "about",
    "along_with",
    "aspect",
    "clause",
    "counted",
    "date_quoted",
    "date_short",
    "date_words",
    "decline_person",
    "detect_gender",
    "format_number",
    "inflect",
    "inflect_name",
    "initials",
    "is_infinitive",
    "lower_first",
    "money",
    "month_name",
    "month_period",
    "normalise",
    "parse_name",
    "percent",
    "plural",
    "quarter_period",
    "sentence",
    "sentences",
    "suggest",
    "surname_initials",
    "to_duty",
    "to_infinitive",
    "typography",
    "upper_first",
    "week_period",
    "with_about",
    "year_period",
]


def __getattr__(name: str) -> object:
    """Load a name from its module and remember it."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value

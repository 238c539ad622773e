"""The Russian template language: tags as HR reads them, and values reachable only by their Russian names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from generator.word import words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from jinja2.sandbox import SandboxedEnvironment

_TAG = re.compile(r"\{%(-?)\s*(.*?)\s*(-?)%\}", re.DOTALL)
#: A loop without its braces: the variable, and what it goes over.
LOOP = re.compile(r"(?:для|for)\s+(\w+)\s+(?:в|из|in)\s+(.+)", re.DOTALL)
_WORDS = {"и": "and", "или": "or", "не": "not"}
#: A text in quotation marks, which is data, or one of those words.
_WORD = re.compile(r"\"[^\"]*\"|'[^']*'|\b(?:и|или|не)\b")


@dataclass(frozen=True, slots=True)
class Named:
    """How a field is called in a template, and what it holds, for the list of names HR reads."""

    name: str
    about: str


@cache
def names(record: type) -> Mapping[str, tuple[str, Named]]:
    """Fields of a record by their Russian names: the attribute and its description."""
    found: dict[str, tuple[str, Named]] = {}
    for attribute, hint in get_type_hints(record, include_extras=True).items():
        for mark in getattr(hint, "__metadata__", ()):
            if isinstance(mark, Named):
                found[mark.name] = (attribute, mark)
    return found


def records(record: type) -> Iterator[type]:
    """A record and those its fields hold, however deep."""
    yield record
    for hint in get_type_hints(record).values():
        inner, _ = held(hint)
        if inner is not None:
            yield from records(inner)


def held(hint: object) -> tuple[type | None, bool]:
    """The record a field holds, and whether it holds a list of them."""
    parts = get_args(hint) or (hint,)
    found = [part for part in parts if isinstance(part, type) and names(part)]
    return (found[0] if found else None), Ellipsis in parts


def values(record: DataclassInstance) -> dict[str, object]:
    """The fields of a record by their Russian names: what a template starts from."""
    return {name: getattr(record, attribute) for name, (attribute, _) in names(type(record)).items()}


def translate(source: str) -> str:
    """Rewrite Russian tags as Jinja's: ``для X в Y``, ``если``, ``иначе``, ``иначе если``, ``конец``."""
    opened: list[str] = []

    def tag(match: re.Match[str]) -> str:
        before, body, after = match.groups()
        return f"{{%{before} {_statement(body, opened)} {after}%}}"

    return _TAG.sub(tag, source)


def _statement(body: str, opened: list[str]) -> str:
    loop = LOOP.fullmatch(body)
    if loop:
        opened.append("endfor")
        return f"for {loop[1]} in {loop[2]}"
    head, _, rest = body.replace("\u00a0", " ").partition(" ")
    if head in {"если", "if"}:
        opened.append("endif")
        return f"if {condition(rest)}"
    if head == "иначе":
        inner, _, rest_of = rest.partition(" ")
        return f"elif {condition(rest_of)}" if inner == "если" else "else"
    if head == "конец" and not rest:
        return opened.pop() if opened else "конец"
    if head in {"endfor", "endif"} and opened:
        opened.pop()
    return body


def condition(text: str) -> str:
    """A condition as Jinja writes it: «и», «или», «не» are and, or, not."""
    return _WORD.sub(lambda match: _WORDS.get(match[0], match[0]), text)


@cache
def environment() -> SandboxedEnvironment:
    """The environment of Word templates: strict, escaping, with records open only by their Russian names."""
    from jinja2 import StrictUndefined, Undefined
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import SandboxedEnvironment

    class Environment(SandboxedEnvironment):
        """Reads fields of typed records by their Russian names and nothing else of anything."""

        def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - the signature is Jinja's
            if isinstance(obj, LoopContext):
                return super().getattr(obj, attribute)
            return self.getitem(obj, attribute)

        def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 - the signature is Jinja's
            if isinstance(obj, tuple) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
                return obj[argument]
            if isinstance(obj, Undefined):
                str(obj)  # raises, and names what is missing rather than a field of it
            known = names(type(obj)) if is_dataclass(obj) and not isinstance(obj, type) else {}
            if argument in known:
                return getattr(obj, known[argument][0])
            return self.undefined(obj=obj, name=argument)

    made = Environment(autoescape=True, undefined=StrictUndefined, finalize=_printable)
    made.globals.clear()
    made.filters.update(filters())
    return made


class NotTextError(Exception):
    """A template prints a list or a record where only text can stand."""


def _printable(value: object) -> object:
    from jinja2 import Undefined

    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return words.digits(value)
    if isinstance(value, str | int | words.Title | Undefined):
        return value
    raise NotTextError


def filters() -> dict[str, Callable[..., object]]:
    """Filters of Word templates by their Russian names."""
    return {
        "им": words.nominative,
        "род": words.genitive,
        "дат": words.dative,
        "вин": words.accusative,
        "тв": words.instrumental,
        "пр": words.prepositional,
        "прописная": words.upper,
        "строчная": words.lower,
        "кавычки": words.quoted,
        "цифрами": words.digits,
        "словами": words.in_words,
        "пункт": words.item,
        "предложение": words.full_sentence,
    }

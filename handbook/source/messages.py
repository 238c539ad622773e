"""What a validation error means, in Russian, with a way to mend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from handbook.model.base import Target
from handbook.russian.numbers import counted
from handbook.russian.text import lower_first, suggest
from handbook.source.control import ControlCharacter
from handbook.source.yaml12 import Pointer

#: How pydantic ends the way to a key of a mapping, as against the value under it.
_OF_A_KEY = "[key]"
#: What the keys that choose a record are called, after «неизвестный» and after «Добавьте … —».
_TAGS: dict[str, tuple[str, str]] = {
    "kind": ("вид", "вид нормы"),
    "measure": ("показатель", "показатель из справочника"),
}
#: How it names a member of a union; the key above it is what the author knows.
_MEMBER = "constrained-str"


@dataclass(frozen=True, slots=True)
class Message:
    """A readable mistake.

    Attributes:
        code: Stable name of the mistake.
        text: What is wrong, without a final full stop.
        tip: How to mend it.
        on_key: Whether the key, not its value, is the place to show.
        meant: What stands where the identifier of a record belongs: the kind of record, and the text.
    """

    code: str
    text: str
    tip: str | None = None
    on_key: bool = False
    meant: tuple[Target, str] | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """One error with what the messages need: the key, the value as written, keys and values it may have, context."""

    key: str
    given: object
    known: Mapping[str, str]
    choices: Sequence[str]
    context: Mapping[str, Any]
    text: str

    @property
    def shown(self) -> str:
        return _short(self.given)


def _unknown_key(case: _Case) -> Message:
    hint = suggest(case.key, list(case.known))
    tip = f"Возможно, вы имели в виду «{hint}»" if hint else f"Здесь бывают: {', '.join(case.known)}"
    return Message("unknown-key", f"неизвестный ключ «{case.key}»", tip, on_key=True)


def _missing_key(case: _Case) -> Message:
    title = case.known.get(case.key)
    tip = f"Добавьте строку «{case.key}: …»{f' — {lower_first(title)}' if title else ''}{_allowed(case)}"
    return Message("missing-key", f"нет обязательного ключа «{case.key}»", tip, on_key=True)


def _wrong_choice(case: _Case) -> Message:
    expected = str(case.context.get("expected", "")).replace(" or ", ", ").replace("'", "")
    hint = suggest(str(case.given), [part.strip() for part in expected.split(",")])
    tip = f"Возможно, вы имели в виду «{hint}»" if hint else None
    return Message("wrong-value", f"«{case.shown}» — недопустимое значение ключа «{case.key}»; бывает: {expected}", tip)


def _wrong_kind(case: _Case) -> Message:
    expected = str(case.context.get("expected_tags", "")).replace("'", "")
    tag = str(case.context.get("tag", ""))
    hint = suggest(tag, [part.strip() for part in expected.split(",")])
    tip = f"Возможно, вы имели в виду «{hint}»" if hint else f"Бывают: {expected}"
    return Message("wrong-value", f"неизвестный {_TAGS[_tag_key(case.context)][0]} «{_short(tag)}»", tip)


def _no_kind(case: _Case) -> Message:
    key = _tag_key(case.context)
    tip = f"Добавьте «{key}: …» — {_TAGS[key][1]}{_allowed(case)}"
    return Message("missing-key", f"нет обязательного ключа «{key}»", tip)


def _allowed(case: _Case) -> str:
    return f"; бывает: {', '.join(case.choices)}" if case.choices else ""


def _tag_key(context: Mapping[str, Any]) -> str:
    """The key whose value chooses a member of a union."""
    return str(context["discriminator"]).strip("'")


def _no_node_kind(_case: _Case) -> Message:
    tip = "Начните узел одним из ключей: start, operation, gateway, event, process, end"
    return Message("missing-key", "узел без вида", tip)


def _wrong_id(case: _Case) -> Message:
    tip = "Идентификатор — строчные латинские буквы, цифры и дефис: prinyat-zapros"
    return Message("wrong-value", f"«{case.shown}» не годится в идентификаторы", tip)


def called_tip(name: str) -> str:
    """What to do about a title that stands where an identifier belongs.

    Args:
        name: The identifier of the record that has the title.
    """
    return f"Это название, а нужен идентификатор: «{name}»"


def _out_of_range(case: _Case) -> Message:
    (sign, border), *_ = case.context.items()
    word = {"ge": "не меньше", "gt": "больше", "le": "не больше", "lt": "меньше"}.get(sign, "в пределах")
    return Message("wrong-value", f"значение ключа «{case.key}» должно быть {word} {border:g}")


def _own_message(case: _Case) -> Message:
    return Message("wrong-value", f"ключ «{case.key}»: {case.text}")


def _disagreement(case: _Case) -> Message:
    return Message("wrong-value", str(case.context["words"]), case.context["tip"])


def _too_long(case: _Case) -> Message:
    limit = int(case.context["max_length"])
    length = counted(len(str(case.given)), "знак", "знака", "знаков")
    text = f"ключ «{case.key}»: {length}, а можно не больше {limit}"
    return Message("wrong-value", text, "Сократите значение")


def _empty(case: _Case) -> Message:
    if isinstance(case.given, list | tuple):
        return Message("wrong-value", f"ключ «{case.key}»: список пуст", "Впишите хотя бы одно значение")
    return Message("wrong-value", f"ключ «{case.key}»: значение пусто", "Впишите значение или уберите ключ")


def _too_few(key: str) -> Message:
    return Message("wrong-value", f"ключ «{key}»: в списке не хватает значений", "Нужна пара: [первое, второе]")


def _not_list(case: _Case) -> Message:
    needed = "нужен список: каждая строка начинается с «- »"
    if case.given is None:
        empty = "Впишите значения, каждое с новой строки после «- », или уберите ключ"
        return Message("wrong-type", f"ключ «{case.key}»: значение пусто, а {needed}", empty)
    one = isinstance(case.given, str | int | float)
    tip = f"Если значение одно, поставьте скобки: «{case.key}: [{case.shown}]»" if one else None
    return Message("wrong-type", f"ключ «{case.key}»: {needed}, а записано «{case.shown}»", tip)


def _not_text(case: _Case) -> Message:
    if case.key == _OF_A_KEY:
        tip = f'Возьмите ключ в кавычки: "{case.shown}"'
        return Message("wrong-type", f"ключ «{case.shown}» — не текст", tip, on_key=True)
    if case.given is None:
        return Message(
            "wrong-type", f"ключ «{case.key}»: значение пусто, а нужен текст", "Впишите текст или уберите ключ"
        )
    if isinstance(case.given, list | dict):
        tip = "Запишите один текст: без скобок и без «- »"
        return Message("wrong-type", f"ключ «{case.key}»: нужен текст, а записано «{case.shown}»", tip)
    return Message("wrong-type", f"ключ «{case.key}»: нужен текст", f'Возьмите значение в кавычки: "{case.shown}"')


_HANDLERS: dict[str, Callable[[_Case], Message]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "literal_error": _wrong_choice,
    "enum": _wrong_choice,
    "union_tag_invalid": _wrong_kind,
    "union_tag_not_found": _no_kind,
    "flow_node": _no_node_kind,
    "string_pattern_mismatch": _wrong_id,
    "greater_than_equal": _out_of_range,
    "greater_than": _out_of_range,
    "less_than_equal": _out_of_range,
    "less_than": _out_of_range,
    "quantity": _own_message,
    "timezone": _own_message,
    "written_out": _own_message,
    "date_format": _own_message,
    "disagreement": _disagreement,
    "string_type": _not_text,
    "tuple_type": _not_list,
    "list_type": _not_list,
    "string_too_long": _too_long,
    "string_too_short": _empty,
    "too_short": _empty,
}

_NEEDED: dict[str, str] = {
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "нужно целое число"),
    **dict.fromkeys(("float_type", "float_parsing"), "нужно число"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "нужно true или false"),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing"), "нужна дата вида 2026-01-31"),
    "date_from_datetime_inexact": "нужна дата без времени",
    **dict.fromkeys(("time_type", "time_parsing"), "нужно время вида 09:30"),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), "нужны пары «ключ: значение»"),
    "too_long": "список слишком длинный",
    "recursion_loop": "описание ссылается само на себя",
}


def control_character(sign: ControlCharacter) -> Message:
    """What a character that no text may hold means."""
    key = next((step for step in reversed(sign.pointer) if isinstance(step, str)), "")
    where = "в названии ключа" if sign.in_key else f"ключ «{_short(key)}»: в тексте"
    tip = "Удалите его; в двойных кавычках обратную косую черту удваивайте или возьмите текст в одинарные"
    return Message("wrong-value", f"{where} управляющий знак {sign.name}", tip, on_key=sign.in_key)


def pointer(error: ErrorDetails) -> Pointer:
    """Where in the data of the file an error is, without the steps that only validation knows."""
    steps = (*(step for step in error["loc"] if step != _OF_A_KEY), *error.get("ctx", {}).get("at", ()))
    return (*steps, _tag_key(error["ctx"])) if error["type"] == "union_tag_invalid" else steps


def missing(error: ErrorDetails) -> Pointer:
    """Where the key would stand that an error says is missing; empty when it says something else."""
    if error["type"] == "union_tag_not_found":
        return (*pointer(error), _tag_key(error["ctx"]))
    return pointer(error) if error["type"] == "missing" else ()


def explain(error: ErrorDetails, known_keys: Mapping[str, str], choices: Sequence[str] = ()) -> Message:
    """Turn one pydantic error into a message.

    Args:
        error: The error.
        known_keys: Keys the record around the error understands, with their titles.
        choices: Values of the missing key, when it takes only some.
    """
    about_key = error["type"] in ("extra_forbidden", "missing")
    if error["type"] == "missing" and isinstance(error["loc"][-1], int):
        return _too_few([str(part) for part in error["loc"] if isinstance(part, str)][-1])
    named = [str(part) for part in error["loc"] if about_key or isinstance(part, str)]
    if named[-1:] == [_MEMBER]:
        named.pop()
    case = _Case(
        key=named[-1] if named else "",
        given=error["input"],
        known=known_keys,
        choices=choices,
        context=error.get("ctx", {}),
        text=error["msg"],
    )
    handler = _HANDLERS.get(error["type"])
    if handler:
        return handler(case)
    needed = _NEEDED.get(error["type"], error["msg"])
    return Message("wrong-type", f"ключ «{case.key}»: {needed}, а записано «{case.shown}»")


def _short(value: object, limit: int = 60) -> str:
    text = " ".join(_flow(value).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _flow(value: object) -> str:
    """A value as a source would write it on one line."""
    if isinstance(value, list):
        return f"[{', '.join(_flow(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_flow(key)}: {_flow(item)}' for key, item in value.items())}}}"
    return "" if value is None else str(value)

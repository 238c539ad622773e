"""How a value of the sources looks in a cell, and what a cell means as a value."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from typing import Any, Protocol

from handbook.model.base import ID_PATTERN, Target

_SPLIT = re.compile(r"[,;\n]")
_CLAUSE = re.compile(r"(?P<document>\S.*?)(?:,?\s+п(?:ункт)?\.?\s*(?P<clause>\S+))?")
_BROKEN_LINE = re.compile(r"_x000D_|\r")


class CellError(ValueError):
    """A cell says nothing its column could mean; the text says in Russian what is wrong, the tip how to mend it."""

    def __init__(self, message: str, tip: str) -> None:
        super().__init__(message)
        self.message = message
        self.tip = tip


@dataclass(frozen=True)
class Names:
    """Identifiers, titles and short titles of the records that cells may name.

    Letter case, «ё» and what blanks are made of make no difference to a title.
    """

    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    shorts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def resolve(self, target: Target, text: str) -> str:
        """The identifier a cell means, which may name a record by its title; the text itself when none or many fit."""
        known = self.titles.get(target, {})
        if text in known:
            return text
        wanted = _folded(text)
        shorts = self.shorts.get(target, {})
        found = [
            name
            for name, title in known.items()
            if wanted in {_folded(word) for word in (name, title, shorts.get(name, "")) if word}
        ]
        return found[0] if len(found) == 1 else text

    def reference(self, target: Target, text: str) -> str:
        """The identifier a cell means; a title that names no record, or several, is no identifier.

        Raises:
            CellError: The text can be no identifier of a record.
        """
        found = self.resolve(target, text)
        known = self.titles.get(target, {})
        if found in known or not known or re.fullmatch(ID_PATTERN, found):
            return found
        close = get_close_matches(_folded(text), {_folded(title): name for name, title in known.items()}, n=1)
        hint = next((title for title in known.values() if close and _folded(title) == close[0]), None)
        same = [name for name, title in known.items() if _folded(title) == _folded(text)]
        if same:
            raise CellError(f"«{text}» называет несколько записей", f"Впишите идентификатор: {', '.join(same)}")
        tip = f"Возможно, вы имели в виду «{hint}»" if hint else "Выберите название или идентификатор из списка"
        raise CellError(f"«{text}» — такой записи нет", tip)


class Codec(Protocol):
    """A way to show a value and to read it back."""

    def show(self, value: Any) -> str:  # noqa: ANN401 - YAML data of any shape
        """The value as a cell shows it; empty for none."""
        ...

    def read(self, text: str, old: Any, names: Names) -> Any:  # noqa: ANN401 - YAML data of any shape
        """The value a cell means; the text is tidied and not empty.

        Raises:
            CellError: It means nothing here.
        """
        ...


def tidied(text: str | None) -> str:
    """A cell without what programs add: ends of lines of Windows, blanks at ends of lines, blank lines around."""
    lines = _BROKEN_LINE.sub("", text or "").split("\n")
    return "\n".join(line.rstrip(" \t\u00a0") for line in lines).strip(" \t\n\u00a0")


@dataclass(frozen=True)
class Text:
    """Text of any length."""

    def show(self, value: Any) -> str:  # noqa: ANN401 - YAML data of any shape
        """The text."""
        return "" if value is None else str(value)

    def read(self, text: str, old: Any, names: Names) -> Any:  # noqa: ANN401, ARG002 - one protocol for all
        """The text."""
        return text


TEXT = Text()


@dataclass(frozen=True)
class Lines:
    """Several texts, one a line."""

    def show(self, value: Any) -> str:  # noqa: ANN401 - YAML data of any shape
        """A line for each."""
        return "\n".join(_one_line(item) for item in value) if isinstance(value, list) else str(value or "")

    def read(self, text: str, old: Any, names: Names) -> Any:  # noqa: ANN401, ARG002 - one protocol for all
        """A text for each line that is not blank; those that were there stay as they were written."""
        before = {_one_line(item): item for item in old} if isinstance(old, list) else {}
        return [before.get(line, line) for part in text.split("\n") if (line := part.strip())]


@dataclass(frozen=True)
class Whole:
    """A whole number."""

    def show(self, value: Any) -> str:  # noqa: ANN401 - YAML data of any shape
        """The number."""
        return "" if value is None else str(value)

    def read(self, text: str, old: Any, names: Names) -> Any:  # noqa: ANN401 - one protocol for all
        """The number, with or without a decimal part of zeros."""
        number = Number().read(text, old, names)
        if number != int(number):
            raise CellError(f"«{text}» — не целое число", "Напишите целое число цифрами")
        return int(number)


@dataclass(frozen=True)
class Number:
    """A number.

    Attributes:
        percent: Whether it counts percents: «5%» is 5 then, and nothing else.
    """

    percent: bool = False

    def show(self, value: Any) -> str:  # noqa: ANN401 - YAML data of any shape
        """The number, whole ones without a decimal part."""
        whole = isinstance(value, float) and value.is_integer()
        return "" if value is None else str(int(value) if whole else value)

    def read(self, text: str, old: Any, names: Names) -> Any:  # noqa: ANN401, ARG002 - one protocol for all
        """The number; a decimal comma is taken too."""
        try:
            bare = text.removesuffix("%") if self.percent else text
            number = float("".join(bare.replace(",", ".").split()))
            return int(number) if number == int(number) else number
        except (ValueError, OverflowError):
            raise CellError(f"«{text}» — не число", "Напишите число цифрами, например 4 или 2,5") from None


@dataclass(frozen=True)
class Quantity:
    """A number with a unit, as norms write it."""

    def show(self, value: Any) -> str:  # noqa: ANN401 - YAML data of any shape
        """The quantity as it stands in the source."""
        return "" if value is None else str(value)

    def read(self, text: str, old: Any, names: Names) -> Any:  # noqa: ANN401, ARG002 - one protocol for all
        """A bare number as a number, a number with a unit as text."""
        from pydantic_core import PydanticCustomError

        from handbook.norms.quantity import parse_quantity

        try:
            parse_quantity(text)
        except PydanticCustomError as error:
            raise CellError(error.message(), "Напишите число с единицей: «30 d», «15 раб. мин», «20 %»") from None
        return int(text) if text.isdecimal() else text


@dataclass(frozen=True)
class Day:
    """A day of the calendar."""

    def show(self, value: Any) -> str:  # noqa: ANN401 - YAML data of any shape
        """The day as it stands in the source."""
        return "" if value is None else str(value)

    def read(self, text: str, old: Any, names: Names) -> Any:  # noqa: ANN401, ARG002 - one protocol for all
        """The day, in the order of sources or in that of letters."""
        for shape in ("%Y-%m-%d", "%d.%m.%Y"):
            with contextlib.suppress(ValueError):
                return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no zone
        raise CellError(f"«{text}» — не дата", "Напишите так: 01.02.2027")


@dataclass(frozen=True)
class Choice:
    """One of a few words, told in Russian.

    Attributes:
        words: What sources write → what a cell shows.
    """

    words: Mapping[Any, str]

    def show(self, value: Any) -> str:  # noqa: ANN401 - YAML data of any shape
        """The Russian word."""
        return "" if value is None else self.words.get(value, str(value))

    def read(self, text: str, old: Any, names: Names) -> Any:  # noqa: ANN401, ARG002 - one protocol for all
        """What the sources write for a word, or for itself."""
        wanted = text.casefold()
        for raw, word in self.words.items():
            if wanted in (word.casefold(), str(raw).casefold()):
                return raw
        raise CellError(f"значения «{text}» нет в списке", f"Выберите одно из: {', '.join(self.words.values())}")


YES_NO = Choice({True: "да", False: "нет"})


@dataclass(frozen=True)
class Ref:
    """The identifier of another record."""

    target: Target

    def show(self, value: Any) -> str:  # noqa: ANN401 - YAML data of any shape
        """The identifier."""
        return "" if value is None else str(value)

    def read(self, text: str, old: Any, names: Names) -> Any:  # noqa: ANN401, ARG002 - one protocol for all
        """The identifier, found by the title too."""
        return names.reference(self.target, text)


@dataclass(frozen=True)
class Refs:
    """Identifiers of several records, one a line."""

    target: Target

    def show(self, value: Any) -> str:  # noqa: ANN401 - YAML data of any shape
        """A line for each."""
        return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")

    def read(self, text: str, old: Any, names: Names) -> Any:  # noqa: ANN401, ARG002 - one protocol for all
        """Identifiers or titles, on lines of their own or after commas."""
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        parts = [
            part.strip()
            for line in lines
            for part in ([line] if names.resolve(self.target, line) != line else _SPLIT.split(line))
        ]
        return [names.reference(self.target, part) for part in parts if part]


@dataclass(frozen=True)
class Clauses:
    """Clauses of documents, one a line: «reglament-kp п. 3.2»."""

    def show(self, value: Any) -> str:  # noqa: ANN401 - YAML data of any shape
        """A line for each."""
        lines = []
        for item in value if isinstance(value, list) else ():
            clause = item.get("clause") if isinstance(item, dict) else None
            document = item.get("document") if isinstance(item, dict) else item
            lines.append(f"{document} п. {clause}" if clause is not None else str(document))
        return "\n".join(lines)

    def read(self, text: str, old: Any, names: Names) -> Any:  # noqa: ANN401, ARG002 - one protocol for all
        """A record for each line that is not blank."""
        found = []
        for part in text.split("\n"):
            match = _CLAUSE.fullmatch(part.strip())
            if match:
                record = {"document": names.reference("document", match["document"].strip())}
                found.append(record | ({"clause": match["clause"]} if match["clause"] else {}))
        return found


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().replace("ё", "е")


def _one_line(value: Any) -> str:  # noqa: ANN401 - YAML data of any shape
    return " ".join(str(value).split("\n")).strip()

"""What a lint rule is: a question to the whole handbook whose docstring is its help page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.source.locate import Spot


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule found; the engine adds the code, the severity and the lines.

    Attributes:
        message: What is wrong, in Russian, without a final full stop.
        spots: Where; the first is the main place.
        tip: How to mend it.
    """

    message: str
    spots: tuple[Spot, ...]
    tip: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A lint rule: one per module, listed in ``handbook.lint.RULES``.

    Attributes:
        code: Stable kebab-case name.
        severity: How much its findings weigh.
        check: The question itself.
        page: Help page in Russian: the docstring of its module.
    """

    code: str
    severity: Severity
    check: Callable[[Handbook], Iterator[Remark]]
    page: str


@dataclass(frozen=True, slots=True)
class DatedRule:
    """A rule whose answer depends on the day of the check; without a day it is not asked.

    Attributes:
        code: Stable kebab-case name.
        severity: How much its findings weigh.
        check: The question, to the handbook on a day.
        page: Help page in Russian: the docstring of its module.
    """

    code: str
    severity: Severity
    check: Callable[[Handbook, date], Iterator[Remark]]
    page: str


AnyRule = Rule | DatedRule

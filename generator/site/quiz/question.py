"""What a question of a self-test is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: How it is answered: by one option, by several, by putting the options in order.
Shape = Literal["one", "many", "order"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its one right answer and the place that proves it.

    Attributes:
        kind: What it asks about: ``limit``, ``order``, ``deviation``… Questions of a kind are alike.
        shape: How it is answered.
        text: The question.
        options: What one chooses from or puts in order.
        right: Indices of the right options; of an order, the options as they follow one another.
        explanation: Why: the words of the source.
        link: Where they stand, relative to the root of the site.
        source: What that place is called.
        roles: Roles the answer concerns besides the owner of the operation.
    """

    kind: str
    shape: Shape
    text: str
    options: tuple[str, ...]
    right: tuple[int, ...]
    explanation: str
    link: str
    source: str
    roles: tuple[str, ...] = ()

    @property
    def answer(self) -> tuple[str, ...]:
        """The right options."""
        return tuple(self.options[index] for index in self.right)

    @property
    def wrong(self) -> tuple[str, ...]:
        """The other options."""
        return tuple(option for index, option in enumerate(self.options) if index not in self.right)

"""What a question must not be: ambiguous, given away by its own words, or answered by the look of its options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from generator.site.quiz.question import Question
from generator.site.quiz.words import alike, overlap
from handbook.russian.text import folded

LEAST_OPTIONS = 4
MOST_OPTIONS = 8
LONGEST_TEXT = 420
LONGEST_OPTION = 260
#: An option so many times longer or shorter than all others is noticed without reading.
_STANDS_OUT = 1.7
#: Shorter options are names and numbers, whose length tells nothing.
_NAME = 45


def faults(question: Question) -> tuple[str, ...]:
    """What is wrong with a question, in words for tests; empty for a good one."""
    return tuple(_of_shape(question)) or tuple(_of_words(question))


def _of_shape(question: Question) -> Iterator[str]:
    options, right = question.options, question.right
    if not LEAST_OPTIONS <= len(options) <= MOST_OPTIONS:
        yield "too few or too many options"
    if len(set(right)) != len(right) or not right or not all(0 <= index < len(options) for index in right):
        yield "no right answer"
    if question.shape == "one" and len(right) != 1:
        yield "one option has to be right"
    if question.shape == "many" and len(right) == len(options):
        yield "nothing is wrong"
    if question.shape == "order" and len(right) != len(options):
        yield "an order has to hold every option"


def _of_words(question: Question) -> Iterator[str]:
    options = question.options
    if not question.text or len(question.text) > LONGEST_TEXT:
        yield "the question is too long"
    if any(not option or len(option) > LONGEST_OPTION for option in options):
        yield "an option is too long"
    if not question.explanation or not question.link or not question.source:
        yield "no explanation"
    if question.shape == "one" and stands_out(question.answer[0], question.wrong):
        yield "the right answer stands out by its length"
    if question.shape != "order" and gives_away(question.text, question.answer, question.wrong):
        yield "the question gives the answer away"
    if any(alike(first, second) for first, second in combinations(options, 2)):
        yield "two options say the same"


def stands_out(right: str, wrong: Iterable[str]) -> bool:
    """Whether the right answer is far longer or far shorter than every other option."""
    lengths = [len(option) for option in wrong]
    if max(len(right), *lengths) <= _NAME:
        return False
    return len(right) > _STANDS_OUT * max(lengths) or len(right) * _STANDS_OUT < min(lengths)


def gives_away(text: str, right: Iterable[str], wrong: Iterable[str]) -> bool:
    """Whether right options repeat the words of the question and wrong ones do not.

    Of several right options most have to do it.
    """
    most = max((overlap(text, option) for option in wrong), default=0)
    telling = [overlap(text, option) > most for option in right]
    return sum(telling) * 2 > len(telling)


def asked_once(questions: Iterable[Question]) -> Iterator[Question]:
    """Questions, each asked once: of two that ask the same, the first."""
    seen: set[str] = set()
    for question in questions:
        text = folded(question.text)
        if text not in seen:
            seen.add(text)
            yield question

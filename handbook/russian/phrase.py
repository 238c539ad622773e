"""A noun group: the head of a phrase and the modifiers that agree with it."""

from functools import lru_cache
from typing import NamedTuple

from handbook.russian import lexicon
from handbook.russian.cases import Case, Gender, Number
from handbook.russian.dependents import dependence
from handbook.russian.morphology import Reading, plain_yo, readings
from handbook.russian.nominative import Noun, is_abbreviation, modifiers, nouns
from handbook.russian.tokens import following

_DEPTH = 8


class Group(NamedTuple):
    """A head with its modifiers.

    Attributes:
        head: The head; an adjective if there is no noun («управляющий»).
        at: Place of the head among the tokens.
        modifiers: Modifiers: place and reading.
        weight: Probability of this parse, 0-1.
    """

    head: Noun | Reading
    at: int
    modifiers: tuple[tuple[int, Reading], ...]
    weight: float

    @property
    def number(self) -> Number:
        """The number the group stands in."""
        if isinstance(self.head, Noun):
            return self.head.number
        return Number.PLURAL if self.head.has("plur") else Number.SINGULAR

    @property
    def gender(self) -> Gender | None:
        """Gender of the head."""
        if isinstance(self.head, Noun):
            return self.head.gender
        return next((gender for gender in Gender if gender.value in self.head.grammemes), None)

    @property
    def animate(self) -> bool:
        """Animacy; an adjective in place of the head names a person."""
        return self.head.animate if isinstance(self.head, Noun) else self.gender is not Gender.NEUTER

    @property
    def known(self) -> bool:
        """Whether the dictionary has the head."""
        return self.head.known

    def render(self, tokens: tuple[str, ...], case: Case, number: Number | None) -> dict[int, str] | None:
        """Forms of the words of the group by their places, or None if some form is missing."""
        target = number or self.number
        if isinstance(self.head, Noun):
            form = self.head.form(case, target)
            if form is None and target is not self.number:
                target = self.number
                form = self.head.form(case, target)
        else:
            form = self.adjective(self.head, tokens[self.at], case, target)
        forms = {self.at: form}
        forms |= {at: self.adjective(reading, tokens[at], case, target) for at, reading in self.modifiers}
        done = {at: text for at, text in forms.items() if text is not None}
        return done if len(done) == len(forms) else None

    def adjective(self, reading: Reading, source: str, case: Case, number: Number) -> str | None:
        """A modifier in the form that agrees with the head."""
        wanted = [case.grammeme, number.value]
        if number is Number.SINGULAR:
            gender = self.gender or next((g for g in Gender if g.value in reading.grammemes), Gender.MASCULINE)
            wanted.append(gender.value)
            plain = gender is not Gender.MASCULINE
        else:
            plain = False
        if case is Case.ACCUSATIVE and not plain:
            wanted.append("anim" if self.animate else "inan")
        form = reading.form(*wanted)
        return None if form is None else plain_yo(source.lower(), form)

    def agrees(self, reading: Reading) -> bool:
        """Whether a modifier agrees with the head."""
        if (self.number is Number.PLURAL) is not reading.has("plur"):
            return False
        return self.number is Number.PLURAL or self.gender is None or reading.has(self.gender.value)


def _skippable(token: str) -> bool:
    word = token.lower()
    if word.rstrip(".") in lexicon.FIXED_MODIFIERS and word.endswith("."):
        return True
    if word in lexicon.PREFIXES or (is_abbreviation(token) and token.replace("-", "").isalnum()):
        return True
    return all(r.has("ADVB") for r in readings(word))


@lru_cache(maxsize=2048)
def groups(tokens: tuple[str, ...], at: int, depth: int = 0) -> tuple[Group, ...]:
    """Parse the noun group that starts at this word, in every possible way.

    Args:
        tokens: Tokens of the phrase.
        at: Place of the first word of the group.
        depth: Words passed already.

    Returns:
        Parses, the likeliest first; empty if there is no nominative here.
    """
    if at < 0 or depth > _DEPTH or not tokens[at][0].isalnum():
        return ()
    here, adjectives, after = nouns(tokens[at]), modifiers(tokens[at]), following(tokens, at)
    rest = groups(tokens, after, depth + 1) if after >= 0 and (adjectives or _skippable(tokens[at])) else ()
    if _skippable(tokens[at]) and rest:
        return rest
    found = [
        group._replace(modifiers=((at, reading), *group.modifiers), weight=group.weight * reading.score)
        for reading in adjectives
        for group in rest
        if group.agrees(reading)
    ]
    if not found:
        found = [Group(noun, at, (), noun.weight) for noun in here]
    # An adjective after another word may open a dependent group: «Дежурный складской смены» has one head.
    if not any(group.known for group in found) and not (depth and dependence(tokens, at).found):
        found = [Group(reading, at, (), reading.score) for reading in adjectives] or found
    found.sort(key=lambda group: -group.weight)
    return tuple(found)

"""Makes a question of what is right and of what could be taken for it; nothing when no good one comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.site.quiz.chance import number, shuffled
from generator.site.quiz.gate import LONGEST_OPTION, faults, gives_away
from generator.site.quiz.question import Question, Shape
from generator.site.quiz.words import alike, overlap

_WRONG = 3
#: Options of a question with several answers.
_MANY = 6
#: How far the length of a wrong option may be from that of the right one; names are short anyhow.
_CLOSE = 2.2
_NAME = 45
#: How many of the nearest candidates are chosen from.
_NEAREST = 6
_KEPT = 8
#: In so many cases of ten a wrong option is longer than the right one, when there is such.
_LONGER = 7


@dataclass(frozen=True, slots=True)
class Draft:
    """A question without its options.

    Attributes:
        seed: What its chance depends on, such as identifiers of records.
        hint: The words of the question an answer could be guessed by; empty when all of it is.
    """

    kind: str
    seed: str
    text: str
    explanation: str
    link: str
    source: str
    roles: tuple[str, ...] = ()
    hint: str = ""

    def one(self, right: str, wrong: Iterable[str]) -> Question | None:
        """A question with one right option.

        Args:
            right: The right option.
            wrong: Candidates for the others, the nearest first; more than are needed.
        """
        chosen = self._chosen(right, self._apart([right], wrong, right))
        if len(chosen) < _WRONG:
            return None
        return self._made("one", shuffled([right, *chosen], self.seed, "place"), [right])

    def many(self, right: Sequence[str], wrong: Iterable[str]) -> Question | None:
        """A question with several right options, perhaps with one."""
        longest = max(right, key=len, default="")
        chosen = self._apart(right, wrong, longest)[: max(2, _MANY - len(right))]
        if len(chosen) < min(len(right), _WRONG):
            return None
        return self._made("many", shuffled([*right, *chosen], self.seed, "place"), right)

    def scale(self, values: Sequence[str], right: Sequence[str]) -> Question | None:
        """A question with several right options that stand in an order of their own."""
        return self._made("many", tuple(values), right)

    def order(self, steps: Sequence[str]) -> Question | None:
        """A question whose options are to be put in order."""
        if len(set(steps)) != len(steps):
            return None
        return self._made("order", shuffled(steps, self.seed, "place"), steps)

    def _made(self, shape: Shape, options: tuple[str, ...], right: Sequence[str]) -> Question | None:
        indices = [options.index(one) for one in right]
        made = Question(
            kind=self.kind,
            shape=shape,
            text=self.text,
            options=options,
            right=tuple(indices if shape == "order" else sorted(indices)),
            explanation=self.explanation,
            link=self.link,
            source=self.source,
            roles=self.roles,
        )
        # Names of documents and processes in a question are no decoys: what it is about must not lead to the answer.
        told = self.hint and shape != "order" and gives_away(self.hint, made.answer, made.wrong)
        return None if told or faults(made) else made

    def _apart(self, right: Sequence[str], wrong: Iterable[str], model: str) -> list[str]:
        """Candidates that say something of their own and look like the right option."""
        kept: list[str] = []
        for one in wrong:
            if not one or len(one) > LONGEST_OPTION:
                continue
            short, long = sorted((len(one), len(model)))
            if long > _NAME and long > _CLOSE * short:
                continue
            if not any(alike(one, other) for other in (*right, *kept)):
                kept.append(one)
            if len(kept) == _KEPT:
                break
        return kept

    def _chosen(self, right: str, candidates: list[str]) -> list[str]:
        """Three of the nearest; one of them repeats as much of the question as the right one does."""
        about = self.hint or self.text
        said = overlap(about, right)
        nearest = shuffled(candidates[:_NEAREST], self.seed, "wrong")
        chosen = list(nearest[:_WRONG])
        if said and all(overlap(about, one) < said for one in chosen):
            decoys = [one for one in candidates if overlap(about, one) >= said]
            chosen = [*decoys[:1], *(one for one in chosen if one not in decoys[:1])][:_WRONG]
        if all(len(one) < len(right) for one in chosen) and number(self.seed, "long") % 10 < _LONGER:
            longer = [one for one in candidates if len(one) >= len(right) and one not in chosen]
            chosen = [*chosen[: _WRONG - len(longer[:1])], *longer[:1]]
        return chosen

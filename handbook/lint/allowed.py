"""Findings that the sources let stand, with a reason: comments ``# reglament: ignore[code] reason`` set to work."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import chain

from handbook.finding import Finding, Severity
from handbook.lint.rule import AnyRule
from handbook.read import Reading
from handbook.russian.text import suggest
from handbook.source.locate import Spot
from handbook.source.suppressions import Suppression, suppressions

BARE, UNUSED = "bare-suppression", "unused-suppression"


@dataclass(frozen=True, slots=True)
class Allowed:
    """A finding that a comment lets stand, and why."""

    finding: Finding
    reason: str


@dataclass
class Comments:
    """The comments of all files by the line they speak of, and which of them have been of use."""

    reading: Reading
    by_file: dict[str, dict[int | None, list[Suppression]]]
    used: set[tuple[Suppression, str]] = field(default_factory=set)

    @classmethod
    def of(cls, reading: Reading) -> Comments:
        """The comments of every file that became records."""
        named = dict.fromkeys(spot.file for spot in reading.handbook.spots.values())
        by_file: dict[str, dict[int | None, list[Suppression]]] = {}
        for name in named:
            for comment in suppressions(reading.files[name]) if name in reading.files else ():
                by_file.setdefault(name, {}).setdefault(comment.line, []).append(comment)
        return cls(reading, by_file)

    def reason(self, code: str, spot: Spot) -> str | None:
        """Why a finding at a place is let stand; None when it is not."""
        comments = self.by_file.get(spot.file)
        if not comments:
            return None
        # The comment nearest to the line speaks before the one for the whole file.
        for line in (*self.reading.files[spot.file].lines(spot), None):
            for comment in comments.get(line, ()):
                if comment.understood and comment.reason and code in comment.codes:
                    self.used.add((comment, code))
                    return comment.reason
        return None

    def remarks(self, rules: Mapping[str, AnyRule], asked: Collection[str]) -> Iterator[Finding]:
        """What is wrong with the comments themselves.

        Args:
            rules: Every rule by its code.
            asked: Codes of the rules that have looked at everything; the others may yet need their comments.
        """
        for comments in self.by_file.values():
            for comment in chain.from_iterable(comments.values()):
                yield from self._bare(comment)
                for code in comment.codes if comment.understood else ():
                    rule = rules.get(code)
                    if rule.severity is Severity.ERROR if rule else _is_of_reading(code):
                        message = f"«{code}» допустить нельзя: это исправляют"
                        yield _remark(comment, message, "Исправьте ошибку и уберите код из скобок")
                    elif rule is None:
                        near = suggest(code, list(rules))
                        tip = f"Возможно, вы имели в виду «{near}»" if near else "Все коды: reglament explain"
                        yield _remark(comment, f"проверки «{code}» нет", tip)
                    elif code in asked and comment.reason and (comment, code) not in self.used:
                        where = "в этом файле" if comment.line is None else "в этом месте"
                        tip = "Уберите пометку: она скроет то, что появится здесь потом"
                        yield _remark(comment, f"«{code}» {where} ничего не находит", tip)

    @staticmethod
    def _bare(comment: Suppression) -> Iterator[Finding]:
        if not comment.understood:
            message, tip = "пометка не понята и ничего не скрывает", "Напишите «# reglament: ignore[код] причина»"
        elif not comment.codes:
            message, tip = "в пометке не названы коды проверок", "Напишите «# reglament: ignore[код] причина»"
        elif not comment.reason:
            message, tip = "пометка без причины ничего не скрывает", "Допишите после скобок, почему это допустимо"
        else:
            return
        yield Finding(BARE, Severity.WARNING, message, (comment.place,), tip)


def _is_of_reading(code: str) -> bool:
    """Whether a code without a rule is that of a mistake of reading, or of such a comment itself."""
    return (files("handbook") / "help" / f"{code}.md").is_file()


def _remark(comment: Suppression, message: str, tip: str) -> Finding:
    return Finding(UNUSED, Severity.WARNING, message, (comment.place,), tip)

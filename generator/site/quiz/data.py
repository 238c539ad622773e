"""Questions as scripts that hand them over: they are loaded when a test begins, over http and from a folder alike."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.artifact import Artifact
from generator.site import paths
from generator.site.quiz.operation import ASKED, ENOUGH
from generator.site.quiz.question import Question
from handbook.book import Handbook
from handbook.model.operation import Operation
from handbook.model.people import Role
from handbook.russian.numbers import counted

#: The share of right answers that passes a test, in per cent.
PASS = 80
#: How many questions a test of a role asks.
ROLE_ASKED = 15
_FOLDER = "assets/quiz"


@dataclass(frozen=True, slots=True)
class Quiz:
    """What the page of an operation says of its test.

    Attributes:
        name: Which file holds its questions.
        asked: How many it asks, in words.
        passing: The share of right answers that passes, in per cent.
    """

    name: str
    asked: str
    passing: int


def quiz_of(operation: Operation, questions: Sequence[Question]) -> Quiz | None:
    """The test of an operation; None when nothing can be asked."""
    asked = min(len(questions), ASKED)
    words = counted(asked, "вопрос", "вопроса", "вопросов")
    return Quiz(operation_name(operation.id), words, PASS) if asked else None


def operation_name(operation: str) -> str:
    """The name of the test of an operation: ``operations/podgotovit-kp``."""
    return str(paths.page("operation", operation)).removesuffix(".md")


def role_name(role: str) -> str:
    """The name of the test of a role: ``roles/menedzher``."""
    return str(paths.page("role", role)).removesuffix("/index.md")


def operation_file(book: Handbook, operation: Operation, questions: Iterable[Question]) -> Artifact:
    """The questions of an operation."""
    return _file(
        operation_name(operation.id),
        {
            "title": operation.title,
            "what": "Операция",
            "company": book.company.short_name,
            "link": str(paths.url("operation", operation.id)),
            "owner": operation.owner or "",
            "pass": PASS,
            "asked": ASKED,
            "enough": ENOUGH,
            "questions": [_record(one) for one in questions],
        },
    )


def role_file(book: Handbook, role: Role, works: Iterable[Operation], questions: Iterable[Question]) -> Artifact:
    """The questions to a role as a whole, and which operations the others are taken from."""
    return _file(
        role_name(role.id),
        {
            "title": role.title,
            "what": "Роль",
            "role": role.id,
            "company": book.company.short_name,
            "link": str(paths.url("role", role.id)),
            "pass": PASS,
            "asked": ROLE_ASKED,
            "enough": ENOUGH,
            "own": [operation_name(one.id) for one in works if one.owner == role.id],
            "helped": [operation_name(one.id) for one in works if one.owner != role.id],
            "questions": [_record(one) for one in questions],
        },
    )


def _record(question: Question) -> dict[str, object]:
    return {
        "kind": question.kind,
        "shape": question.shape,
        "text": question.text,
        "options": list(question.options),
        "right": list(question.right),
        "why": question.explanation,
        "link": question.link,
        "place": question.source,
        "roles": list(question.roles),
    }


def _file(name: str, content: dict[str, object]) -> Artifact:
    # Two separators of lines are letters to JSON and ends of lines to older scripts.
    told = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    told = told.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Artifact(f"{_FOLDER}/{name}.js", f"reglament.quiz.take({json.dumps(name)},{told});\n".encode())

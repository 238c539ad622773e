"""Questions people ask in the first month, and what clauses of the governing documents demand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.site.quiz.draft import Draft
from generator.site.quiz.ground import Ground
from generator.site.quiz.question import Question
from generator.site.quiz.steps import says_act
from generator.site.quiz.words import overlap, quoted
from handbook.model.document import Clause, Document
from handbook.model.operation import Operation
from handbook.russian.letters import upper_first
from handbook.russian.numbers import format_number
from handbook.russian.text import sentence

#: A figure that a rule stands on: what other figures look alike.
_FIGURE = re.compile(r"(?<![\d.,:№–—-])(\d{1,3}(?:[\s\u00a0]\d{3})+|\d{1,6})(?![\d.,:–—-]*\d)(?=\s|\u00a0|%|$|[.,;)])")
_LIST = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s", re.MULTILINE)
_FIRST_WORD = re.compile(r"^(Да|Нет|Можно|Нельзя)\b", re.IGNORECASE)
_GROUP = 1000
#: Questions that ask for a person, a time or a number: an answer of another sort would not be taken for one.
_OF_A_SORT = re.compile(r"\b(?:Кто|Кому|Кого|Чья|Чей|Когда|Сколько|Где|Куда|Откуда|Какой|Какая|Какое|Какую|Зачем)\b")


def answers(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """The questions and answers of an operation."""
    for index, item in enumerate(operation.questions):
        if not item.answer:
            continue
        answer = sentence(ground.plain(item.answer))
        if item.document and item.document in ground.book.documents:
            place, source = ground.clause(item.document, item.clause)
        else:
            place, source = ground.url("operation", operation.id, "voprosy"), f"«{operation.title}», вопросы и ответы"
        seed = f"{operation.id}/question/{index}"
        asked = ground.plain(item.question)
        draft = Draft("answer", seed, asked, answer, place, source)
        twisted = _twisted(answer)
        yield draft.one(answer, twisted) if twisted else draft.one(answer, _others(ground, operation, index))


def places(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """In which clause the answer to a question stands."""
    for index in range(len(operation.questions)):
        yield _where(ground, operation, index)


def clauses(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """What the clauses demand that govern an operation."""
    for one in operation.governed_by:
        if one.document in ground.book.documents:
            document = ground.book.documents[one.document]
            for clause in document.clauses:
                if clause.number == one.clause:
                    yield _clause(ground, document, clause)


def _twisted(answer: str) -> list[str]:
    """The same answer with another figure: only where it has one, which then decides."""
    found = _FIGURE.findall(answer)
    if len(found) != 1:
        return []
    figure = int(re.sub(r"\D", "", found[0]))
    # The year, the number of a form or a single thing is no limit that could be taken for another.
    if figure <= 1 or 1900 <= figure <= 2100:  # noqa: PLR2004 - years
        return []
    step = 10 ** max(0, len(str(figure)) - 1)
    near = {figure * 2, figure + step, figure + 2 * step, figure - step, figure // 2} - {figure}
    return [_FIGURE.sub(_written(other, found[0]), answer, count=1) for other in sorted(near) if _fits(other, figure)]


def _fits(other: int, figure: int) -> bool:
    """Whether another figure asks for the same form of the noun after it: «5 дней», «10 дней», not «1 день»."""
    return other > 0 and _form(other) == _form(figure)


def _form(figure: int) -> int:
    tens, units = figure % 100, figure % 10
    if tens // 10 == 1 or units == 0 or units >= 5:  # noqa: PLR2004 - «пять дней»
        return 5
    return 1 if units == 1 else 2


def _written(figure: int, like: str) -> str:
    return format_number(figure) if figure >= _GROUP and not like.isdigit() else str(figure)


def _others(ground: Ground, operation: Operation, index: int) -> Iterator[str]:
    """Answers that stand in other clauses of the same document and have the same turn: yes, no, or neither.

    It speaks of something the question speaks of, or nobody would take it for an answer.
    """
    mine = operation.questions[index]
    turn = _turn(mine.answer or "")
    near = [one for other in (operation, *ground.around(operation)) for one in other.questions if one.answer]
    said = [
        sentence(ground.plain(one.answer))
        for one in near
        if one.answer and one.document == mine.document and one.clause != mine.clause and _turn(one.answer) == turn
    ]
    if not turn and (_OF_A_SORT.search(mine.question) or not says_act(mine.answer or "")):
        said = []
    # What speaks of other things than the question is seen to be wrong without knowing the rule.
    said = [one for one in said if overlap(mine.question, one) and (turn or says_act(one))]
    return ground.mixed(said, operation.id, str(index))


def _turn(answer: str) -> str:
    match = _FIRST_WORD.match(answer)
    return match[1].casefold() if match else ""


def _where(ground: Ground, operation: Operation, index: int) -> Question | None:
    """In which clause the answer stands, among clauses of the same document."""
    item = operation.questions[index]
    document = ground.book.documents.get(item.document or "")
    if document is None or item.clause is None:
        return None
    right = next((one for one in document.clauses if one.number == item.clause), None)
    # A clause whose title repeats the question is found without knowing the document.
    if right is None or not right.title or overlap(item.question, right.title):
        return None
    known = {(one.document, one.clause) for one in operation.questions if one.question == item.question}
    others = [one for one in document.clauses if one.title and (document.id, one.number) not in known]
    link, source = ground.clause(document.id, right.number)
    asked = ground.plain(item.question)
    draft = Draft(
        "where",
        f"{operation.id}/where/{index}",
        f"Вопрос: {quoted(asked)} В каком пункте документа «{document.title}» искать ответ?",
        f"Пункт {right.number} «{right.title}»: {ground.plain(right.text)}",
        link,
        source,
    )
    wrong = (_named(one) for one in others)
    return draft.one(_named(right), ground.mixed(wrong, draft.seed))


def _named(clause: Clause) -> str:
    return f"п.\u00a0{clause.number}. {clause.title}"


def _clause(ground: Ground, document: Document, clause: Clause) -> Question | None:
    # A scenario says words, it sets no rules.
    if not clause.title or document.kind == "script" or not _whole(ground, clause):
        return None
    link, source = ground.clause(document.id, clause.number)
    draft = Draft(
        "clause",
        f"{document.id}/{clause.number}",
        f"Что сказано в пункте {clause.number} «{clause.title}» документа «{document.title}»?",
        f"Пункт {clause.number}: {ground.plain(clause.text)}",
        link,
        source,
        hint=clause.title,
    )
    others = (ground.first(one.text) for one in document.clauses if one is not clause and _whole(ground, one))
    return draft.one(upper_first(ground.first(clause.text)), ground.mixed(others, draft.seed))


def _whole(ground: Ground, clause: Clause) -> bool:
    """Whether the first sentence of a clause is a thought by itself: no list, no half of a quotation."""
    if _LIST.search(clause.text):
        return False
    said = ground.first(clause.text)
    return said.count("«") == said.count("»") and not said.rstrip(".").endswith((":", ";"))

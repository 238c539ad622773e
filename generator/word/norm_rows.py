"""Which norms judge a position, and how the job description states them."""

from __future__ import annotations

from collections import Counter

from generator.word.context import NormRow
from generator.word.post import Post, process_operations
from generator.word.words import phrase, tidy
from handbook.book import Handbook, PlacedNorm
from handbook.crossref import find
from handbook.model.process import Process
from handbook.norms import Norm
from handbook.norms.stage_age import StageAge
from handbook.russian import upper_first


def norm_rows(post: Post) -> tuple[NormRow, ...]:
    """Rows of the table of norms in the order of the sources: own norms first, drafts never."""
    mine = [placed for placed in post.handbook.norms.values() if not placed.norm.draft and concerns(post, placed)]
    mine.sort(key=lambda placed: placed.home != "position")
    return tuple(
        NormRow(
            upper_first(tidy(placed.norm.title)),
            tidy(post.requirement(placed.norm)),
            tidy(placed.norm.period()),
            tidy(placed.norm.data_source),
        )
        for placed in mine
    )


def concerns(post: Post, placed: PlacedNorm) -> bool:
    """Whether a norm judges the work of a position.

    A scope that names positions or roles decides, and the position in whose file the norm stands answers for it too.
    Otherwise a norm of an operation judges its owner and whoever has a step that cites it; a norm of a process judges
    its owner and the role that leads its deals; a norm of the company judges these roles of every process it covers.
    """
    scope = placed.norm.scope
    if placed.home == "position" and placed.home_id == post.position.id:
        return True
    if scope.positions or scope.roles:
        return post.position.id in scope.positions or bool(post.roles.intersection(scope.roles))
    if placed.home == "position":
        return False
    book = post.handbook
    if placed.home == "operation":
        return bool(post.roles & _judged_in_operation(book, placed))
    processes = [process for process in book.processes.values() if _covers(placed, process)]
    return any(post.roles & _judged_in_process(book, process, placed.norm) for process in processes)


def _judged_in_operation(book: Handbook, placed: PlacedNorm) -> set[str]:
    operation = book.operations[placed.home_id]
    citing = {
        step.role or operation.owner
        for step in operation.steps
        for text in (step.text, step.duty, step.deadline)
        if text and any(ref.target == "norm" and ref.id == placed.norm.id for ref in find(text))
    }
    return {role for role in (operation.owner, *citing) if role is not None}


def _covers(placed: PlacedNorm, process: Process) -> bool:
    if placed.home == "process":
        return placed.home_id == process.id
    pipelines = placed.norm.scope.pipelines
    return process.funnel is not None and (not pipelines or process.funnel.pipeline in pipelines)


def _judged_in_process(book: Handbook, process: Process, norm: Norm) -> set[str]:
    operations = process_operations(book, process)
    if isinstance(norm, StageAge):
        at_stage = {item.owner for item in operations if item.owner and item.crm.stage == norm.stage}
        if at_stage:
            return at_stage
    owners = Counter(operation.owner for operation in operations if operation.owner)
    most = max(owners.values(), default=0)
    leading = {role for role, count in owners.items() if count == most}
    return leading | ({process.owner} if process.owner else set())


def other_indicators(post: Post, rows: tuple[NormRow, ...]) -> list[str]:
    """Indicators written in words that no norm of the table repeats."""
    named = {phrase(row.title).casefold() for row in rows}
    texts = [post.prose(text) for profile in post.profiles for text in profile.kpi]
    return [text for text in texts if phrase(text).casefold() not in named]

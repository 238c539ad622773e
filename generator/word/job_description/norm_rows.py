"""Which norms judge a position, and how the job description states them."""

from __future__ import annotations

from generator.word.job_description.post import Post
from generator.word.records import NormRow
from generator.word.words import phrase, tidy
from handbook.work import is_judged


def norm_rows(post: Post) -> tuple[NormRow, ...]:
    """Rows of the table of norms in the order of the sources: own norms first, drafts never."""
    mine = [
        placed
        for placed in post.handbook.norms.values()
        if not placed.norm.draft and is_judged(post.handbook, post.position, placed)
    ]
    mine.sort(key=lambda placed: placed.home != "position")
    return tuple(
        NormRow(
            *post.speech.measured(placed.norm),
            tidy(placed.norm.period()),
            tidy(placed.norm.data_source),
        )
        for placed in mine
    )


def other_indicators(post: Post, rows: tuple[NormRow, ...]) -> list[str]:
    """Indicators written in words that no norm of the table repeats."""
    named = {phrase(row.title).casefold() for row in rows}
    texts = [post.speech.prose(text) for profile in post.profiles for text in profile.kpi]
    return [text for text in texts if phrase(text).casefold() not in named]

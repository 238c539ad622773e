"""The audit report as one HTML file that needs no network and no JavaScript to be read."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import partial
from typing import TYPE_CHECKING

from generator.environment import environment, render, source
from generator.report import agenda, shift, view, words
from generator.report.charts import charts
from generator.report.deeds import deed
from generator.report.elsewhere import elsewhere
from generator.report.gap import table_title
from generator.report.pictures import pictures
from generator.report.safe import HINT, SHOWN, clean, clip
from generator.report.score import ENOUGH
from generator.report.view import PageOf, page
from handbook.audits.comparison import Change
from handbook.audits.promises import Outcome
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.finding import Severity
from handbook.result import Result, Status
from handbook.russian.dates import date_short
from handbook.russian.numbers import counted, format_number, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from markupsafe import Markup

_TEMPLATE = "report/audit.html.j2"
_STYLES = ("report/audit.css", "report/list.css", "report/pictures.css", "report/charts.css", "report/print.css")
_SCRIPTS = ("report/audit.js", "report/pictures.js")
#: A word longer than this may be broken anywhere, or it would stretch a table.
_WORD = 30
#: Letters written from right to left, digits that follow them, and marks that turn the direction.
_TURNS = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
#: Rows of one norm on paper; print.css hides the others.
_PAPER = 5
#: Norms with no more rows stand close, their clause folded.
_BRIEF = 3
#: Rows of one indicator on the page.
_MEASURED = 40


def html(  # noqa: PLR0913 - all that the page is made of, most of it by name
    result: Result,
    handbook: Handbook,
    page_of: PageOf | None = None,
    story: Story | None = None,
    process_page_of: Callable[[str], str | None] | None = None,
    *,
    formats: Collection[str] = ("html", "xlsx", "json"),
) -> bytes:
    """The report of a result as a self-contained page.

    Args:
        result: What the audit found.
        handbook: Where clauses and reasons are taken from; its ``templates/report`` wins over the packaged one.
        page_of: The address of a norm's page on the site, relative to the report.
        story: What is known of earlier audits and promises.
        process_page_of: The address of a process's page on the site, by its id.
        formats: What is made at once: whole lists are there.

    Raises:
        TemplateMistakeError: The company's own template cannot be rendered.
    """
    env = environment(
        handbook.root,
        {
            "shown": shown,
            "plain": plain,
            "number": format_number,
            "share": words.share,
            "points": words.points,
            "day": date_short,
            "signed": shift.signed,
        },
    )
    script = "\n".join(source(env, name) for name in _SCRIPTS).replace("\r\n", "\n")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    whole = page(result, handbook, page_of, story)
    text = render(
        env,
        _TEMPLATE,
        page=whole,
        diagrams=pictures(
            result, handbook, {norm.verdict.norm_id: norm.anchor for norm in whole.norms}, process_page_of
        ),
        charts=charts(result, handbook, whole.story),
        titles={verdict.norm_id: verdict.title for verdict in result.verdicts},
        style=_raw("\n".join(source(env, name) for name in _STYLES)),
        script=_raw(script),
        script_hash=f"sha256-{digest}",
        counted=counted,
        plural=plural,
        urgency=agenda.RULE,
        fresh=agenda.FRESH,
        elsewhere=partial(elsewhere, formats),
        row_list=words.row_list,
        places=words.places,
        table_title=table_title,
        balanced=view.balanced,
        deed=deed,
        enough=ENOUGH,
        moved=shift.main(whole.changes.shifts) if whole.changes else (),
        shifted=shift.told(whole.changes.shifts) if whole.changes else (),
        statuses=tuple(Status),
        severities=tuple(Severity),
        kinds=tuple(Change),
        outcomes=tuple(Outcome),
        limits={
            "runs": view.RUNS,
            "findings": view.FINDINGS,
            "places": view.PLACES,
            "measured": _MEASURED,
            "note": SHOWN,
            "paper": _PAPER,
            "brief": _BRIEF,
        },
    )
    return text.encode("utf-8", "replace")


def shown(value: object, limit: int = SHOWN) -> Markup:
    """User text for the page: escaped, clipped with the rest in a hint, isolated where it may turn its surroundings."""
    from markupsafe import Markup, escape

    whole = str(value)
    text = clean(whole[: max(limit, HINT) + 1])
    if len(whole) <= limit and not _TURNS.search(text) and not any(len(word) > _WORD for word in text.split()):
        return escape(text)
    marks = Markup(' class="long"') if any(len(word) > _WORD for word in text[:limit].split()) else Markup()
    if len(whole) > limit:
        marks += Markup(' title="{}"').format(clip(text, HINT))
    return Markup("<bdi{}>{}</bdi>").format(marks, clip(text, limit))


def plain(value: object, limit: int = SHOWN) -> str:
    """User text for an attribute or the page title, where no markup can stand."""
    return clip(clean(str(value)[: limit * 2]), limit)


def _raw(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - a file of the program or of the company, never text of an export

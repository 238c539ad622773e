"""The audit report as one HTML file that needs no network and no JavaScript to be read."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from generator.environment import environment, render, source
from generator.report import view, words
from generator.report.gap import table_title
from generator.report.pictures import pictures
from generator.report.safe import HINT, SHOWN, clean, clip
from generator.report.view import PageOf, page
from handbook.book import Handbook
from handbook.finding import Severity
from handbook.result import Result, Status
from handbook.russian.numbers import counted, format_number

if TYPE_CHECKING:
    from markupsafe import Markup

_TEMPLATE = "report/audit.html.j2"
_STYLES = ("report/audit.css", "report/pictures.css")
_SCRIPT = "report/audit.js"
#: A word longer than this may be broken anywhere, or it would stretch a table.
_WORD = 30


def html(result: Result, handbook: Handbook, page_of: PageOf | None = None) -> bytes:
    """The report of a result as a self-contained page.

    Args:
        result: What the audit found.
        handbook: Where clauses and reasons are taken from; its ``templates/report`` wins over the packaged one.
        page_of: The address of a norm's page on the site, relative to the report.

    Raises:
        TemplateMistakeError: The company's own template cannot be rendered.
    """
    env = environment(handbook.root, {"shown": shown, "plain": plain, "number": format_number, "share": words.share})
    script = source(env, _SCRIPT).replace("\r\n", "\n")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    whole = page(result, handbook, page_of)
    text = render(
        env,
        _TEMPLATE,
        page=whole,
        diagrams=pictures(result, handbook, {norm.verdict.norm_id: norm.anchor for norm in whole.norms}),
        style=_raw("\n".join(source(env, name) for name in _STYLES)),
        script=_raw(script),
        script_hash=f"sha256-{digest}",
        counted=counted,
        points=words.points,
        share=words.share,
        row_list=words.row_list,
        places=words.places,
        table_title=table_title,
        balanced=view.balanced,
        statuses=tuple(Status),
        severities=tuple(Severity),
        limits={
            "rows": view.ROWS,
            "runs": view.RUNS,
            "findings": view.FINDINGS,
            "places": view.PLACES,
        },
    )
    return text.encode("utf-8", "replace")


def shown(value: object, limit: int = SHOWN) -> Markup:
    """User text for the page: escaped, isolated from its surroundings, clipped with the rest in a hint."""
    from markupsafe import Markup

    whole = str(value)
    text = clean(whole[: max(limit, HINT) + 1])
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

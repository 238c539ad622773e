"""One norm, five projections: its page, a clause in Word, a mark on a diagram, a rule of the audit, a finding."""

from __future__ import annotations

import re
from datetime import date

import pytest

from audit.rules import RULE
from audit.run import audit
from generator.links import norms_of_operation
from generator.report.html import html
from generator.site.pages import pages
from generator.site.paths import page, process_page, url
from handbook.book import Handbook, PlacedNorm
from handbook.finding import Severity
from handbook.result import Result, Status, Verdict, Violation, score_of
from tests.generator.documents.conftest import Files
from tests.generator.documents.making import ROOT, company
from tests.generator.documents.proof import Document

LIBRARY = company(ROOT)
NORMS = pytest.mark.parametrize("name", list(LIBRARY.norms))
AS_OF = date(2026, 10, 1)


@pytest.fixture(scope="module")
def site(library: Handbook) -> dict[str, str]:
    """Pages before MkDocs dresses them, and the pictures they load."""
    made = pages(library, library.root)
    return {one.path: one.content.decode() for one in made if one.path.endswith((".md", ".svg"))}


@pytest.fixture(scope="module")
def clauses(papers: Files) -> str:
    """The text of every document that is signed or worked by."""
    return "\n".join(Document(content).said for content in papers.values())


@pytest.fixture(scope="module")
def judged(library: Handbook) -> Result:
    """What the rules say about one deal."""
    deal = {"deal_id": "1", "title": "Весы", "stage": "Новый запрос", "owner": "Белова", "created_at": "2026-09-01"}
    return audit(library, {"deals": [deal]}, as_of=AS_OF)


@pytest.fixture(scope="module")
def report(library: Handbook, judged: Result) -> str:
    """A report in which every norm is broken by one object."""
    counts = [(Severity.ERROR, 10, 1)]
    verdicts = tuple(_broken(verdict) for verdict in judged.verdicts)
    result = Result("К", AS_OF, None, "generic", "RUB", verdicts, score_of(None, counts, 0), (), ())
    return html(result, library, page_of=lambda placed: f"../site/{url('norm', placed.norm.id)}").decode()


def _broken(verdict: Verdict) -> Verdict:
    item = Violation(
        f"key-of-{verdict.norm_id}", "77", None, "Белова", "2026-09-01", 2.0, 1.0, "", "не так", None, "deals.csv", 5
    )
    return Verdict(
        verdict.norm_id,
        verdict.title,
        verdict.kind,
        verdict.requirement,
        verdict.severity,
        Status.FAILED,
        0.0,
        population=10,
        violations=(item,),
        operation_title=verdict.operation_title,
    )


def _home_pages(library: Handbook, placed: PlacedNorm) -> list[str]:
    """Pages on which a newcomer meets a norm: of its operation or its process; that of a post, where it is watched."""
    if placed.home == "process":
        return [process_page(placed.home_id, "normy")]
    if placed.home == "operation":
        return [found] if (found := page("operation", placed.home_id)) else []
    watching = (one for one in library.operations.values() if placed in norms_of_operation(library, one))
    return [found for one in watching if (found := page("operation", one.id))]


@NORMS
def test_the_page_of_the_operation_bears_the_norm(name: str, library: Handbook, site: dict[str, str]) -> None:
    homes = _home_pages(library, library.norms[name])
    assert homes
    for path in homes:
        assert re.search(rf'id="{name}"|norms/{name}\.html', site[path]), path
    assert f'id="{name}"' in site[str(page("norm", name))]


@NORMS
def test_a_clause_in_word_bears_the_norm(name: str, clauses: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", clauses)


@NORMS
def test_a_diagram_bears_the_norm(name: str, library: Handbook, site: dict[str, str]) -> None:
    placed = library.norms[name]
    marks = {
        norm for text in site.values() for found in re.findall(r'data-norms="([^"]+)"', text) for norm in found.split()
    }
    assert name in marks
    if placed.home == "operation":
        home = library.homes[placed.home_id]
        assert re.search(rf'data-norms="[^"]*\b{re.escape(name)}\b', site[f"assets/diagrams/{home}.svg"])


@NORMS
def test_a_rule_judges_the_norm(name: str, library: Handbook, judged: Result) -> None:
    norm = library.norms[name].norm
    assert norm.kind in RULE
    (verdict,) = [one for one in judged.verdicts if one.norm_id == name]
    assert verdict.kind == norm.kind
    assert verdict.checked or verdict.reason


@NORMS
def test_a_finding_quotes_the_clause_and_links_the_page(name: str, library: Handbook, report: str) -> None:
    placed = library.norms[name]
    source = placed.norm.source
    assert source is not None
    start = report.index(f'id="norm-{name}"')
    section = report[start : report.find("</article>", start)]
    document = library.documents[source.document]
    assert document.title in section
    clause = next(one for one in document.clauses if one.number == source.clause)
    assert f"пункт {clause.number}" in section
    assert "<blockquote>" in section
    assert f'href="../site/{url("norm", name)}"' in section

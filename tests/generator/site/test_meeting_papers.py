"""Who brings which document to a meeting."""

from pathlib import Path

from generator.site.meeting_papers import brought, left, without
from tests.generator.site.building import company, small


def test_who_makes_a_document_brings_it_and_others_come_without(tmp_path: Path) -> None:
    sources = small()
    sources["meetings.yaml"]["meetings"][0]["participants"] = ["seller", "client"]
    book = company(tmp_path, sources)
    meeting = book.meetings["standup"]
    (paper,) = brought(book, meeting)
    assert (paper.document, paper.roles, [one.id for one in paper.operations]) == ("index", ("seller",), ["offer-it"])
    assert [one.roles for one in left(book, meeting)] == [("seller",)]
    assert without(meeting, (paper,)) == ("client",)


def test_what_nobody_present_makes_is_asked_for_by_the_leader(tmp_path: Path) -> None:
    sources = small()
    meeting = sources["meetings.yaml"]["meetings"][0]
    meeting["inputs"] = ["rules", "request"]
    sources["roles/clerk.yaml"] = {"id": "clerk", "title": "Делопроизводитель"}
    sources["documents/rules.yaml"]["owner"] = "clerk"
    sources["documents/request.yaml"]["owner"] = "seller"
    book = company(tmp_path, sources)
    rules, request = brought(book, book.meetings["standup"])
    assert (rules.roles, rules.keeper) == (("boss",), "clerk")
    assert (request.roles, request.keeper) == (("seller",), None)

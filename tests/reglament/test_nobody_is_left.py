"""No name, phone or address of anybody is left in any output of an audit under codes, whatever the CRM wrote."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from audit.history.folder import FOLDER
from generator.report import FILES
from handbook.book import Handbook
from reglament.auditing import Conducted, Order, conduct
from tests.audit.rules.world import at, deal, handbook, norm

PEOPLE = ("Белова Ирина Сергеевна", "Гордеев Максим Олегович", "Сафин Тимур Рашидович", "Рязанова Вера Михайловна")
STRANGER = "Щукарёва Аглая"
COMMENTS = (
    "Звонить Беловой Ирине, +7 912 345-67-89, i.belova@mera.example",
    "Передано Гордееву М. О., 8 (343) 222-33-44; спросить Тимура Рашидовича",
    "Рязановой Вере писать в t.me/vera_r, договорились с Щукарёвой Аглаей",
    "У БЕЛОВОЙ И. С. и Максима Гордеева, тел. 22-33-44",
)
SECRETS = re.compile(
    r"белов[аоуы]|ирин[аеоуы]|гордеев|максим|сафин|тимур|рязанов|вер[аеуы]\b|щукар[её]в|агла[яеиюй]|vera_r|belova"
    r"|912[ -]?345|222-33|22-33-44|@mera",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    staff = [
        {"name": name, "position": "menedzher", "aliases": [f"{name.split()[1]} {name.split()[0]}"]} for name in PEOPLE
    ]
    norms = [
        norm(id="n-age", kind="deal_age", max="30 d"),
        norm(
            id="n-field", kind="required_fields", fields=["Комментарий"], placeholders=[one.lower() for one in COMMENTS]
        ),
        norm(id="n-calls", kind="activity_rate", activity="call", per="week", min=5),
        norm(id="n-gap", kind="contact_gap", max="10 d"),
        norm(id="n-debt", kind="overdue_debt", max="5 d"),
        norm(id="n-task", kind="task_done", max="1 h"),
    ]
    made = handbook(norms, staff)
    return replace(made, root=tmp_path_factory.mktemp("company"))


def _tables(week: int) -> dict[str, list[dict[str, Any]]]:
    owners = (*PEOPLE, STRANGER)
    deals = [
        deal(
            f"{number}",
            "2026-01-10 10:00",
            owner=owners[number % 5],
            title=COMMENTS[number % 4],
            refusal_reason=COMMENTS[number % 4],
            client_id=f"c{number % 7}",
            outcome="lost" if number % 3 == 0 else "open",
            closed_at=at("2026-03-10 10:00") if number % 3 == 0 else None,
            source_file="Белова Ирина.csv",
        )
        for number in range(40 + week)
    ]
    return {
        "deals": deals,
        "deal_fields": [
            {"deal_id": one["deal_id"], "field": "Комментарий", "value": COMMENTS[place % 4]}
            for place, one in enumerate(deals)
        ],
        "clients": [
            {"client_id": f"c{number}", "name": f"ИП {STRANGER}", "owner": owners[number % 5]} for number in range(7)
        ],
        "activities": [
            {
                "activity_id": f"a{number}",
                "kind": "call",
                "employee": owners[number % 5],
                "client_id": "c1",
                "started_at": at(f"2026-02-{number % 20 + 1:02} 10:00"),
            }
            for number in range(40)
        ],
        "invoices": [
            {
                "invoice_id": f"{COMMENTS[0]} {number}" if number == 0 else f"i{number}",
                "client_id": "c1",
                "owner": PEOPLE[0],
                "amount": 1000,
                "issued_at": at("2026-01-11 00:00"),
                "due_at": at("2026-01-20 00:00"),
            }
            for number in range(3)
        ],
        "tasks": [
            {
                "task_id": f"t{number}",
                "kind": COMMENTS[number % 4],
                "employee": owners[number % 5],
                "created_at": at("2026-02-01 10:00"),
                "due_at": at("2026-02-05 10:00"),
                "done_at": None,
            }
            for number in range(30)
        ],
        "payments": [
            {"payment_id": "p1", "invoice_id": "i1", "amount": 1, "paid_at": at("2026-02-01 00:00"), "owner": PEOPLE[0]}
        ],
    }


@pytest.fixture(scope="module")
def conducted(book: Handbook) -> Conducted:
    """The second of two weekly audits, so that there is a comparison, under codes and in every format."""
    conduct(book, Order(_tables(0), as_of=date(2026, 3, 16), formats=()))
    order = Order(_tables(1), as_of=date(2026, 3, 23), formats=tuple(FILES), pseudonymise=True)
    return conduct(book, order, book.root / "build" / "audit")


def _texts(path: str, content: bytes) -> Iterator[tuple[str, str]]:
    """All that a file says; of an archive, of every part."""
    if not content.startswith(b"PK"):
        yield path, content.decode("utf-8")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels", ".txt")):
                # Runs of one word may be apart: tags go, words meet.
                yield f"{path}: {name}", re.sub(r"<[^>]+>", "", archive.read(name).decode("utf-8"))


def test_every_output_is_made(conducted: Conducted) -> None:
    made = {artifact.path for artifact in conducted.artifacts}
    assert {"audit.html", "audit.xlsx", "audit.json", "audit.md", "audit.junit.xml"} <= made
    assert any(path.startswith("Списки просрочек/") for path in made)
    assert sum(len(verdict.violations) for verdict in conducted.result.verdicts) > 50
    assert conducted.story.comparison is not None
    assert conducted.story.comparison.ended or conducted.story.comparison.changes


def test_nobody_is_left_in_any_output(conducted: Conducted) -> None:
    for artifact in conducted.artifacts:
        assert not SECRETS.search(artifact.path), artifact.path
        for place, text in _texts(artifact.path, artifact.content):
            found = SECRETS.search(text)
            assert not found, f"{place}: …{text[max(0, found.start() - 80) : found.end() + 40]}…"


def test_nobody_is_left_in_the_history(book: Handbook, conducted: Conducted) -> None:
    import gzip

    assert conducted.result.verdicts
    files = [path for path in (book.root / FOLDER).rglob("*") if path.is_file()]
    assert len(files) >= 2
    for path in files:
        content = path.read_bytes()
        text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
        assert not SECRETS.search(text), path.name


def test_the_same_audit_with_names_has_them(book: Handbook) -> None:
    order = Order(_tables(1), as_of=date(2026, 3, 23), formats=("md",), history=False, keep=False)
    named = conduct(book, order)
    assert SECRETS.search(named.artifacts[0].content.decode("utf-8"))

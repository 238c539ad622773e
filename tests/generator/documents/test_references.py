"""A reference to a norm is put into words wherever the sources may hold one: in lists of tools, terms, registers."""

import io
import zipfile

from generator.artifact import Artifact
from generator.documents.files import documents, everything
from generator.documents.pack.compose import pack
from generator.documents.pack.scope import everyone
from tests.conftest import Company

REFERENCE = "[[norm:n-kp]]"


def parts(made: Artifact) -> str:
    if not zipfile.is_zipfile(io.BytesIO(made.content)):
        return made.content.decode()
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels")))


def test_references_are_words_everywhere(company: Company) -> None:
    posts, act = "regulations/positions.yaml", "regulations/documents/reglament-kp.yaml"
    company.replace(
        "regulations/processes/sell/prodat/podgotovit-kp.yaml", "tools: [CRM]", f'tools: ["CRM {REFERENCE}"]'
    )
    line = f'{{edition: 1, date: 2026-01-12, summary: "Срок {REFERENCE}", basis: "Из-за {REFERENCE}"}}'
    company.append(
        act, f"retention: год и {REFERENCE}\npublication: {{number: РД-01, date: 2026-01-12, changes: [{line}]}}\n"
    )
    company.replace(act, "medium: Общая папка", f"medium: Общая папка {REFERENCE}")
    wanted = f"roles: [menedzher]\n    education: Любое {REFERENCE}\n    experience: Год {REFERENCE}\n"
    company.replace(posts, "roles: [menedzher]\n", f'{wanted}    conditions: {{equipment: ["Ноутбук {REFERENCE}"]}}\n')
    book = company.reading().handbook
    made = [*documents(book, everything(book)), *pack(book, everyone(book))]
    left = [one.path for one in made if "[[" in parts(one)]
    assert left == []
    assert sum("не более 7" in parts(one).replace("\u00a0", " ") for one in made) > 5

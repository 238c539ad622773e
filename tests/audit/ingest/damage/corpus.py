"""Damaged exports, made by a seed: bytes, and what an import of them must give.

Limits, by agreement:

- A row whose own bytes were touched, junk glued to them included, is damaged: it may be mended or set aside, and what
  it says is not compared. Every other row must arrive with exactly its values. A row cut short may be taken for one
  whose writer leaves out empty cells, when more than a few are short and no whole row ends with an empty cell.
- A title with a slip of the hand may be missed, so that its column is blank; it may never be taken for another one.
- A refusal is right when no whole row is left, when the file begins with random bytes, and for a workbook that is cut:
  a ZIP without its end cannot be opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.audit.ingest.damage import columns, noise, tears
from tests.audit.ingest.damage.deals import FIELDS, Values, random_deals
from tests.audit.ingest.damage.drafts import Draft, Piece, pieces_of, write
from tests.audit.ingest.damage.shapes import random_shape

_TEXTS = ("utf-8", "cp1251", "utf-16-le", "utf-16-be", "koi8-r", "cp866")
Change = Callable[[Random, Draft], None]
ByteChange = Callable[[Random, Draft, list[Piece]], list[Piece]]


@dataclass(frozen=True)
class Damaged:
    """A damaged export.

    Attributes:
        name: Of the file.
        told: How it was made.
        whole: What the untouched rows must give, by the number of the deal.
        unsure: Columns whose values may be missing.
        known: Numbers of all deals that were written.
        touched: How many rows were touched, or are junk.
        rows: How many rows were written, as far as that can be told.
        counted: Whether that is exactly so.
        places: The number of the row of each deal, in such a file.
        refusable: Whether a refusal is right.
    """

    name: str
    told: str
    whole: Mapping[str, Values]
    unsure: frozenset[str]
    known: frozenset[str]
    touched: int
    rows: int
    counted: bool
    places: Mapping[str, int]
    refusable: bool


def corpus(seed: int, numbers: Iterable[int], folder: Path) -> Iterator[Damaged]:
    """Write damaged exports into a folder, one by one.

    Args:
        seed: The same files each time.
        numbers: Which of them; each is made without the others.
        folder: Where.
    """
    for number in numbers:
        yield _damaged(Random(seed * 100_003 + number), folder, f"{seed}-{number}")  # noqa: S311 - the same files


def _damaged(dice: Random, folder: Path, name: str) -> Damaged:
    """Write one damaged export."""
    draft = random_shape(dice, random_deals(dice, dice.randrange(12, 45)))
    for change in _changes(dice, draft):
        change(dice, draft)
        draft.told.append(change.__name__)
    path = folder / f"{name}.{draft.suffix}"
    if draft.kind == "xlsx":
        write(draft, path)
        if dice.random() < 0.2:
            draft.told.append("truncated")
            draft.refusable = True
            path.write_bytes(path.read_bytes()[: dice.randrange(1, path.stat().st_size)])
    else:
        path.write_bytes(_text(dice, draft))
    return _promise(draft, path)


def _changes(dice: Random, draft: Draft) -> list[Change]:
    """One change or two of those that such a file may suffer; sometimes none, and only its bytes do."""
    possible: list[Change] = [columns.shuffled, columns.emptied, tears.doubled]
    if draft.kind in {"csv", "html", "xlsx"}:
        possible += [columns.retitled, columns.renamed, columns.misspelt, columns.more_columns]
    if draft.kind != "xlsx":
        possible += [tears.cut_short, tears.glued, tears.strangers, tears.marks_inside]
    if draft.kind in {"csv", "html"}:
        possible += [tears.too_many_cells]
    if draft.kind == "csv":
        possible += [tears.broken_by_a_line, tears.one_quote, tears.preface, tears.colophon, _delimiter, _line_ends]
    if draft.kind in {"html", "json", "jsonl"}:
        possible += [tears.one_quote, tears.warned]
    chosen = dice.sample(possible, dice.choice((0, 1, 1, 2, 2, 3)))
    # Cells and the delimiter come before rows are put as text.
    return sorted(chosen, key=lambda change: change.__module__ == tears.__name__)


def _text(dice: Random, draft: Draft) -> bytes:
    possible: list[ByteChange] = [noise.truncated, noise.tail_of_junk, noise.page_at_the_end, noise.junk_inside]
    possible += [noise.junk_before]
    if dice.random() < 0.3 or not _fits(draft, draft.encoding):
        _encode(dice, draft)
    if draft.encoding in {"utf-8", "cp1251"} and _fits(draft, "cp1251"):
        possible.append(noise.other_tail)
    pieces = pieces_of(draft)
    if dice.random() < 0.5 or len(draft.told) == 1:
        change = dice.choice(possible)
        pieces, draft.noisy = change(dice, draft, pieces), True
        draft.told.append(change.__name__)
    return b"".join(piece.data for piece in pieces)


def _encode(dice: Random, draft: Draft) -> None:
    """Another encoding, of those that have all of its letters."""
    encoding = dice.choice([name for name in _TEXTS if _fits(draft, name)])
    draft.encoding, draft.marked = encoding, encoding.startswith("utf") and dice.random() < 0.5
    draft.told.append(encoding + (" marked" if draft.marked else ""))


def _fits(draft: Draft, encoding: str) -> bool:
    marked, name = draft.marked, draft.encoding
    draft.marked, draft.encoding = False, encoding
    try:
        pieces_of(draft)
    except UnicodeEncodeError:
        return False
    finally:
        draft.marked, draft.encoding = marked, name
    return True


def _delimiter(dice: Random, draft: Draft) -> None:
    draft.delimiter = dice.choice([mark for mark in ";,\t|" if mark != draft.delimiter])


def _line_ends(dice: Random, draft: Draft) -> None:
    """Line ends of another system, or of several."""
    draft.end = dice.choice(("\r", "\r\n", "\n"))
    if dice.random() < 0.3:
        for row in draft.rows:
            row.end = dice.choice(("\n", "\r\n"))


def _promise(draft: Draft, path: Path) -> Damaged:
    whole: dict[str, Values] = {}
    touched: set[str] = set()
    for row in draft.rows:
        if row.deal is None or not row.whole:
            touched |= {row.deal.deal_id} if row.deal else set()
            continue
        values = tuple(
            None if name in row.blank else value for name, value in zip(FIELDS, row.deal.values, strict=True)
        )
        whole.setdefault(row.deal.deal_id, values)
    lines = draft.kind in {"csv", "xlsx"}
    counted = not draft.noisy and all(row.whole for row in draft.rows) and (lines or not draft.above)
    first = 1 if draft.kind.startswith("json") else 2 + len(draft.above)
    places = {row.deal.deal_id: place for place, row in reversed([*enumerate(draft.rows, first)]) if row.deal}
    return Damaged(
        path.name,
        ", ".join(draft.told),
        # Of two rows of one deal the first counts, and nobody knows what a touched one says.
        {number: values for number, values in whole.items() if number not in touched},
        frozenset(draft.unsure),
        frozenset(row.deal.deal_id for row in draft.rows if row.deal),
        sum(not row.whole for row in draft.rows),
        sum(row.whole for row in draft.rows) + (len(draft.below) if counted else 0),
        counted,
        places if counted else {},
        draft.refusable or not whole,
    )

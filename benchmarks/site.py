"""Building the site against plain MkDocs Material: ``python -m benchmarks.site [--operations 500] [--runs 1]``.

The company is the sample grown, as ``benchmarks.check`` grows it, or one given by ``--project``. Both build the same
Markdown with the same navigation; the peer is MkDocs with the theme and its two plugins and nothing of ours. Every
figure is a whole process that starts, reads and writes, the best of several runs, in turn with the peer:

- full: from the sources alone, everything drawn, checked and indexed anew;
- again: the same, with the drawings of an earlier build kept;
- edit: one sentence of one operation is another;
- same: nothing has changed.

Then what a reader loads: the HTML of pages by kind, and what the search loads.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.check import grow
from benchmarks.measure import Best, best, run
from generator.folders import Folders
from generator.site.config import CONFIG

_BUILD = """
import pathlib, sys
from generator.site.build import build_site
from handbook.read import read
root = pathlib.Path(sys.argv[1])
sys.exit("\\n".join(one.message for one in build_site(read(root).handbook, root).findings))
"""
_KIB = 1024
#: Aims: of plain MkDocs, of a full build, of pages, in KiB.
_FULL, _SAME, _PAGE = 1.25, 0.10, 60
_SENTENCE = re.compile(r"(?m)^( *(?:- )?(?:text|key_factor|bottleneck): [А-Яа-яё][^\"'{}:#]*)$")
_HEAVY = 0.95


@dataclass(frozen=True, slots=True)
class Weights:
    """Sizes of some pages in bytes, sorted."""

    name: str
    sizes: tuple[int, ...]

    def __str__(self) -> str:
        at = self.sizes[min(len(self.sizes) - 1, int(len(self.sizes) * _HEAVY))]
        light = sum(size <= _PAGE * _KIB for size in self.sizes) / len(self.sizes)
        return (
            f"{self.name:12} {len(self.sizes):6} {statistics.median(self.sizes) / _KIB:8.1f} {at / _KIB:8.1f} "
            f"{self.sizes[-1] / _KIB:8.1f} {light:8.1%}"
        )


@dataclass(frozen=True, slots=True)
class Times:
    """What each way of building took, and plain MkDocs on the Markdown it made."""

    full: Best
    plain: Best
    again: Best
    edit: Best
    same: Best


def measured(folder: Path, runs: int) -> Times:
    """Build the site of a company in every way.

    Args:
        folder: The company's folder; its ``build/`` and ``site/`` are made anew, one of its operations is edited.
        runs: How many times each.

    Raises:
        SystemExit: Somebody failed.
    """
    folders = Folders.of(folder)
    ours = [sys.executable, "-c", _BUILD, str(folder)]
    rounds = []
    for _ in range(runs):
        _forget(folders, folders.build)
        full = run(ours)
        plain = run(_plain(folders))
        _forget(folders, folders.docs, folders.build / ".site")
        again = run(ours)
        same = run(ours)
        _edit(folder)
        rounds.append((full, plain, again, run(ours), same))
    return Times(*(best(column) for column in zip(*rounds, strict=True)))


def weights(site: Path) -> Iterator[Weights]:
    """Sizes of all pages, then by folder."""
    sizes: dict[str, list[int]] = {"all": []}
    for path in site.rglob("*.html"):
        name = path.relative_to(site).parts[0] if path.parent != site else "other"
        size = path.stat().st_size
        sizes["all"].append(size)
        sizes.setdefault(name, []).append(size)
    for name in sorted(sizes):
        yield Weights(name, tuple(sorted(sizes[name])))


def _plain(folders: Folders) -> Sequence[str]:
    """Plain MkDocs on what ours was made of, into a folder beside."""
    config = folders.build / CONFIG
    return [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(folders.build / "plain")]


def _forget(folders: Folders, *more: Path) -> None:
    """Take what was built out of the way. It is not removed: ext4 makes new files slowly beside many just removed."""
    aside = Path(tempfile.mkdtemp(prefix=".old-", dir=folders.project))
    for path in (folders.site, *more):
        if path.exists():
            path.rename(aside / path.name)


def _edit(folder: Path) -> None:
    """Change a sentence of an operation.

    Raises:
        SystemExit: There is none.
    """
    for path in sorted((folder / "regulations" / "processes").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        edited = _SENTENCE.sub(r"\1 и ещё раз", text, count=1)
        if edited != text:
            path.write_text(edited, encoding="utf-8")
            return
    raise SystemExit(f"{folder}: no sentence to edit")


def report(folder: Path, runs: int) -> None:
    """Measure a company and tell."""
    found = measured(folder, runs)
    print(f"{'':16} {'wall, s':>8} {'processor, s':>13} {'wall of plain':>14}")
    rows = (
        ("plain MkDocs", found.plain),
        ("full", found.full),
        ("again", found.again),
        ("edit", found.edit),
        ("same", found.same),
    )
    for name, one in rows:
        print(f"{name:16} {one.seconds:8.2f} {one.processor:13.2f} {one.seconds / found.plain.seconds:14.2f}")
    print(f"full against plain: {found.full.seconds / found.plain.seconds:.2f}, the aim is {_FULL}")
    print(f"same against full: {found.same.seconds / found.full.seconds:.1%}, the aim is {_SAME:.0%}")
    site = Folders.of(folder).site
    print(f"{'HTML, KiB':12} {'pages':>6} {'median':>8} {'95 %':>8} {'largest':>8} {f'≤ {_PAGE}':>8}")
    for kind in weights(site):
        print(kind)
    index = sum(path.stat().st_size for path in (site / "search").iterdir())
    print(f"search index: {index / _KIB:.0f} KiB")


def main() -> None:
    """Grow the company, measure and tell."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--operations", type=int, default=500)
    options.add_argument("--runs", type=int, default=1)
    options.add_argument("--project", type=Path, help="a company of yours; it is copied, not touched")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if given.project:
            shutil.copytree(given.project / "regulations", folder / "regulations")
        else:
            print(f"{grow(folder, given.operations)} operations")
        report(folder, given.runs)


if __name__ == "__main__":
    main()

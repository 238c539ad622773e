"""What a user waits for, against the least anyone could wait: ``python -m benchmarks.start_up [--deals 2000]``.

Every figure is the whole process, from cold Python to exit, the best of several runs; the peer runs in turn with it,
so that a busy machine slows both.

- ``reglament --help`` against an empty Python program;
- ``reglament check`` of the sample company against PyYAML's C parser over the same files;
- ``reglament audit`` of a generated export, report included, against DuckDB merely loading the same deals.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import TREE, run

_PARSE = """
import sys, yaml, pathlib
for path in sorted(pathlib.Path("regulations").rglob("*.yaml")):
    yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
"""
_LOAD = """
import sys, duckdb
duckdb.connect().execute("CREATE TABLE deals AS SELECT * FROM read_csv(?, delim=';', all_varchar=true, header=true)",
    [sys.argv[1]])
"""


def compare(name: str, ours: Sequence[str], peer: Sequence[str], runs: int) -> None:
    """Print the best of several runs of both and their ratio."""
    pairs = [(run(ours).seconds, run(peer).seconds) for _ in range(runs)]
    mine, theirs = (min(column) for column in zip(*pairs, strict=True))
    print(f"{name:34} {mine:6.3f} s   peer {theirs:6.3f} s   ratio {mine / theirs:5.2f}")


def main() -> None:
    """Make the export and run the three comparisons."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--deals", type=int, default=2000)
    options.add_argument("--runs", type=int, default=5)
    given = options.parse_args()
    from audit.sample.generate import generate, write
    from handbook.read import read

    python = sys.executable
    command = [python, "-m", "reglament"]
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "export"
        write(generate(read(TREE).handbook, size=given.deals), export, Path(folder) / "expected.json")
        compare("reglament --help", [*command, "--help"], [python, "-c", "pass"], given.runs)
        compare("reglament check", [*command, "check"], [python, "-c", _PARSE], given.runs)
        compare(
            f"reglament audit, {given.deals} deals",
            [*command, "audit", str(export), "-o", str(Path(folder) / "report")],
            [python, "-c", _LOAD, str(export / "deals.csv")],
            given.runs,
        )


if __name__ == "__main__":
    main()

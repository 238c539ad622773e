"""The sample, spoilt in hundreds of ways people and machines spoil files: ``check`` always answers."""

import json
import random
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from reglament.cli import app

ROOT = Path(__file__).parents[2]
JUNK = [
    "\t",
    "\x00",
    "\x1b[31m",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "&a ",
    "*a",
    "!!int ",
    "|",
    "%",
    "@",
    "#",
    "\u2028",
    "ё",
]
JUNK += ["<<: ", "~", "999999999999999999999", "2026-02-30", "\ufeff", "---\n", "? ", "\\", "_", "[[norm:", "\ud7ff"]

ROUNDS = 50
FILES_A_ROUND = 4


def delete(_dice: random.Random, line: str) -> str:
    del line
    return ""


def double(_dice: random.Random, line: str) -> str:
    return line + line


def indent(dice: random.Random, line: str) -> str:
    shift = dice.choice((-3, -2, -1, 1, 2, 3))
    return " " * shift + line if shift > 0 else line[min(-shift, len(line) - len(line.lstrip(" "))) :]


def litter(dice: random.Random, line: str) -> str:
    at = dice.randrange(len(line))
    return line[:at] + dice.choice(JUNK) + line[at:]


def cut(dice: random.Random, line: str) -> str:
    return line[: dice.randrange(len(line))] + "\n"


def drop_rest(dice: random.Random, line: str) -> str:
    """The file ends here: what follows is cut off by the caller."""
    return line[: dice.randrange(len(line))]


def misspell(dice: random.Random, line: str) -> str:
    letters = list(line.rstrip("\n"))
    if len(letters) > 1:
        at = dice.randrange(len(letters) - 1)
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters) + "\n"


WAYS = (delete, double, indent, litter, cut, drop_rest, misspell)


def spoil(dice: random.Random, path: Path) -> str:
    """Spoil one line of a file; what was done, for the message of a failure."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    number = dice.randrange(len(lines))
    way = dice.choice(WAYS)
    lines[number] = way(dice, lines[number])
    rest = [] if way is drop_rest else lines[number + 1 :]
    path.write_text("".join([*lines[: number + 1], *rest]), encoding="utf-8")
    return f"{way.__name__} {path.name}:{number + 1} -> {lines[number]!r}"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "regulations", folder / "regulations")
    return folder


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_check_always_answers(sample: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a seeded choice of mistakes, nothing secret
    sources = sorted((sample / "regulations").rglob("*.yaml"))
    chosen = dice.sample(sources, FILES_A_ROUND)
    whole = {path: path.read_bytes() for path in chosen}
    try:
        done = [spoil(dice, path) for path in chosen]
        result = CliRunner().invoke(app, ["--project", str(sample), "check", "--format", "json"])
    finally:
        for path, content in whole.items():
            path.write_bytes(content)
    assert result.exception is None or isinstance(result.exception, SystemExit), done
    assert result.exit_code in (0, 1), done
    answer = json.loads(result.stdout)
    assert result.exit_code == (1 if answer["summary"]["error"] else 0), done
    for finding in answer["findings"]:
        assert finding["message"], done
        assert finding["places"], done

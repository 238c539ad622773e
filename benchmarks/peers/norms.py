"""What the two peers share: the numbers they judge by and how they are run."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

AS_OF = datetime(2026, 7, 1)  # noqa: DTZ001 - moments of the export have no zone
PLACEHOLDERS = ("", "-", "—", ".", "?", "0000", "тест", "test", "нет", "123", "xxx", "ххх", "н/д")
#: Columns that must be filled, with their titles in the norm.
FIELDS = {"source": "Источник", "ИНН": "ИНН"}
QUOTE = "Предложение"
FROM_QUOTE_ON = (QUOTE, "Переговоры", "Договор")

DEAL_DAYS = 60
QUOTE_HOURS = 480
FEWEST_OPEN, MOST_OPEN = 3, 22
FEWEST_CALLS = 12
#: A week with fewer available days has no minimum.
FEWEST_DAYS = 3
ANSWER_SECONDS = 60 * 60
SILENT_DAYS = 21


def run(judge: Callable[[Path], dict[str, list[str]]], about: str | None) -> None:
    """Judge the folder named on the command line and print how many violators each norm has.

    Args:
        judge: Folder in, keys of the violators of every norm out.
        about: What the peer says of itself.
    """
    options = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, help="what benchmarks.exports made")
    for name, keys in judge(options.parse_args().folder).items():
        print(f"{name:20} {len(keys)}")

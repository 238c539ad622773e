"""A worker that knows nothing of companies: it fails on what is no table, and asks nothing about the rest."""

from __future__ import annotations

import time
from pathlib import Path

from reglament.serve.pipe import Pipe
from reglament.serve.task import EXPORT

FORM = {
    "profile": "x",
    "files": [],
    "matches": [],
    "remarks": [],
    "proved": "",
    "unfit": "",
    "trouble": "",
    "doubts": 0,
    "same": False,
    "partly": False,
    "unclear": [],
    "goes_on": False,
    "handed": None,
}


def main() -> None:
    pipe = Pipe()
    folder = Path(pipe.request()["folder"]) / EXPORT
    content = next(path for path in folder.rglob("*") if path.is_file()).read_bytes()
    pipe.tell(stage="Читаю", share=0.5)
    time.sleep(0.3)
    if content.startswith(b"%PDF"):
        told = {"word": "ошибка", "severity": "error", "message": "это PDF", "where": "", "tip": "Выгрузите CSV"}
        pipe.tell(failed={"message": "это не таблица", "tip": "", "remarks": [told]})
    else:
        pipe.tell(asks=FORM)


if __name__ == "__main__":
    main()

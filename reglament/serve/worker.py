"""A process of its own for one step of an audit: ``python -m reglament.serve.worker``, JSON in, JSON lines out."""

from __future__ import annotations

import os
import sys
from typing import Any

from reglament.serve.pipe import Pipe
from reglament.serve.task import CannotError, Task


def main() -> None:
    """Do what the request says and tell how it goes; the last event is the outcome."""
    pipe = Pipe()
    request = pipe.request()
    try:
        outcome = _done(request, pipe)
    except CannotError as error:
        outcome = {"failed": {"message": str(error), "tip": error.tip, "remarks": list(error.remarks)}}
    except MemoryError:
        outcome = {"ended": "memory"}
    except Exception as error:
        if os.environ.get("REGLAMENT_DEBUG"):
            raise
        tip = "Это наша ошибка, а не ваша. Запустите программу с REGLAMENT_DEBUG=1 и пришлите вывод разработчикам"
        message = f"внутренняя ошибка программы: {type(error).__name__}"
        outcome = {"failed": {"message": message, "tip": tip, "remarks": []}}
    pipe.tell(**outcome)


def _done(request: dict[str, Any], pipe: Pipe) -> dict[str, Any]:
    from reglament.serve import reading

    task = Task.of(request)
    return reading.read(task, pipe.tell) if request["do"] == "read" else reading.go_on(task, pipe.tell)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    # What libraries leave to the end of a program is of no use here.
    os._exit(0)

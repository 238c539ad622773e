"""One build of a folder at a time: another one waits for it, whoever runs it, and goes on when it ends or is killed.

Builds of one company side by side would each make pages of what the other has written, and stamp the mixture as whole.
A preview of some pages stamps nothing and waits for nobody: the next whole build makes of them what they should be.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from generator.site.engine.kept import FOLDER
from generator.writer import WriteError

_FILE = "lock"
#: Builds take minutes at most; whoever holds the folder for longer, in seconds, has hung. The preview gives its
#: own builds longer.
_PATIENCE = 600.0
_STEP = 0.1


@contextlib.contextmanager
def alone(build: Path, waiting: Callable[[], None] = lambda: None, *, patience: float = _PATIENCE) -> Iterator[None]:
    """Have the folder of build files for oneself.

    Where a disk knows no locks, or no file can be made, nothing is waited for.

    Args:
        build: The folder.
        waiting: Called once when somebody else has it and is waited for.
        patience: How long to wait for whoever has it, in seconds.

    Raises:
        WriteError: Somebody else has it all the time.
    """
    with contextlib.ExitStack() as held:
        try:
            (build / FOLDER).mkdir(parents=True, exist_ok=True)
            file = held.enter_context((build / FOLDER / _FILE).open("ab"))
        except OSError:
            yield  # the writer tells what is wrong with the folder
            return
        if not _taken(file):
            waiting()
            _wait(file, build, patience)
        yield


def _wait(file: BinaryIO, build: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while not _taken(file):
        if time.monotonic() >= until:
            raise WriteError(
                f"Сайт уже собирает другая программа и никак не закончит: папка {build} занята. "
                "Дождитесь её или закройте и повторите"
            )
        time.sleep(_STEP)


if sys.platform == "win32":
    import msvcrt

    def _taken(file: BinaryIO) -> bool:
        """Whether the file is ours until it is closed, or cannot be anybody's."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        except OSError:
            pass
        return True

else:
    import fcntl

    def _taken(file: BinaryIO) -> bool:
        """Whether the file is ours until it is closed, or cannot be anybody's."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            pass
        return True

"""Private temporary folders: one for the session, one in it for every audit; nothing outlives the program for long."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import time
from pathlib import Path

import psutil

_PREFIX, _OWNER = "reglament-serve-", "owner.json"
#: A folder that nobody owns yet may be of a program that is just starting.
_FRESH = 3600
#: On Windows a file stays open for a moment after the process that read it was ended.
_TRIES, _PAUSE = 5, 0.2


class Storage:
    """The folder of one session.

    Attributes:
        root: The folder; only its owner may enter it.
    """

    def __init__(self) -> None:
        """Make the folder, after those that crashed sessions left are removed.

        Raises:
            OSError: The disk refuses.
        """
        sweep(Path(tempfile.gettempdir()))
        self.root = Path(tempfile.mkdtemp(prefix=_PREFIX))
        own = psutil.Process()
        owner = {"pid": own.pid, "started": own.create_time(), "line": own.cmdline()}
        (self.root / _OWNER).write_text(json.dumps(owner), encoding="utf-8")

    def make(self, name: str) -> Path:
        """Make the folder of an audit.

        Raises:
            OSError: The disk refuses.
        """
        folder = self.root / name
        folder.mkdir(mode=0o700)
        return folder

    def close(self) -> None:
        """Remove everything."""
        remove(self.root)


def remove(folder: Path) -> None:
    """Remove a folder with all it holds, patiently; what cannot be removed now is swept at the next start."""
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(_PAUSE)


def sweep(place: Path) -> None:
    """Remove folders of sessions whose program is no more.

    Args:
        place: Where such folders lie.
    """
    for folder in place.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if not folder.is_symlink() and _is_ours(folder) and not _is_alive(folder):
                remove(folder)


def _is_ours(folder: Path) -> bool:
    getuid = getattr(os, "getuid", None)
    return getuid is None or folder.stat().st_uid == getuid()


def _is_alive(folder: Path) -> bool:
    try:
        owner = json.loads((folder / _OWNER).read_text(encoding="utf-8"))
        process = psutil.Process(int(owner["pid"]))
        # Another program may have got the number since. The clock may have been set: then the command line tells.
        started = abs(process.create_time() - float(owner["started"])) < 1
        return started or ("line" in owner and process.cmdline() == owner["line"])
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return False
    except psutil.AccessDenied:
        return True
    except (OSError, ValueError, KeyError, TypeError):
        return time.time() - folder.stat().st_mtime < _FRESH

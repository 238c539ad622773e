"""Compiled templates, once per process: a process that stays renders page after page without compiling them again."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class _Memory(BytecodeCache):
    """Compiled templates by name and source: a template that was changed is another one."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is known of a template."""
        known = self._known.get((bucket.key, bucket.checksum))
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@lru_cache(maxsize=1)
def template_memory() -> BytecodeCache:
    """The one of this process, for templates of the theme and of pages: each file is compiled in one manner only."""
    return _Memory()

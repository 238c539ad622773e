"""Chance that is the same for the same sources."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32


def number(*seed: str) -> int:
    """A number that looks accidental and depends on the words alone."""
    return crc32("\0".join(seed).encode())


def shuffled(items: Iterable[str], *seed: str) -> tuple[str, ...]:
    """Items in an order that looks accidental; equal items stand together."""
    begun = number(*seed)
    return tuple(sorted(items, key=lambda item: (crc32(item.encode(), begun), item)))


def nearly(items: Iterable[str], reach: int, *seed: str) -> tuple[str, ...]:
    """Items that stay near their places, yet not in the same order for every seed."""
    begun = number(*seed)
    ranked = sorted(enumerate(items), key=lambda pair: (pair[0] + crc32(pair[1].encode(), begun) % reach, pair[0]))
    return tuple(item for _, item in ranked)

"""What renderers return: a file not yet written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to be written.

    Attributes:
        path: Path inside the output folder, with forward slashes.
        content: The whole file.
    """

    path: str
    content: bytes

"""The folder a company begins with: the library of the sample made the company's own, and what stands around it."""

from __future__ import annotations

from handbook.starter.adopted import adopted
from handbook.starter.choice import DEFAULT_CITY, DEFAULT_NAME, Choice, OddNameError, chosen
from handbook.starter.library import library
from handbook.starter.skeleton import of_made, skeleton

__all__ = [
    "DEFAULT_CITY",
    "DEFAULT_NAME",
    "Choice",
    "OddNameError",
    "adopted",
    "chosen",
    "library",
    "of_made",
    "skeleton",
]

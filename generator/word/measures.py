"""Numbers that attributes of a part hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


def whole(element: _Element, attribute: str, otherwise: int = 0) -> int:
    """A whole number: Google Docs writes «4680.0», a damaged file anything.

    Args:
        element: The element.
        attribute: Its attribute.
        otherwise: What to take when there is none, or no number in it.
    """
    try:
        return round(float(element.get(attribute, "")))
    except (ValueError, OverflowError):
        return otherwise

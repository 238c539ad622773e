"""SVG for programs that know little of it: Word draws no style sheets, no markers and no order of painting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import atan2, degrees
from xml.etree import ElementTree as ET

from generator.diagram.palette import PRINT, Palette
from generator.diagram.svg_style import RULES

_NAMESPACE = "http://www.w3.org/2000/svg"
_SVG = f"{{{_NAMESPACE}}}"
#: Faces of one width; Word takes the first it has.
_FONT = "Arial, 'Liberation Sans', sans-serif"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
#: What browsers and screen readers use; Word reads the description of the picture instead.
_UNSEEN = {f"{_SVG}{name}" for name in ("title", "desc", "style", "defs")}
_DROPPED = ("class", "id", "role", "aria-hidden", "aria-label", "aria-labelledby", "data-norms", "marker-end")
#: The open arrowhead of a message: its tip, and its drawing before it is moved and turned.
_TIP, _HEAD = (9.5, 4), "M0 0L9 4L0 8Z"


def plain(svg: str) -> str:
    """The same picture in presentation attributes only.

    Args:
        svg: A picture of ours with the palette of paper.
    """
    root = ET.fromstring(svg.encode())  # noqa: S314 - our own output
    _simplify(root, PRINT)
    ET.register_namespace("", _NAMESPACE)
    return ET.tostring(root, encoding="unicode", xml_declaration=False)


def _simplify(element: ET.Element, palette: Palette) -> None:
    """Turn classes into attributes, markers and halos into shapes of their own; drop what is not drawn."""
    children: list[ET.Element] = []
    for child in element:
        if child.tag in _UNSEEN or child.get("font-size") == "0":
            continue
        classes = set(child.get("class", "").split())
        marked = child.get("marker-end") is not None
        _simplify(child, palette)
        _dress(child, classes, palette)
        if "halo" in classes:
            children.append(_behind(child))
            for name in ("stroke", "stroke-width", "stroke-linejoin"):
                child.attrib.pop(name, None)
        children.append(child)
        if marked:
            head = ET.Element(f"{_SVG}path", {"d": _HEAD, "transform": _turn(child.get("d", ""))})
            _dress(head, {"hollow"}, palette)
            children.append(head)
    element[:] = children
    for name in _DROPPED:
        element.attrib.pop(name, None)


def _dress(element: ET.Element, classes: set[str], palette: Palette) -> None:
    """Write what the rules of the style sheet say of an element as its attributes."""
    tag = element.tag.removeprefix(_SVG)
    for name, value in _declarations(tag, classes):
        if name != "paint-order":
            element.set(name, value.format_map(_colours(palette)).removesuffix("px"))
    if tag == "text":
        element.set("font-family", _FONT)
    element.tail = None


def _declarations(tag: str, classes: set[str]) -> Iterator[tuple[str, str]]:
    for selector, body in RULES:
        name, _, css = selector.partition(".")
        if ":" in selector or (name and name != tag) or (css and css not in classes):
            continue
        for declaration in body.split(";"):
            key, _, value = declaration.partition(":")
            yield key, value


def _colours(palette: Palette) -> dict[str, str]:
    return {variable.removeprefix("--dg-"): colour for variable, colour in palette.variables()}


def _behind(text: ET.Element) -> ET.Element:
    """The halo of a text: the same letters, thick, below the letters themselves."""
    copy = ET.fromstring(ET.tostring(text))  # noqa: S314 - our own output
    copy.set("fill", copy.get("stroke", ""))
    return copy


def _turn(path: str) -> str:
    """Where the arrowhead of a line stands: at its end, the way it runs there."""
    numbers = [float(number) for number in _NUMBER.findall(path)]
    before, tip = numbers[-4:-2], numbers[-2:]
    angle = degrees(atan2(tip[1] - before[1], tip[0] - before[0]))
    return f"translate({tip[0]:g} {tip[1]:g}) rotate({angle:g}) translate({-_TIP[0]:g} {-_TIP[1]:g})"

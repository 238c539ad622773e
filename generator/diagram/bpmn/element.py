"""XML as records: strict escaping, one way to write a thing, no dependence on a library."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from generator.diagram.measure import clean

INDENT = "  "


@dataclass(frozen=True, slots=True)
class Element:
    """An element: attributes in the order they are written, and either children or text."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple["Element", ...] = ()
    text: str = ""


def element(
    tag: str, attributes: Mapping[str, str | None] | None = None, children: Iterable[Element] = (), text: str = ""
) -> Element:
    """An element; attributes that are None are left out."""
    given = tuple((key, value) for key, value in (attributes or {}).items() if value is not None)
    return Element(tag, given, tuple(children), text)


def serialise(root: Element) -> bytes:
    """A whole document."""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(_lines(root, ""))).encode()


def _lines(item: Element, margin: str) -> Iterator[str]:
    attributes = "".join(f' {key}="{escape(clean(value))}"' for key, value in item.attributes)
    text = "\n".join(escape(clean(line), quote=False) for line in item.text.splitlines())
    if item.children:
        yield f"{margin}<{item.tag}{attributes}>\n"
        for child in item.children:
            yield from _lines(child, margin + INDENT)
        yield f"{margin}</{item.tag}>\n"
    elif text:
        yield f"{margin}<{item.tag}{attributes}>{text}</{item.tag}>\n"
    else:
        yield f"{margin}<{item.tag}{attributes}/>\n"

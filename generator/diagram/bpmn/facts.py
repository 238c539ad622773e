"""What stands behind a drawing: words for people, and the same facts for programs that know our vocabulary."""

from collections.abc import Iterator

from generator.diagram.bpmn.element import Element, element
from generator.diagram.flow import Fact, FactKind
from generator.diagram.markup import is_safe

#: Our own vocabulary, a name and no address.
NAMESPACE = "urn:reglament:bpmn:1"

_TAGS = {FactKind.NORM: "reglament:norm", FactKind.CONTROL_POINT: "reglament:controlPoint"}
_TITLES = {FactKind.NORM: "Нормы", FactKind.CONTROL_POINT: "Контрольные точки"}


def described(
    note: str = "", facts: tuple[Fact, ...] = (), marks: tuple[str, ...] = (), href: str | None = None
) -> list[Element]:
    """The first children of any element: documentation, then extensions; nothing when there is nothing to say."""
    words = "\n".join(_paragraphs(note, facts))
    extensions = [*_facts(facts), *(element("reglament:mark", text=mark) for mark in marks)]
    if href and is_safe(href):
        extensions.append(element("reglament:link", {"href": href}))
    found = [element("bpmn:documentation", text=words)] if words else []
    return [*found, element("bpmn:extensionElements", children=extensions)] if extensions else found


def _paragraphs(note: str, facts: tuple[Fact, ...]) -> Iterator[str]:
    """Norms and control points in words too: other programs show documentation and nothing else."""
    if note:
        yield note
    for kind, title in _TITLES.items():
        told = [fact for fact in facts if fact.kind is kind]
        if told:
            yield f"{title}:"
            yield from (f"— {fact.title}" + (f": {fact.text}" if fact.text else "") for fact in told)


def _facts(facts: tuple[Fact, ...]) -> Iterator[Element]:
    for fact in facts:
        yield element(_TAGS[FactKind(fact.kind)], {"ref": fact.id, "title": fact.title}, text=fact.text)

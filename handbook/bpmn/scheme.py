"""The elements of a diagram: what is drawn, what stands in what, what leads where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.bpmn.document import line_of, local
from handbook.bpmn.own import is_own
from handbook.bpmn.words import in_words, name_of, paragraphs, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

TASKS = {
    "task": "задача",
    "userTask": "задача человека",
    "manualTask": "ручная задача",
    "serviceTask": "задача программы",
    "scriptTask": "задача программы",
    "businessRuleTask": "задача по правилу",
    "sendTask": "отправка сообщения",
    "receiveTask": "получение сообщения",
}
SUBPROCESSES = {"subProcess": "подпроцесс", "transaction": "транзакция", "adHocSubProcess": "подпроцесс без порядка"}
GATEWAYS = {
    "exclusiveGateway": "развилка «или»",
    "parallelGateway": "развилка «и»",
    "inclusiveGateway": "развилка «и/или»",
    "eventBasedGateway": "развилка по событиям",
    "complexGateway": "сложная развилка",
}
EVENTS = {
    "startEvent": "начало",
    "endEvent": "конец",
    "intermediateCatchEvent": "событие",
    "intermediateThrowEvent": "событие",
    "boundaryEvent": "событие на границе",
}
DATA = {
    "dataObjectReference": "документ",
    "dataObject": "документ",
    "dataStoreReference": "хранилище",
    "dataInput": "входной документ",
    "dataOutput": "выходной документ",
}
LINKS = {
    "association": "связь",
    "dataInputAssociation": "связь с документом",
    "dataOutputAssociation": "связь с документом",
}
_OTHERS = {
    "process": "процесс",
    "participant": "участник",
    "lane": "дорожка",
    "sequenceFlow": "переход",
    "messageFlow": "сообщение",
    "callActivity": "вызов процесса",
    "textAnnotation": "примечание",
    "group": "рамка",
    "choreography": "хореография",
    "choreographyTask": "задача хореографии",
    "subChoreography": "подхореография",
    "callChoreography": "вызов хореографии",
    "conversation": "разговор",
    "subConversation": "разговор",
    "callConversation": "разговор",
    "conversationLink": "связь разговора",
}
#: Everything that is drawn, with what a reader calls it.
DRAWN = TASKS | SUBPROCESSES | GATEWAYS | EVENTS | DATA | LINKS | _OTHERS
ACTIVITIES = frozenset({*TASKS, *SUBPROCESSES, "callActivity"})
NODES = frozenset({*ACTIVITIES, *GATEWAYS, *EVENTS})

_IN = "EventDefinition"
_PARAGRAPHS = frozenset({"p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6"})
#: Letters of a name that a message needs to be understood.
_LONG = 60


@dataclass(frozen=True, slots=True)
class Box:
    """Where a shape is drawn."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point is inside."""
        across, down = point[0] - self.left, point[1] - self.top
        return 0 <= across <= self.width and 0 <= down <= self.height


@dataclass(frozen=True, eq=False)
class Item:
    """A drawn element.

    Attributes:
        key: Its identifier, or one made up for an element without.
        kind: Its name in BPMN.
        name: What is written in it, on one line.
        line: Its line in the file.
        doc: Its documentation with its line breaks.
        parent: Key of the drawn element it stands in; empty at the top.
        element: The XML, for attributes that few kinds have.
    """

    key: str
    kind: str
    name: str
    line: int
    doc: str
    parent: str
    element: _Element = field(repr=False)

    @property
    def label(self) -> str:
        """What messages call it: kind, name, identifier."""
        short = self.name if len(self.name) <= _LONG else f"{self.name[:_LONG].rstrip()}…"
        written = f" «{short}»" if short else ""
        return f"{DRAWN[self.kind]}{written} ({self.element.get('id') or 'без идентификатора'})"

    def ref(self, attribute: str) -> str:
        """The element an attribute points at, without the prefix some programs write."""
        return bare(self.element.get(attribute))

    def flag(self, attribute: str) -> bool:
        """Whether an attribute says yes."""
        return self.element.get(attribute, "").strip().lower() in {"true", "1"}

    def child_refs(self, tag: str) -> tuple[str, ...]:
        """Elements that children of one name point at."""
        return tuple(bare(child.text) for child in self.element if local(child) == tag and bare(child.text))


@dataclass
class Scheme:
    """A diagram taken apart.

    Attributes:
        items: Everything drawn, by key, in the order of the file.
        inside: Keys of what stands in an element, by its key.
        boxes: Where shapes are drawn, by the element they show.
        folded: Sub-processes drawn closed.
        titles: Names of messages, signals, stores: what is declared and not drawn, by identifier.
        own: Whether our own export wrote it.
    """

    items: dict[str, Item] = field(default_factory=dict)
    inside: dict[str, list[str]] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    folded: set[str] = field(default_factory=set)
    titles: dict[str, str] = field(default_factory=dict)
    own: bool = False

    def of(self, *kinds: str) -> Iterator[Item]:
        """Items of these kinds."""
        return (item for item in self.items.values() if item.kind in kinds)

    def children(self, key: str) -> Iterator[Item]:
        """What stands right in an element."""
        return (self.items[name] for name in self.inside.get(key, ()))

    def within(self, key: str) -> Iterator[Item]:
        """What stands in an element at any depth."""
        waiting = list(reversed(self.inside.get(key, ())))
        while waiting:
            name = waiting.pop()
            yield self.items[name]
            waiting += reversed(self.inside.get(name, ()))

    def process_of(self, item: Item) -> str:
        """Key of the process an item stands in; empty when in none."""
        while item.kind != "process" and item.parent:
            item = self.items[item.parent]
        return item.key if item.kind == "process" else ""


def bare(reference: str | None) -> str:
    """An identifier a reference names: prefixes are for other files."""
    return (reference or "").strip().rpartition(":")[2]


def scheme_of(root: _Element) -> Scheme:
    """The elements of a diagram.

    Args:
        root: Its root, as ``document.root_of`` gives it.
    """
    found = Scheme(own=is_own(root))
    stack = [(child, "") for child in reversed(root)]
    shown = {bare(child.get("dataObjectRef")) for child in root.iter() if local(child) == "dataObjectReference"}
    while stack:
        element, parent = stack.pop()
        kind = local(element)
        if kind in {None, "extensionElements"}:
            _place(found, element)
            continue
        inside = parent
        if _is_drawn(element, str(kind), parent, found, shown):
            inside = _take(found, element, str(kind), parent)
        elif element.get("id") and element.get("name"):
            found.titles.setdefault(bare(element.get("id")), name_of(element.get("name")))
        stack += [(child, inside) for child in reversed(element)]
    return found


def events_of(item: Item) -> tuple[str, ...]:
    """What makes an event: message, timer, link, error…"""
    kinds = [str(local(child)) for child in item.element if local(child)]
    return tuple(kind.removesuffix(_IN) for kind in kinds if kind.endswith(_IN))


def event_words(scheme: Scheme, item: Item) -> str:
    """What an event without a name is about: its message, its link, its time."""
    for child in item.element:
        if not str(local(child)).endswith(_IN):
            continue
        for attribute in ("messageRef", "signalRef", "errorRef", "escalationRef"):
            title = scheme.titles.get(bare(child.get(attribute)))
            if title:
                return title
        written = child.get("name") or " ".join(_time_of(part) for part in child if local(part))
        if plain(written):
            return name_of(written)
    return ""


def _time_of(element: _Element) -> str:
    text = plain(element.text)
    return in_words(text) if local(element) == "timeDuration" else text


def _is_drawn(element: _Element, kind: str, parent: str, found: Scheme, shown: set[str]) -> bool:
    if kind not in DRAWN:
        return False
    if kind == "dataObject":
        return bare(element.get("id")) not in shown
    if kind in {"dataInput", "dataOutput"}:
        # Those of a process are drawn; those of a task are wires inside it.
        return parent in found.items and found.items[parent].kind == "process"
    return True


def _take(found: Scheme, element: _Element, kind: str, parent: str) -> str:
    line = line_of(element)
    key = bare(element.get("id")) or f"{kind}-{line}"
    while key in found.items:
        key = f"{key}'"
    note = paragraphs(_text_in(element, "text")) if kind == "textAnnotation" else ""
    written = element.get("name") or note
    doc = note or paragraphs(_text_in(element, "documentation"))
    found.items[key] = Item(key, kind, name_of(written), line, doc, parent, element)
    found.inside.setdefault(parent, []).append(key)
    return key


def _text_in(element: _Element, tag: str) -> str:
    """The text of children of one name, with the markup some programs leave in it; elements in it are paragraphs."""
    return "\n".join(_marked(child) for child in element if local(child) == tag)


def _marked(element: _Element) -> str:
    """The text of an element with the lines elements inside it break."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    for event, part in iterwalk(element, events=("start", "end")):
        inner = part is not element
        gap = ("\n" if str(part.tag).rpartition("}")[2].lower() in _PARAGRAPHS else " ") if inner else ""
        parts += [gap, (part.text if event == "start" else part.tail if inner else None) or ""]
    return "".join(parts)


def _place(found: Scheme, element: _Element) -> None:
    """Read where shapes stand: needed only where lanes do not name what is in them."""
    for shape in element.iter("{*}BPMNShape"):
        key = bare(shape.get("bpmnElement"))
        if shape.get("isExpanded", "").lower() == "false":
            found.folded.add(key)
        for bounds in shape.iter("{*}Bounds"):
            try:
                sides = [float(bounds.get(side, "")) for side in ("x", "y", "width", "height")]
            except ValueError:
                break
            found.boxes.setdefault(key, Box(*sides))
            break

"""Data of a diagram as documents: what an operation starts from and what it leaves behind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from handbook.book import Handbook
from handbook.bpmn.ledger import Ledger
from handbook.bpmn.own import source_id
from handbook.bpmn.scheme import DATA, Item, Scheme, bare
from handbook.bpmn.words import with_state
from handbook.identifiers import identifier
from handbook.model.document import Document
from handbook.russian.text import folded

_RESULTS = {"record": "crm_record", "letter": "client_document"}
#: How our export ends a list of documents that is too long for its arrow.
_SHORTENED = re.compile(r"(?P<named>.+) и ещё \d+")
#: A name with more commas than this is a text and no list.
_MOST_PARTS = 12


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the description: one it has, or one to be written."""

    id: str
    title: str
    kind: str
    known: bool

    def result(self, *, leaves: bool) -> str:
        """What it is as an output: of the company's own, or of what leaves it."""
        return _RESULTS.get(self.kind, "client_document" if leaves else "internal_document")


@dataclass(frozen=True, slots=True)
class Use:
    """A document an operation takes or gives, the state it is in, and the outsider on the other side, if any."""

    paper: Paper
    state: str
    outsider: str = ""


@dataclass
class Papers:
    """Documents by their titles, and what each operation takes and gives.

    Attributes:
        book: The company.
        own: Whether our own export wrote the diagram.
        new: Documents to be written.
        taken: What each operation starts from.
        given: What each operation leaves behind.
        notes: What is written beside operations and processes.
    """

    book: Handbook
    own: bool = False
    new: dict[str, Paper] = field(default_factory=dict)
    taken: dict[str, list[Use]] = field(default_factory=dict)
    given: dict[str, list[Use]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    _found: dict[str, Paper] = field(default_factory=dict)
    _noted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for document in self.book.documents.values():
            for written in (document.title, document.short):
                if written:
                    self._found.setdefault(folded(written), _known(document))

    def attach(self, scheme: Scheme, process: Item, home: Mapping[str, str], ledger: Ledger) -> None:
        """Read what is tied to operations by associations: documents and notes.

        Args:
            scheme: The diagram.
            process: The process.
            home: The operation each activity ended up in.
            ledger: The account of elements.
        """
        inside = list(scheme.within(process.key))
        flows = {item.key: item for item in inside if item.kind == "sequenceFlow"}
        for item in inside:
            if item.kind in {"dataInputAssociation", "dataOutputAssociation"}:
                self._data(scheme, item, home, ledger)
        for item in scheme.of("association"):
            if scheme.process_of(item) in {process.key, ""}:
                self._tied(scheme, item, home, flows, ledger)
        for item in inside:
            if item.kind == "textAnnotation" and item.doc and item.key not in self._noted:
                self._noted.add(item.key)
                self.notes.setdefault(process.key, []).append(item.doc)
                ledger.use(item)

    def _data(self, scheme: Scheme, item: Item, home: Mapping[str, str], ledger: Ledger) -> None:
        incoming = item.kind == "dataInputAssociation"
        named = item.child_refs("sourceRef" if incoming else "targetRef")
        data = next((scheme.items[key] for key in named if key in scheme.items), None)
        if data is None or data.kind not in DATA:
            ledger.leave(item, "она ведёт не к документу схемы")
        elif item.parent not in home:
            ledger.leave(item, "документы в описании бывают только у операций")
        else:
            self._use(scheme, data, home[item.parent], item, ledger, incoming=incoming)

    def _tied(
        self, scheme: Scheme, item: Item, home: Mapping[str, str], flows: Mapping[str, Item], ledger: Ledger
    ) -> None:
        ends = [scheme.items.get(item.ref(side)) for side in ("sourceRef", "targetRef")]
        source, target = ends
        if source is None or target is None:
            return
        note = next((end for end in ends if end and end.kind == "textAnnotation"), None)
        other = target if note is source else source
        if note is not None:
            self._note(scheme, note, other, home, item, ledger)
        elif source.kind in DATA and target.key in home:
            self._use(scheme, source, home[target.key], item, ledger, incoming=True)
        elif target.kind in DATA and source.key in home:
            self._use(scheme, target, home[source.key], item, ledger, incoming=False)
        elif (data := source if source.kind in DATA else target).kind in DATA:
            flow = flows.get(target.key) or flows.get(source.key)
            self._handed(scheme, data, flow, home, item, ledger)

    def _handed(  # noqa: PLR0913, PLR0917 - both ends of a tie and where they are kept
        self,
        scheme: Scheme,
        data: Item,
        flow: Item | None,
        home: Mapping[str, str],
        item: Item,
        ledger: Ledger,
    ) -> None:
        """A document drawn on a way: the operation before gives it, the one after takes it."""
        before = home.get(flow.ref("sourceRef")) if flow else None
        after = home.get(flow.ref("targetRef")) if flow else None
        for name, incoming in ((before, False), (after, True)):
            if name:
                self._use(scheme, data, name, item, ledger, incoming=incoming)

    def _note(  # noqa: PLR0913, PLR0917 - both ends of a tie and where they are kept
        self, scheme: Scheme, note: Item, other: Item, home: Mapping[str, str], item: Item, ledger: Ledger
    ) -> None:
        where = home.get(other.key) or scheme.process_of(other)
        if where and note.doc:
            text = note.doc if other.key in home or not other.name else f"{other.name}: {note.doc}"
            self._noted.add(note.key)
            self.notes.setdefault(where, []).append(text)
            ledger.use(note, item)

    def _use(  # noqa: PLR0913 - both ends of a tie and where they are kept
        self, scheme: Scheme, data: Item, operation: str, item: Item, ledger: Ledger, *, incoming: bool
    ) -> None:
        written = data.name or scheme.titles.get(data.ref("dataStoreRef") or data.ref("dataObjectRef"), "")
        title, state = with_state(written or "Документ без названия")
        state = state or _state(data)
        kind = "register" if data.kind == "dataStoreReference" else "form"
        paper = self._by_id(data, title) or self._paper(title, kind)
        self._keep(operation, Use(paper, state), incoming=incoming)
        ledger.use(data, item)

    def passed(self, message: Item, operation: str, outsider: str, ledger: Ledger, *, incoming: bool) -> None:
        """Documents a named message carries between an operation and somebody outside the company.

        Args:
            message: The message.
            operation: The operation.
            outsider: The role on the other side.
            ledger: The account of elements.
            incoming: Whether the operation gets them.
        """
        for name in self._named(message, ledger):
            title, state = with_state(name)
            self._keep(operation, Use(self._paper(title, "form"), state, outsider), incoming=incoming)

    def _keep(self, operation: str, use: Use, *, incoming: bool) -> None:
        uses = (self.taken if incoming else self.given).setdefault(operation, [])
        if (use.paper, use.outsider) not in [(one.paper, one.outsider) for one in uses]:
            uses.append(use)

    def _named(self, message: Item, ledger: Ledger) -> list[str]:
        """Titles a message names: our export lists several in its documentation, any program joins them by commas."""
        if self.own and message.doc:
            return [line for line in message.doc.split("\n") if line]
        if self._is_known(message.name):
            return [message.name]
        short = _SHORTENED.fullmatch(message.name)
        found = self._parts(short["named"] if short else message.name)
        if not any(map(self._is_known, found)):
            return [message.name]
        if short:
            tip = "Впишите остальные во входы или выходы операции"
            ledger.tell(message, f"документов больше, чем названо: перенесены {', '.join(found)}", tip)
        return found

    def _parts(self, name: str) -> list[str]:
        """A list of titles taken apart where some are known; unknown words between them stay together."""
        words = name.split(", ")
        if len(words) > _MOST_PARTS:
            return [name]
        found: list[str] = []
        loose: list[str] = []
        while words:
            known = (end for end in range(len(words), 0, -1) if self._is_known(", ".join(words[:end])))
            end = next(known, 0)
            if not end:
                loose.append(words.pop(0))
                continue
            found += [_upper_first(", ".join(loose))] * bool(loose)
            found.append(", ".join(words[:end]))
            words, loose = words[end:], []
        return found + [_upper_first(", ".join(loose))] * bool(loose)

    def _by_id(self, data: Item, title: str) -> Paper | None:
        """The very document our export drew, where several are called the same."""
        document = self.book.documents.get(source_id(data.ref("dataObjectRef"))) if self.own else None
        if document is None or folded(title) not in {folded(document.title), folded(document.short or "")}:
            return None
        return _known(document)

    def _is_known(self, name: str) -> bool:
        return folded(with_state(name)[0]) in self._found

    def _paper(self, title: str, kind: str) -> Paper:
        key = folded(title) or title
        if key not in self._found:
            taken = {*self.book.documents, *self.new, *self.book.claimed.get("document", ())}
            paper = Paper(identifier(title, taken, "dokument"), title, kind, known=False)
            self._found[key] = self.new[paper.id] = paper
        return self._found[key]


def _known(document: Document) -> Paper:
    return Paper(document.id, document.title, document.kind, known=True)


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _state(data: Item) -> str:
    for child in data.element:
        if str(child.tag).endswith("}dataState"):
            return bare(child.get("name")) and str(child.get("name")).strip()
    return ""

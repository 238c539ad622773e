"""Elements of a process as places and ways: what each kind of element is in our flow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handbook.bpmn.cast import Actor, Pool
from handbook.bpmn.ledger import Ledger
from handbook.bpmn.route import Fork, Place, Route, Way
from handbook.bpmn.scheme import ACTIVITIES, EVENTS, GATEWAYS, SUBPROCESSES, Item, Scheme, event_words, events_of
from handbook.bpmn.words import plain

_FORKS: dict[str, Fork] = {
    "exclusiveGateway": "exclusive",
    "eventBasedGateway": "exclusive",
    "parallelGateway": "parallel",
    "inclusiveGateway": "inclusive",
    "complexGateway": "inclusive",
}
_EVENT_KINDS = {
    "message": "сообщение",
    "timer": "время",
    "signal": "сигнал",
    "conditional": "условие",
    "error": "ошибка",
    "escalation": "эскалация",
    "compensate": "отмена сделанного",
    "cancel": "отказ",
    "terminate": "остановка",
    "link": "переход",
}
_REPEATS = ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics")


@dataclass
class Collector:
    """A process being taken apart.

    Attributes:
        scheme: The diagram.
        pool: The process.
        actors: Whose lane each node stands in.
        known: Processes that may be called, by what a diagram may name them.
        ledger: The account of elements.
        doors: Places a sub-process is entered and left by.
        home: The operation an element ended up in, for documents and messages.
    """

    scheme: Scheme
    pool: Pool
    actors: Mapping[str, Actor]
    known: Mapping[str, str]
    ledger: Ledger
    route: Route = field(default_factory=Route)
    doors: dict[str, tuple[str, str]] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)
    _called: set[str] = field(default_factory=set)

    def collect(self) -> Route:
        """The whole graph of the process, sub-processes opened."""
        self.ledger.use(self.pool.process, *([self.pool.participant] if self.pool.participant else []))
        waiting: list[tuple[str, Actor | None]] = [(self.pool.process.key, None)]
        while waiting:
            container, above = waiting.pop()
            for item in self.scheme.children(container):
                actor = self.actors.get(item.key) or above
                if item.kind in SUBPROCESSES and self._opens(item):
                    self._open(item, actor)
                    waiting.append((item.key, actor))
                else:
                    self._take(item, actor)
        self._lead()
        self._link()
        self._leave()
        return self.route

    def _opens(self, item: Item) -> bool:
        """Whether a sub-process is to be flattened: it is drawn open and has a flow."""
        if item.flag("triggeredByEvent") or item.kind == "adHocSubProcess" or item.key in self.scheme.folded:
            return False
        return any(child.kind == "sequenceFlow" for child in self.scheme.children(item.key))

    def _open(self, item: Item, actor: Actor | None) -> None:
        entry = self.route.add(Place(f"{item.key}>", "pass", item, item.name, actor))
        leave = self.route.add(Place(f"{item.key}<", "pass", item, item.name, actor))
        self.doors[item.key] = entry.key, leave.key
        self.ledger.use(item)
        what = "транзакция" if item.kind == "transaction" else "подпроцесс"
        said = ", название — в комментарии process.yaml" if item.name else ""
        self.ledger.tell(item, f"{what} раскрыт: его операции стоят прямо в процессе{said}")
        inner = [child for child in self.scheme.children(item.key) if child.kind != "boundaryEvent"]
        entered = {child.ref("targetRef") for child in inner if child.kind == "sequenceFlow"}
        starts = [child for child in inner if child.kind == "startEvent"]
        heads = starts or [child for child in inner if _flows(child) and child.key not in entered]
        entry.ways = [Way(child.key) for child in heads]

    def _take(self, item: Item, actor: Actor | None) -> None:
        if item.kind in ACTIVITIES:
            self._activity(item, actor)
        elif item.kind in GATEWAYS:
            self._gateway(item, actor)
        elif item.kind in EVENTS and item.kind != "boundaryEvent":
            self._event(item, actor)

    def _activity(self, item: Item, actor: Actor | None) -> None:
        if item.flag("isForCompensation"):
            self._shut(item, "это отмена сделанного: опишите её шагами операции")
        elif item.flag("triggeredByEvent"):
            self._shut(item, "подпроцесс по событию начинается сам: опишите его отдельным процессом")
        elif item.kind == "callActivity":
            self._call(item, actor)
        elif actor is not None and actor.external:
            self._put(Place(item.key, "event", item, item.name or "Ждём другую сторону", actor))
            self.ledger.tell(item, f"её выполняет «{actor.title}», поэтому это событие: его ждут")
        else:
            self._operation(item, actor)

    def _operation(self, item: Item, actor: Actor | None) -> None:
        title = item.name
        if not title:
            title = f"Операция без названия ({item.key})"
            self.ledger.tell(item, "у операции нет названия", "Назовите её глаголом: «Подготовить КП»")
        place = self._put(Place(item.key, "operation", item, title, actor))
        if item.kind in SUBPROCESSES:
            place.steps = self._steps(item)
        self.home[item.key] = place.key
        for child in item.element:
            if str(child.tag).rpartition("}")[2] in _REPEATS:
                self.ledger.tell(item, "знак повторения не перенесён", "Напишите в шагах, для чего она повторяется")

    def _steps(self, item: Item) -> tuple[Item, ...]:
        """Tasks of a closed sub-process in their order: they become steps."""
        inner = list(self.scheme.within(item.key))
        order = _sorted([child for child in inner if child.kind in ACTIVITIES and child.parent == item.key], inner)
        steps = tuple(child for child in order if child.name)
        for child in inner:
            if child in steps:
                self.ledger.use(child)
                self.home[child.key] = item.key
            elif child.parent == item.key and child.kind in {"startEvent", "endEvent", "sequenceFlow"}:
                self.ledger.use(child)
            elif child.kind not in {"dataInputAssociation", "dataOutputAssociation"}:
                self.ledger.leave(child, f"стоит внутри операции, которой стал {item.label}")
        if steps:
            self.ledger.tell(item, "подпроцесс стал одной операцией, его задачи — её шагами")
        return steps

    def _call(self, item: Item, actor: Actor | None) -> None:
        called = item.ref("calledElement")
        process = self.known.get(called) or self.known.get(plain(item.name).casefold())
        if process and process not in self._called:
            self._called.add(process)
            self._put(Place(item.key, "call", item, item.name, actor, calls=process))
            return
        why = "в ходе процесса он уже вызван" if process else "такого процесса в описании нет"
        self._operation(item, actor)
        self.ledger.tell(
            item, f"вызов процесса стал операцией: {why}", "Опишите процесс и впишите «process: …» во flow"
        )

    def _gateway(self, item: Item, actor: Actor | None) -> None:
        self._put(Place(item.key, "gateway", item, item.name, actor, fork=_FORKS[item.kind]))
        if item.kind == "eventBasedGateway":
            self.ledger.tell(item, "развилка по событиям стала развилкой «или»: на ветвях — названия событий")
        if item.kind == "complexGateway":
            self.ledger.tell(item, "сложная развилка стала развилкой «и/или»", "Проверьте условия ветвей")

    def _event(self, item: Item, actor: Actor | None) -> None:
        inner = item.parent in self.doors
        kinds = events_of(item)
        if item.kind == "startEvent":
            self._start(item, actor, kinds, inner=inner)
        elif item.kind == "endEvent":
            self._end(item, actor, kinds, inner=inner)
        elif "link" in kinds:
            self._put(Place(item.key, "pass", item, item.name, actor))
        elif item.kind == "intermediateThrowEvent":
            self._throw(item, actor, kinds)
        else:
            timer = "timer" in kinds
            title = item.name or event_words(self.scheme, item) or _unnamed(kinds)
            self._put(Place(item.key, "event", item, title, actor, event="timer" if timer else "message"))
            if kinds not in {("timer",), ("message",)}:
                self.ledger.tell(item, f"{_unnamed(kinds)}: такого события в описании нет, стало сообщением")

    def _start(self, item: Item, actor: Actor | None, kinds: tuple[str, ...], *, inner: bool) -> None:
        if inner:
            self._put(Place(item.key, "pass", item, item.name, actor))
            return
        words = event_words(self.scheme, item)
        title = item.name or words or ("По времени" if "timer" in kinds else "Начало")
        self._put(Place(item.key, "start", item, title, actor))

    def _end(self, item: Item, actor: Actor | None, kinds: tuple[str, ...], *, inner: bool) -> None:
        if inner and "terminate" not in kinds and "error" not in kinds:
            place = self._put(Place(item.key, "pass", item, item.name, actor))
            place.ways = [Way(self.doors[item.parent][1])]
            return
        title = item.name or event_words(self.scheme, item) or "Конец"
        self._put(Place(item.key, "end", item, title, actor))
        for kind in kinds:
            if kind != "message":
                self.ledger.tell(item, f"вид конца «{_EVENT_KINDS.get(kind, kind)}» не перенесён: это просто конец")

    def _throw(self, item: Item, actor: Actor | None, kinds: tuple[str, ...]) -> None:
        if "message" in kinds and not (actor and actor.external):
            title = item.name or event_words(self.scheme, item) or "Отправить сообщение"
            self._put(Place(item.key, "operation", item, title, actor))
            self.home[item.key] = item.key
            self.ledger.tell(item, "отправка сообщения — работа, она стала операцией", "Назовите её глаголом")
            return
        self.route.add(Place(item.key, "pass", item, item.name, actor))
        kind = f"{_unnamed(kinds)}: такого события в описании нет" if kinds else "событие ничего не ждёт"
        self.ledger.leave(item, f"{kind}, путь идёт мимо него")

    def _put(self, place: Place) -> Place:
        self.ledger.use(place.item)
        return self.route.add(place)

    def _shut(self, item: Item, reason: str) -> None:
        self.ledger.leave_all([item, *self.scheme.within(item.key)], reason)

    def _lead(self) -> None:
        """Ways of the drawn flows, those of events on borders among them."""
        borders: dict[str, Item] = {}
        inside = list(self.scheme.within(self.pool.process.key))
        for item in inside:
            if item.kind == "boundaryEvent":
                borders[item.key] = item
        for entry, _ in self.doors.values():
            ways = [Way(self.doors.get(way.target, (way.target, ""))[0]) for way in self.route.places[entry].ways]
            self.route.places[entry].ways = [way for way in ways if way.target in self.route.places]
        default = {item.ref("default") for item in inside if item.ref("default")}
        for item in inside:
            if item.kind == "sequenceFlow":
                self._flow(item, borders, default)
        for item in borders.values():
            self.ledger.leave(item, "из него никуда не ведёт ни один переход")
        self._drop_loose()

    def _drop_loose(self) -> None:
        """Take away what is no work and is tied to nothing."""
        entered = {way.target for place in self.route.places.values() for way in place.ways}
        for key, place in list(self.route.places.items()):
            loose = not place.ways and key not in entered
            if loose and place.kind in {"gateway", "event", "start", "end"} and place.item.kind not in ACTIVITIES:
                del self.route.places[key]
                self.ledger.drop(place.item, "ни с чем не соединено")

    def _flow(self, item: Item, borders: Mapping[str, Item], default: set[str]) -> None:
        source, target = item.ref("sourceRef"), item.ref("targetRef")
        border = borders.get(source)
        attached = border.ref("attachedToRef") if border else ""
        begin = attached or source
        begin = self.doors.get(begin, ("", begin))[1]
        end = self.doors.get(target, (target, ""))[0]
        if begin not in self.route.places or end not in self.route.places:
            self.ledger.leave(item, "один из его концов не перенесён")
            if border:
                self.ledger.leave(border, "он стоит на том, что не перенесено")
            return
        place = self.route.places[begin]
        if place.kind == "end":
            self.ledger.leave(item, "он выходит из конца процесса")
            return
        condition = _condition(item)
        label = item.name or condition
        if condition and not item.name:
            self.ledger.tell(item, f"имени нет, условием стало выражение «{condition}»", "Напишите условие словами")
        if border:
            place.ways.append(self._border(place, border, Way(end, label, conditional=bool(condition), border=border)))
        else:
            place.ways.append(Way(end, label, item.key in default, bool(condition)))
        self.ledger.use(item)

    def _border(self, place: Place, border: Item, way: Way) -> Way:
        """What an event on a border opens: a deadline stays there, any other event becomes a choice after the work."""
        self.ledger.use(border)
        words = border.name or event_words(self.scheme, border)
        if place.kind in {"operation", "call"} and events_of(border) == ("timer",):
            way.deadline = words or "Срок вышел"
        else:
            way.label = words or _unnamed(events_of(border))
            how = "развилкой после неё" if way.interrupts else "развилкой «и/или» после неё: оно не прерывает операцию"
            self.ledger.tell(border, f"событие на границе операции показано {how}")
        return way

    def _link(self) -> None:
        """Join events «from here there»: a thrown one leads to the caught one of the same name."""
        catches = {
            (item.parent, _link_name(self.scheme, item)): item.key
            for item in self.scheme.within(self.pool.process.key)
            if item.kind == "intermediateCatchEvent" and "link" in events_of(item)
        }
        for item in self.scheme.within(self.pool.process.key):
            if item.kind == "intermediateThrowEvent" and "link" in events_of(item) and item.key in self.route.places:
                target = catches.get((item.parent, _link_name(self.scheme, item)))
                if target and target in self.route.places:
                    self.route.places[item.key].ways = [Way(target)]
                else:
                    self.ledger.tell(item, "не найдено место, куда ведёт переход", "Проверьте имя перехода")

    def _leave(self) -> None:
        """Lead out of a sub-process what its flow ends with: it need not be drawn with an end."""
        entered = {way.target for place in self.route.places.values() for way in place.ways}
        for place in list(self.route.places.values()):
            exit_ = self.doors.get(place.item.parent, ("", ""))[1]
            if exit_ and all(way.border for way in place.ways) and place.kind != "end" and place.key in entered:
                place.ways.insert(0, Way(exit_))


def _flows(item: Item) -> bool:
    return item.kind in ACTIVITIES or item.kind in GATEWAYS or item.kind in EVENTS


def _unnamed(kinds: tuple[str, ...]) -> str:
    return f"Событие «{_EVENT_KINDS.get(kinds[0], kinds[0])}»" if kinds else "Событие"


def _link_name(scheme: Scheme, item: Item) -> str:
    return (event_words(scheme, item) or item.name).casefold()


def _condition(item: Item) -> str:
    found = [child for child in item.element if str(child.tag).rpartition("}")[2] == "conditionExpression"]
    return plain(" ".join("".join(str(part) for part in child.itertext()) for child in found))[:120]


def _sorted(tasks: list[Item], inner: list[Item]) -> list[Item]:
    """Tasks in the order of their flow, those it does not reach last."""
    after: dict[str, list[str]] = {}
    for item in inner:
        if item.kind == "sequenceFlow":
            after.setdefault(item.ref("sourceRef"), []).append(item.ref("targetRef"))
    entered = {target for targets in after.values() for target in targets}
    waiting = [item.key for item in inner if item.key in after and item.key not in entered]
    seen: dict[str, None] = {}
    while waiting:
        key = waiting.pop(0)
        if key not in seen:
            seen[key] = None
            waiting += after.get(key, [])
    place = {key: number for number, key in enumerate(seen)}
    return sorted(tasks, key=lambda item: place.get(item.key, len(place)))

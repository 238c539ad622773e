"""Who acts in a diagram: pools and lanes as roles, those of the company where their titles are the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from handbook.book import Handbook
from handbook.bpmn.ledger import Ledger
from handbook.bpmn.scheme import ACTIVITIES, NODES, Item, Scheme
from handbook.identifiers import identifier
from handbook.russian.text import folded

#: Titles of pools and lanes that are never workers of the company.
_OUTSIDERS = frozenset(
    {"клиент", "клиенты", "заказчик", "заказчики", "покупатель", "покупатели", "поставщик", "поставщики"}
    | {"контрагент", "контрагенты", "customer", "customers", "client", "clients", "buyer", "supplier", "vendor"}
)
NOBODY = "Исполнитель"


@dataclass(frozen=True, slots=True)
class Actor:
    """A role of the description: one it has, or one to be written."""

    id: str
    title: str
    external: bool
    known: bool


@dataclass
class Cast:
    """Roles by their titles."""

    book: Handbook
    new: dict[str, Actor] = field(default_factory=dict)
    _found: dict[str, Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for role in self.book.roles.values():
            actor = Actor(role.id, role.title, role.external, known=True)
            for written in (role.title, role.short):
                if written:
                    self._found.setdefault(folded(written), actor)
        for role in self.book.roles.values():
            self._found.setdefault(folded(role.id), Actor(role.id, role.title, role.external, known=True))

    def known(self, title: str) -> Actor | None:
        """The role of that title, if the company or the diagram has it."""
        return self._found.get(folded(title))

    def role(self, title: str, *, external: bool = False) -> Actor:
        """The role of a title, made when there is none."""
        key = folded(title) or title
        actor = self._found.get(key)
        if actor is None:
            taken = {*self.book.roles, *self.new, *self.book.claimed.get("role", ())}
            actor = Actor(identifier(title, taken, "rol"), title, external or is_outsider(title), known=False)
            self._found[key] = self.new[actor.id] = actor
        return actor


def is_outsider(title: str) -> bool:
    """Whether a title is that of somebody outside any company."""
    return folded(title) in _OUTSIDERS


@dataclass(frozen=True, slots=True)
class Pool:
    """A process to be described.

    Attributes:
        process: The process of the diagram.
        participant: Its pool; None when it is drawn without one.
        title: What the process is called.
    """

    process: Item
    participant: Item | None
    title: str

    @property
    def names(self) -> tuple[str, ...]:
        """What a person may call it by."""
        items = [self.process, *([self.participant] if self.participant else [])]
        return tuple(name for item in items for name in (item.key, item.name) if name)


@dataclass
class Stage:
    """Pools sorted: those that become processes, and others that are sides to talk to.

    Attributes:
        pools: Processes to be described.
        outside: The other sides, by key of the participant.
        shut: Drawn processes of other sides: nobody of the company performs them.
    """

    pools: list[Pool] = field(default_factory=list)
    outside: dict[str, Actor] = field(default_factory=dict)
    shut: list[Item] = field(default_factory=list)


def stage_of(scheme: Scheme, cast: Cast, ledger: Ledger, file_title: str) -> Stage:
    """Tell processes of the company from the other sides.

    A pool with tasks is a process. A pool without any is another side, and so is one whose title is that of an
    external role, as long as some other pool has tasks.
    """
    found = Stage()
    by_process = {item.ref("processRef"): item for item in scheme.of("participant") if item.ref("processRef")}
    working: list[tuple[Item, Item | None]] = []
    for process in scheme.of("process"):
        participant = by_process.get(process.key)
        if any(_is_work(item) for item in scheme.within(process.key)):
            working.append((process, participant))
        elif participant is None:
            ledger.leave(process, "в нём нет ни одной операции")
            ledger.leave_all(scheme.within(process.key), "стоит в процессе без операций")
        else:
            found.shut.append(process)
    inner = [pair for pair in working if not (pair[1] and _is_external(cast, pair[1].name))]
    for process, participant in working:
        if inner and (process, participant) not in inner:
            found.shut.append(process)
            continue
        number = f" {len(found.pools) + 1}" if len(inner or working) > 1 else ""
        title = _title(scheme, process, participant) or f"{file_title}{number}"
        found.pools.append(Pool(process, participant, title))
    described = {pool.participant.key for pool in found.pools if pool.participant}
    for participant in scheme.of("participant"):
        if participant.key not in described:
            title = participant.name or "Другая сторона"
            found.outside[participant.key] = cast.role(title, external=True)
    for process in found.shut:
        reason = "это работа другой стороны, а описание — о работе компании"
        ledger.leave_all([process, *scheme.within(process.key)], reason)
    return found


def _is_work(item: Item) -> bool:
    return item.kind in ACTIVITIES and not item.flag("triggeredByEvent") and not item.flag("isForCompensation")


def _is_external(cast: Cast, title: str) -> bool:
    known = cast.known(title)
    return known.external if known else is_outsider(title)


def _title(scheme: Scheme, process: Item, participant: Item | None) -> str:
    """The name of the pool, unless it has no lanes: then the pool is who does the work."""
    lanes = [item for item in scheme.children(process.key) if item.kind == "lane" and item.name]
    names = [participant.name if participant else "", process.name]
    return next(filter(None, names if lanes else reversed(names)), "")


def lanes_of(scheme: Scheme, pool: Pool, cast: Cast, ledger: Ledger) -> dict[str, Actor]:
    """The role of every node that stands in a lane, the deepest lane deciding; and of all, when there are no lanes.

    Args:
        scheme: The diagram.
        pool: The process.
        cast: Roles; those of the lanes are added.
        ledger: The account of elements.
    """
    nodes = [item for item in scheme.within(pool.process.key) if item.kind in NODES]
    lanes = [item for item in scheme.within(pool.process.key) if item.kind == "lane"]
    owner = pool.participant.name if pool.participant else ""
    depths = {lane.key: _depth(scheme, lane) for lane in lanes}
    place: dict[str, Item] = {}
    keys = {node.key for node in nodes}
    for lane in sorted(lanes, key=lambda item: depths[item.key]):
        place |= {name: lane for name in lane.child_refs("flowNodeRef") if name in keys}
    leaves = [lane for lane in lanes if not any(child.kind == "lane" for child in scheme.children(lane.key))]
    for node in nodes:
        if node.key not in place and node.parent == pool.process.key:
            drawn = _drawn_in(scheme, node, leaves)
            if drawn:
                place[node.key] = drawn
    actors: dict[str, Actor] = {}
    used = {lane.key for lane in place.values()}
    for number, lane in enumerate(lanes, 1):
        if lane.key in used:
            alone = owner if len(lanes) == 1 else ""
            actors[lane.key] = cast.role(lane.name or alone or f"{NOBODY} {number}")
            ledger.use(lane)
            if not (lane.name or alone):
                ledger.tell(lane, f"имени нет, роль названа «{actors[lane.key].title}»", "Дайте роли название")
        else:
            parts = [child.name for child in scheme.children(lane.key) if child.kind == "lane"]
            ledger.leave(lane, "объединяет другие дорожки: ролью стала каждая из них" if parts else "на ней пусто")
    found = {key: actors[lane.key] for key, lane in place.items()}
    if not actors and nodes:
        everybody = cast.role(owner or NOBODY)
        if not owner:
            tip = "Разделите операции между ролями: впишите owner в файлах операций"
            ledger.tell(pool.process, f"нет ни дорожек, ни пула: у всех операций одна роль «{NOBODY}»", tip)
        found = {node.key: everybody for node in nodes}
    return found


def _depth(scheme: Scheme, lane: Item) -> int:
    depth = 0
    while lane.parent and scheme.items[lane.parent].kind == "lane":
        lane, depth = scheme.items[lane.parent], depth + 1
    return depth


def _drawn_in(scheme: Scheme, node: Item, lanes: Iterable[Item]) -> Item | None:
    """The lane a node is drawn in, for programs that do not write it down."""
    box = scheme.boxes.get(node.key)
    if box is None:
        return None
    return next((lane for lane in lanes if (area := scheme.boxes.get(lane.key)) and area.holds(box.middle)), None)

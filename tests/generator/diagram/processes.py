"""Plausible sales processes: blocks of choices, parallel work, loops back, early ends, hand-overs between lanes."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from generator.diagram.flow import Doc, Edge, Flow, Kind, Lane, Message, Node, Pool, Timer
from tests.generator.diagram import phrases

MOST_NODES = 45
MOST_MESSAGES = 14
DEEPEST = 3


class Loose(NamedTuple):
    """An edge that knows where it starts and not yet where it leads."""

    source: str
    label: str = ""
    default: bool = False


def process(dice: Random, name: str, *, looped: bool) -> Flow:
    """A process of 1 to 45 nodes."""
    size = dice.randint(8 if looped else 1, MOST_NODES)
    builder = _Builder(dice, size, loops=dice.randint(2, 4) if looped else dice.randint(0, 1))
    builder.build()
    if dice.random() < 0.4:
        builder.add_deadlines()
    pools = tuple(
        Pool(f"p{i}", title) for i, title in enumerate(dice.sample(phrases.OUTSIDERS, dice.choice((0, 1, 1, 2))))
    )
    messages = tuple(_messages(dice, builder.nodes, pools))
    title = phrases.task_title(dice)
    used = {node.lane for node in builder.nodes} if dice.random() < 0.8 else {lane.id for lane in builder.lanes}
    lanes = tuple(lane for lane in builder.lanes if lane.id in used)
    return Flow(name, title, lanes, tuple(builder.nodes), tuple(builder.edges), pools, messages)


class _Builder:
    """Grows a flow node by node; whoever works now tends to work on."""

    def __init__(self, dice: Random, size: int, loops: int) -> None:
        self.dice = dice
        self.left = size
        self.loops = loops
        posts = dice.sample(phrases.POSTS, dice.choices(range(1, 9), (2, 4, 6, 6, 5, 3, 2, 2))[0])
        self.lanes = tuple(Lane(f"l{i}", post) for i, post in enumerate(posts))
        self.hand_over = dice.uniform(0.1, 0.6)
        self.paper = dice.uniform(0, 0.8)
        self.lane = 0
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.marks = 0

    def build(self) -> None:
        """From the beginnings to the ends."""
        dice = self.dice
        if self.left == 1:
            self._put(dice.choice((Kind.TASK, Kind.START)), [])
            return
        loose = [Loose(self._put(Kind.START, []))]
        if self.left > 6 and dice.random() < 0.2:
            loose += [Loose(self._put(Kind.START, [])) for _ in range(dice.randint(1, 2))]
        loose = self._chain(loose, self.left - 1, 0, [])
        if loose and self.left > 0:
            self._put(Kind.END, loose)
        elif loose:
            self._join(loose, self.nodes[-1].id)

    def add_deadlines(self) -> None:
        """Deadlines on some tasks: to a later node, back to an earlier one, or to an end of their own."""
        dice = self.dice
        for number, node in enumerate(self.nodes):
            if not node.kind.is_task or dice.random() > 0.15:
                continue
            timers = tuple(
                Timer(f"{node.id}-t{i}", phrases.title(dice, phrases.DELAYS), dice.random() < 0.6)
                for i in range(dice.choice((1, 1, 1, 2)))
            )
            self.nodes[number] = replace(node, timers=timers)
            others = [one.id for one in self.nodes if one.kind is not Kind.START and one.id != node.id]
            later = [one.id for one in self.nodes[number + 1 :] if one.kind is not Kind.START] or others
            for timer in timers:
                targets = later if dice.random() < 0.75 else others
                if targets:
                    self.edges.append(Edge(timer.id, dice.choice(targets)))
                else:
                    self.edges.append(Edge(timer.id, node.id))

    def _put(self, kind: Kind, loose: Sequence[Loose]) -> str:
        dice = self.dice
        if dice.random() < self.hand_over and not kind.is_event:
            near = [i for i in (self.lane - 1, self.lane + 1) if 0 <= i < len(self.lanes)]
            # A neighbour, the owner of the process in the first lane, or anybody.
            self.lane = dice.choice([*near, 0, *dice.choices(range(len(self.lanes)), k=2)])
        name = f"n{len(self.nodes)}"
        node = Node(name, kind, self._title(kind), self.lanes[self.lane].id)
        if kind is Kind.TASK:
            node = replace(node, documents=self._documents(), marks=self._marks())
        self.nodes.append(node)
        self.left -= 1
        self._join(loose, name)
        return name

    def _join(self, loose: Sequence[Loose], target: str) -> None:
        self.edges.extend(Edge(one.source, target, one.label, one.default) for one in loose)

    def _title(self, kind: Kind) -> str:
        words = {
            Kind.START: phrases.STARTS,
            Kind.END: phrases.ENDS,
            Kind.MESSAGE: phrases.EVENTS,
            Kind.TIMER: phrases.DELAYS,
            Kind.CALL: phrases.CALLS,
            Kind.EXCLUSIVE: phrases.QUESTIONS,
            Kind.INCLUSIVE: phrases.QUESTIONS,
        }
        if kind in words:
            return phrases.title(self.dice, words[kind])
        return phrases.task_title(self.dice) if kind is Kind.TASK else ""

    def _documents(self) -> tuple[Doc, ...]:
        count = self.dice.choices((1, 2, 3, 4, 5), (8, 4, 2, 1, 1))[0] if self.dice.random() < self.paper else 0
        return tuple(Doc(title) for title in self.dice.sample(phrases.PAPERS, count))

    def _marks(self) -> tuple[str, ...]:
        count = self.dice.choices((0, 1, 2, 3), (8, 4, 1, 1))[0]
        self.marks += count
        return tuple(f"КТ{self.marks - i}" for i in reversed(range(count)))

    def _chain(self, loose: list[Loose], budget: int, depth: int, before: list[str]) -> list[Loose]:
        """Blocks one after another; `before` are the tasks already done when a block begins."""
        done = list(before)
        stop = self.left - budget
        while loose and self.left > max(stop, 0):
            room = self.left - max(stop, 0)
            dice = self.dice
            wish = dice.random()
            if wish < 0.3 and room > 3 and depth < DEEPEST:
                loose = self._choice(loose, room, depth, done)
            elif wish < 0.4 and room > 5 and depth < DEEPEST:
                loose = self._together(loose, room, depth, done)
            elif wish < 0.5 and room > 1 and done and self.loops:
                loose = self._loop(loose, done)
            elif wish < 0.56 and room > 2 and done:
                loose = self._early_end(loose)
            elif wish > 0.94:
                loose = [Loose(self._put(dice.choice((Kind.MESSAGE, Kind.MESSAGE, Kind.TIMER)), loose))]
            else:
                name = self._put(Kind.CALL if wish > 0.9 else Kind.TASK, loose)
                done.append(name)
                loose = [Loose(name)]
        return loose

    def _choice(self, loose: list[Loose], room: int, depth: int, done: list[str]) -> list[Loose]:
        """Branches by condition, one of them perhaps empty; they meet in the next node or in a diamond."""
        dice = self.dice
        kind = Kind.INCLUSIVE if dice.random() < 0.12 else Kind.EXCLUSIVE
        fork = self._put(kind, loose)
        count = dice.choices((2, 3, 4), (8, 3, 1))[0]
        labels = ["да", "нет"] if count == 2 and dice.random() < 0.6 else dice.sample(phrases.CONDITIONS, count)
        default = dice.randrange(count) if dice.random() < 0.5 else -1
        starts = [Loose(fork, label, i == default) for i, label in enumerate(labels)]
        ends: list[Loose] = []
        if dice.random() < 0.4:
            ends.append(starts.pop(dice.randrange(count)))
        home = self.lane
        for start in starts:
            ends += self._chain([start], dice.randint(1, max(1, (room - 2) // count)), depth + 1, done)
            self.lane = home
        if len(ends) > 1 and self.left > 0 and dice.random() < 0.3:
            return [Loose(self._put(kind, ends))]
        return ends

    def _together(self, loose: list[Loose], room: int, depth: int, done: list[str]) -> list[Loose]:
        """Work side by side, met again by a bar of its own."""
        dice = self.dice
        fork = self._put(Kind.PARALLEL, loose)
        count = dice.choice((2, 2, 3))
        ends: list[Loose] = []
        for _ in range(count):
            self.lane = dice.randrange(len(self.lanes))
            ends += self._chain([Loose(fork)], dice.randint(1, max(1, (room - 2) // count)), depth + 1, done)
        unique = list(dict.fromkeys(end for end in ends if end.source != fork))
        if not unique:
            return [Loose(fork)]
        return [Loose(self._put(Kind.PARALLEL, unique))] if self.left > 0 else unique

    def _loop(self, loose: list[Loose], done: list[str]) -> list[Loose]:
        """A question whose one answer leads back to what was done before."""
        self.loops -= 1
        question = self._put(Kind.EXCLUSIVE, loose)
        back, on = self.dice.choice((("нет, доработать", "да"), ("нужны правки", "согласен"), ("повторить", "")))
        self.edges.append(Edge(question, self.dice.choice(done[-6:]), back))
        return [Loose(question, on, default=self.dice.random() < 0.3)]

    def _early_end(self, loose: list[Loose]) -> list[Loose]:
        """A question whose one answer ends the process, in an end of its own or in one there is."""
        question = self._put(Kind.EXCLUSIVE, loose)
        known = [node.id for node in self.nodes if node.kind is Kind.END]
        way = Loose(question, "отказ")
        if known and self.dice.random() < 0.5:
            self._join([way], known[-1])
        else:
            self._put(Kind.END, [way])
        return [Loose(question, self.dice.choice(("да", "согласен", "")))]


def _messages(dice: Random, nodes: list[Node], pools: tuple[Pool, ...]) -> list[Message]:
    """What is sent and received: an event of a message has one, a task up to three."""
    if not pools:
        return []
    heard = [
        Message(node.id, dice.choice(pools).id, outgoing=False, label=dice.choice(phrases.LETTERS))
        for node in nodes
        if node.kind is Kind.MESSAGE or (node.kind is Kind.START and dice.random() < 0.5)
    ]
    tasks = [node.id for node in nodes if node.kind.is_task]
    wanted = dice.choice((0, 1, 2, 4, 6, 8, 14)) if tasks else 0
    said = [
        Message(dice.choice(tasks), dice.choice(pools).id, dice.random() < 0.6, dice.choice(phrases.LETTERS))
        for _ in range(wanted)
    ]
    # What a task sends to an outsider is one message, however many papers it takes along.
    unique = {(message.node, message.pool, message.outgoing): message for message in (*heard, *said)}
    return list(unique.values())[:MOST_MESSAGES]

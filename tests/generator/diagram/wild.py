"""Wild flows: lost nodes, self-loops, parallel edges, everything of every node; nobody would draw them."""

from random import Random

from generator.diagram.flow import Doc, Edge, Flow, Kind, Lane, Message, Node, Pool, Timer
from tests.generator.diagram.phrases import PAPERS, scrambled

MOST_NODES = 45
MOST_MESSAGES = 14
KINDS = (
    *[Kind.TASK] * 6,
    *[Kind.EXCLUSIVE] * 3,
    Kind.PARALLEL,
    Kind.INCLUSIVE,
    Kind.MESSAGE,
    Kind.TIMER,
    Kind.CALL,
)


def wild(dice: Random, name: str, *, looped: bool) -> Flow:
    """A random graph with edges along its order, and a few against it when it shall have loops."""
    size = dice.randint(1, MOST_NODES)
    lanes = tuple(Lane(f"l{i}", scrambled(dice, 4)) for i in range(dice.randint(1, 8)))
    pools = tuple(Pool(f"p{i}", scrambled(dice, 2)) for i in range(dice.choice((0, 1, 1, 2))))
    nodes = tuple(_node(dice, i, size, lanes) for i in range(size))
    edges = [Edge(f"n{i}", f"n{i + 1}") for i in range(size - 1) if dice.random() < 0.85]
    edges += [_edge(dice, *sorted(dice.choices(range(size), k=2))) for _ in range(dice.randint(0, size // 2))]
    edges = [edge for edge in edges if looped or edge.source != edge.target]
    back = dice.randint(2, 2 + size // 6) if looped else dice.randint(0, 1)
    edges += [_edge(dice, *sorted(dice.choices(range(size), k=2), reverse=True)) for _ in range(back)]
    for node in nodes:
        edges += [Edge(timer.id, f"n{dice.randrange(size)}", scrambled(dice, 2)) for timer in node.timers]
    messages = tuple(
        Message(f"n{dice.randrange(size)}", dice.choice(pools).id, dice.random() < 0.5, scrambled(dice, 2))
        for _ in range(dice.randint(0, min(MOST_MESSAGES, 2 * size)) if pools else 0)
    )
    return Flow(name, scrambled(dice, 6), lanes, nodes, tuple(edges), pools, messages)


def _node(dice: Random, number: int, size: int, lanes: tuple[Lane, ...]) -> Node:
    kind = Kind.START if number == 0 else Kind.END if number == size - 1 else dice.choice(KINDS)
    rich = 1 if kind.is_task else 0
    return Node(
        f"n{number}",
        kind,
        scrambled(dice, 6),
        dice.choice(lanes).id,
        documents=tuple(Doc(dice.choice(PAPERS)) for _ in range(rich * dice.choice((0, 0, 0, 1, 2, 5)))),
        marks=tuple(f"КТ{i + 1}" for i in range(rich * dice.choice((0, 0, 1, 3)))),
        timers=tuple(
            Timer(f"t{number}-{i}", scrambled(dice, 3), dice.random() < 0.5)
            for i in range(rich * dice.choice((*[0] * 12, 1, 2)))
        ),
    )


def _edge(dice: Random, source: int, target: int) -> Edge:
    label = scrambled(dice, 3) if dice.random() < 0.7 else ""
    return Edge(f"n{source}", f"n{target}", label, default=dice.random() < 0.2)

"""Lane order: which performer stands next to which, when the author leaves it to the drawing."""

from dataclasses import replace

from generator.diagram.flow import Flow

#: A hand-over counts whole, a message half: it crosses lanes too, but dashed and upright.
HAND_OVER, MESSAGE = 2, 1
MOST_LANES = 12  # an exact order of more lanes than this would be waited for


def order_lanes(flow: Flow) -> Flow:
    """The same flow with its lanes in the order in which hand-overs are shortest.

    The exact minimum linear arrangement of the lanes (dynamic programming over their subsets), the author's
    order among equals. Flows of more than a dozen lanes keep the author's order.
    """
    size = len(flow.lanes)
    if not 1 < size <= MOST_LANES:
        return flow
    weight, upwards, downwards = _weights(flow)
    # By the set of lanes placed already: the price so far and their order.
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for placed in range(1, 1 << size):
        members = [lane for lane in range(size) if placed >> lane & 1]
        rest = [lane for lane in range(size) if not placed >> lane & 1]
        # Every hand-over between a placed lane and one still to come is a lane longer.
        cut = sum(weight[a][b] for a in members for b in rest)
        below = sum(downwards[lane] for lane in members)
        above = sum(upwards[lane] for lane in rest)
        best[placed] = min(
            (price + cut + below + above, (*order, lane))
            for lane in members
            for price, order in (best[placed ^ (1 << lane)],)
        )
    _, order = best[(1 << size) - 1]
    return replace(flow, lanes=tuple(flow.lanes[lane] for lane in order))


def _weights(flow: Flow) -> tuple[list[list[int]], list[int], list[int]]:
    """Hand-overs between lanes, and messages of each lane to the pools above and below."""
    number = {lane.id: i for i, lane in enumerate(flow.lanes)}
    lane_of = {node.id: number[node.lane] for node in flow.nodes}
    lane_of |= {timer.id: lane_of[node.id] for node in flow.nodes for timer in node.timers}
    weight = [[0] * len(flow.lanes) for _ in flow.lanes]
    for edge in flow.edges:
        a, b = lane_of[edge.source], lane_of[edge.target]
        weight[a][b] += HAND_OVER
        weight[b][a] += HAND_OVER
    upwards, downwards = [0] * len(flow.lanes), [0] * len(flow.lanes)
    pools = {pool.id: i for i, pool in enumerate(flow.pools)}
    for message in flow.messages:
        side = downwards if pools[message.pool] % 2 else upwards
        side[lane_of[message.node]] += MESSAGE
    return weight, upwards, downwards

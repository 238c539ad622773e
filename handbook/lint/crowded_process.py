"""Тесная схема (crowded-process).

На одной схеме процесса больше восемнадцати узлов работы: операций, развилок, ожидаемых событий и вызовов других
процессов. Начала, концы и сроки на границе операций не считаются. Такую схему не охватить взглядом: на экране её
приходится прокручивать, на печати — читать с лупой, а новичок теряет в ней свою дорожку.

Как исправить: вынесите часть хода в отдельный процесс и вызовите его узлом `process`. Если в ходе есть отрезки, в
которые входят в одном месте и выходят в одном месте, подсказка назовёт тот, что делит процесс ближе всего к половине:
читаются обе схемы.

    flow:
      - {start: zapros, title: Клиент обратился, role: client}
      - {process: podgotovit-predlozhenie}      # вместо семи узлов
      - {end: otpravleno, title: КП отправлено}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.flow import FlowGraph, graph
from handbook.lint.rule import Remark, Rule
from handbook.model.process import EndNode, OperationNode, StartNode
from handbook.russian.numbers import counted

MOST = 18
#: A stretch of fewer nodes than this is no process of its own.
_FEWEST = 3
#: A flow of more nodes than this is searched for no stretch: one cut would not mend it.
_SEARCHED = 60
#: More operations than this are not listed.
_NAMED = 6


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every process with more nodes of work than a reader takes in."""
    for process in handbook.processes.values():
        if len(process.flow) <= MOST:
            continue
        flow = graph(process, handbook.operations)
        work = [name for name, node in flow.nodes.items() if not isinstance(node, StartNode | EndNode)]
        if len(work) > MOST:
            nodes = counted(len(work), "узел", "узла", "узлов")
            yield Remark(
                f"на схеме процесса «{process.title}» {nodes} работы, а читается не больше {MOST}",
                (handbook.spot(process, "flow", on_key=True),),
                f"Вынесите часть хода в отдельный процесс и вызовите его узлом process{_example(handbook, flow, work)}",
            )


def _example(handbook: Handbook, flow: FlowGraph, work: list[str]) -> str:
    """A place to cut, in words."""
    stretch = _stretch(flow, work) if len(work) <= _SEARCHED else frozenset()
    operations = [name for name in work if isinstance(flow.nodes[name], OperationNode)]
    inside = [name for name in operations if name in stretch]
    if len(inside) < 2:  # noqa: PLR2004 - from one operation to another
        return ""
    titles = [_title(handbook, flow, name) for name in inside]
    start = operations.index(inside[0])
    if operations[start : start + len(inside)] == inside:
        return f": например, операции с {titles[0]} по {titles[-1]}"
    more = f" и ещё {len(titles) - _NAMED}" if len(titles) > _NAMED else ""
    return f": например, операции {', '.join(titles[:_NAMED])}{more}"


def _title(handbook: Handbook, flow: FlowGraph, name: str) -> str:
    node = flow.nodes[name]
    operation = handbook.operations.get(node.operation) if isinstance(node, OperationNode) else None
    title = f"«{operation.title}»" if operation else f"«{name}»"
    return f"{title} ({name})" if isinstance(node, OperationNode) and node.alias else title


def _stretch(flow: FlowGraph, work: list[str]) -> frozenset[str]:
    """A part entered at one node and left for one other that makes both diagrams readable, nearest to a half.

    When none does, the longest that could be a diagram itself: it is the first of several cuts.
    """
    after: dict[str, list[str]] = {name: [] for name in flow.nodes}
    before: dict[str, list[str]] = {name: [] for name in flow.nodes}
    for arc in flow.arcs:
        after[arc.source].append(arc.target)
        before[arc.target].append(arc.source)
    inner = frozenset(work)
    best: tuple[bool, int] = (False, 0)
    found: frozenset[str] = frozenset()
    for entry in work:
        for exit_ in flow.nodes:
            part = _part(entry, exit_, after, inner)
            if len(part) < _FEWEST or any(not part.issuperset(before[name]) for name in part - {entry}):
                continue
            rest = len(work) - len(part) + 1  # the call stands for the part
            rank = (True, -abs(rest - len(part))) if rest <= MOST else (False, len(part))
            if rank > best:
                best, found = rank, part
    return found


def _part(entry: str, exit_: str, after: Mapping[str, list[str]], inner: frozenset[str]) -> frozenset[str]:
    """What is reached from a node without passing another; nothing when that is too much or ends the process."""
    if entry == exit_:
        return frozenset()
    seen, waiting = {entry}, [entry]
    while waiting:
        for name in after[waiting.pop()]:
            if name == exit_ or name in seen:
                continue
            if name not in inner or len(seen) == MOST:
                return frozenset()
            seen.add(name)
            waiting.append(name)
    return frozenset(seen)


RULE = Rule("crowded-process", Severity.WARNING, check, __doc__)

"""A diagram in, files of a company's description out: the one door of this package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from handbook.book import Handbook
from handbook.bpmn.cast import NOBODY, Actor, Cast, Pool, Stage, lanes_of, stage_of
from handbook.bpmn.collect import Collector
from handbook.bpmn.document import refusal, root_of
from handbook.bpmn.ledger import Account, Ledger
from handbook.bpmn.messages import talks_of
from handbook.bpmn.notes import OWNER, ProcessNote, process_note
from handbook.bpmn.operations import Around, Written, written
from handbook.bpmn.order import flow_of, ordered
from handbook.bpmn.own import chosen
from handbook.bpmn.papers import Papers
from handbook.bpmn.reshape import reshape
from handbook.bpmn.route import Place
from handbook.bpmn.scheme import Scheme, scheme_of
from handbook.bpmn.words import comments
from handbook.finding import Finding
from handbook.identifiers import identifier
from handbook.layout import REGULATIONS
from handbook.model.process import Block
from handbook.russian.text import folded
from handbook.source.editing.written import mapping


@dataclass(frozen=True, slots=True)
class Wish:
    """What the one who imports says besides the file.

    Attributes:
        block: The block processes go to.
        process: The identifier the process gets; by default it is made of the title.
        pool: Title or identifier of the one process to take; by default all.
    """

    block: Block = "sell"
    process: str | None = None
    pool: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a diagram turned into.

    Attributes:
        files: Path in the company's folder → text.
        processes: Identifiers and titles of the processes.
        findings: What is left and what is changed, with lines of the diagram.
        account: How many elements there are, and what became of them.
    """

    files: Mapping[str, str]
    processes: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    account: Account


@dataclass(frozen=True)
class _Made:
    """A process on its way to the files."""

    pool: Pool
    name: str
    collector: Collector


def draft(content: bytes, name: str, book: Handbook, wish: Wish) -> Draft:
    """The files a diagram describes.

    Args:
        content: The file of the diagram.
        name: Its name for people.
        book: The company; its roles and documents are used where titles agree, its identifiers stay free.
        wish: What the user asked for.

    Raises:
        BpmnError: The file is no diagram, holds no operation, or the process is there already.
    """
    scheme = scheme_of(root_of(content, name))
    ledger = Ledger(tuple(scheme.items.values()), name)
    cast, papers = Cast(book), Papers(book, scheme.own)
    stem = PurePosixPath(name.replace("\\", "/")).name.rpartition(".")[0] or name
    stage = stage_of(scheme, cast, ledger, f"Процесс из файла {stem}")
    if not stage.pools:
        tip = "Нужна диаграмма процесса (Process или Collaboration) хотя бы с одной задачей"
        raise refusal("в схеме нет ни одной операции", name, tip=tip)
    pools = _chosen(scheme, stage, wish, ledger, name)
    named = _named(pools, book, wish, name, own=scheme.own)
    made = [_graph(scheme, pool, named[pool.process.key], (cast, named, book), ledger) for pool in pools]
    places = {place.key: place for one in made for place in one.collector.route.places.values()}
    home = {key: name for one in made for key, name in one.collector.home.items()}
    for one in made:
        papers.attach(scheme, one.pool.process, home, ledger)
    outsiders = {role.id for role in book.roles.values() if role.external}
    outsiders |= {actor.id for actor in cast.new.values() if actor.external}
    talks = talks_of(scheme, stage, places, home, outsiders, papers, ledger)
    around = Around(papers, talks, cast, scheme.own)
    files: dict[str, str] = {}
    taken = {*book.operations, *book.claimed.get("operation", ()), "process"}
    for one in made:
        files |= _process_files(one, (around, taken), wish.block, name, ledger)
    account = ledger.account()
    acting = [place.actor for one in made for place in one.collector.route.places.values()]
    acting += [talk.actor for told in talks.values() for talk in told]
    used = {actor.id for actor in acting if actor}
    files |= {f"{REGULATIONS}/documents/{paper}.yaml": text for paper, text in _documents(papers, name)}
    files |= {f"{REGULATIONS}/roles/{role}.yaml": text for role, text in _roles(cast, used, name)}
    titles = tuple((one.name, one.pool.title) for one in made)
    return Draft(dict(sorted(files.items())), titles, tuple(ledger.findings()), account)


def _chosen(scheme: Scheme, stage: Stage, wish: Wish, ledger: Ledger, name: str) -> list[Pool]:
    listed = ", ".join(f"«{pool.title}»" for pool in stage.pools)
    if wish.pool is None:
        if wish.process and len(stage.pools) > 1:
            tip = f"Выберите один ключом --pool: {listed}"
            raise refusal(f"в схеме {len(stage.pools)} процесса, а идентификатор назван один", name, tip=tip)
        return stage.pools
    wanted = folded(wish.pool)
    found = [pool for pool in stage.pools if wanted in {folded(word) for word in (*pool.names, pool.title)}]
    if len(found) != 1:
        what = "несколько процессов" if found else "нет процесса"
        raise refusal(f"в схеме {what} «{wish.pool}»", name, tip=f"Есть: {listed}; можно назвать и id пула")
    for pool in stage.pools:
        if pool not in found:
            items = [pool.process, *([pool.participant] if pool.participant else [])]
            ledger.leave_all([*items, *scheme.within(pool.process.key)], f"взят другой процесс, «{found[0].title}»")
    return found


def _named(pools: Sequence[Pool], book: Handbook, wish: Wish, name: str, *, own: bool) -> dict[str, str]:
    """The identifier of each process; one that is there is not written over."""
    found: dict[str, str] = {}
    there = {*book.processes, *book.claimed.get("process", ())}
    for pool in pools:
        made = wish.process or chosen(pool.process.key, pool.title, found.values(), "process", own=own)
        if own and not wish.process and made in there:
            made = identifier(pool.title, found.values(), "process")
        if made in there:
            tip = "Назовите другой идентификатор ключом --process или удалите папку прежнего процесса"
            raise refusal(f"процесс «{made}» в описании уже есть", name, pool.process.line, tip)
        found[pool.process.key] = made
    return found


def _graph(
    scheme: Scheme, pool: Pool, name: str, context: tuple[Cast, Mapping[str, str], Handbook], ledger: Ledger
) -> _Made:
    cast, named, book = context
    actors = lanes_of(scheme, pool, cast, ledger)
    callable_ = {title: process.id for process in book.processes.values() for title in _called_by(process.title)}
    callable_ |= {process: process for process in book.processes}
    callable_ |= {key: made for key, made in named.items() if key != pool.process.key}
    collector = Collector(scheme, pool, actors, callable_, ledger)
    collector.collect()
    workers = [actor for actor in actors.values() if not actor.external]
    fallback = workers[0] if workers else cast.role(NOBODY)
    reshape(collector.route, ledger, fallback)
    return _Made(pool, name, collector)


def _called_by(title: str) -> tuple[str, ...]:
    return title, title.casefold()


def _process_files(
    one: _Made,
    context: tuple[Around, set[str]],
    block: Block,
    file: str,
    ledger: Ledger,
) -> dict[str, str]:
    around, taken = context
    places = ordered(one.collector.route)
    operations, names = written(places, around, taken, ledger)
    calls = {place.calls for place in places if place.kind == "call"}
    by_id = {item.id: item for item in operations}
    placed = {key: by_id[made] for key, made in names.items()}
    flow = flow_of(places, placed, {*by_id, *calls}, own=around.own)
    folder = f"{REGULATIONS}/processes/{block}/{one.name}"
    doc = one.pool.process.doc or (one.pool.participant.doc if one.pool.participant else "")
    said = process_note(doc, own=around.own)
    owner = around.cast.known(said.owner)
    record = _process(one, block, places, said, owner) | {"flow": flow}
    notes = [f"На схеме {OWNER.lower()}: {said.owner}"] if said.owner and owner is None else []
    notes += [f"Примечание на схеме: {text}" for text in around.papers.notes.get(one.pool.process.key, ())]
    notes += [
        f"{place.item.label}: {place.item.doc}"
        for place in places
        if place.item.doc and place.kind != "operation" and place.key == place.item.key
    ]
    borders = (way.border for place in places for way in place.ways if way.deadline and way.border)
    notes += [f"{border.label}: {border.doc}" for border in borders if border.doc]
    notes += _opened(one.collector)
    head = (
        f"Процесс «{one.pool.title}» из схемы BPMN {file}. Заполните: цель, владельца, когда применяется, решения"
        " руководителя, показатели, отчётность, воронку."
    )
    files = {f"{folder}/process.yaml": _text("../../../.schema/process.json", head, notes, record)}
    for operation in operations:
        files[f"{folder}/{operation.id}.yaml"] = _operation_text(operation, file)
    return files


def _opened(collector: Collector) -> Iterator[str]:
    """What sub-processes drawn open were called and held: the flow has their operations and not their frames."""
    for key in collector.doors:
        item = collector.scheme.items[key]
        places = (collector.route.places.get(collector.home.get(one.key, "")) for one in collector.scheme.within(key))
        inside = dict.fromkeys(f"«{place.title}»" for place in places if place)
        if item.name or item.doc:
            yield f"На схеме {item.label}: {', '.join(inside) or 'операций в нём нет'}." + (item.doc and f" {item.doc}")


def _operation_text(operation: Written, file: str) -> str:
    head = (
        f"Операция из схемы BPMN {file}. Заполните: зачем она, шаги, входы и выходы, регламент, контрольную точку,"
        " требования к CRM, вопросы новичка."
    )
    return _text("../../../.schema/operation.json", head, operation.notes, operation.record)


def _process(
    one: _Made, block: Block, places: Sequence[Place], said: ProcessNote, owner: Actor | None
) -> dict[str, Any]:
    lanes = _lanes(places)
    starts = [place.title for place in places if place.kind == "start"]
    ends = [place.title for place in places if place.kind == "end"]
    return {
        "id": one.name,
        "title": one.pool.title,
        "block": block,
        "goal": said.goal or f"Заполните: что даёт компании процесс «{one.pool.title}»",
        **({"applies": said.applies} if said.applies else {}),
        "trigger": said.trigger or "; ".join(dict.fromkeys(starts)) or "Начало",
        "result": said.result or "; ".join(dict.fromkeys(ends)) or "Конец",
        **({"owner": owner.id} if owner else {}),
        "lanes": [actor.id for actor in lanes],
    }


def _lanes(places: Sequence[Place]) -> list[Actor]:
    actors = dict.fromkeys(place.actor for place in places if place.actor)
    return sorted(actors, key=lambda actor: not actor.external)


def _documents(papers: Papers, file: str) -> Iterator[tuple[str, str]]:
    for paper in papers.new.values():
        head = (
            f"Документ из схемы BPMN {file}. Проверьте вид (kind) и заполните: требования к содержанию, поля или"
            " пункты, образец, кто ведёт, где и сколько хранится."
        )
        record = {
            "id": paper.id,
            "title": paper.title,
            "kind": paper.kind,
            "scope": f"Заполните: где и кем применяется документ «{paper.title}»",
        }
        yield paper.id, _text("../.schema/document.json", head, (), record)


def _roles(cast: Cast, used: set[str], file: str) -> Iterator[tuple[str, str]]:
    """Roles the files speak of; a pool nobody exchanges anything with is none."""
    for actor in cast.new.values():
        if actor.id not in used:
            continue
        fill = (
            "Опишите, кто это."
            if actor.external
            else "Заполните: назначение, требования, права; впишите её должности в positions.yaml."
        )
        record: dict[str, Any] = {"id": actor.id, "title": actor.title}
        if actor.external:
            record["external"] = True
        yield actor.id, _text("../.schema/role.json", f"Роль из схемы BPMN {file}. {fill}", (), record)


def _text(schema: str, head: str, notes: Sequence[str], record: Mapping[str, Any]) -> str:
    told = (f"# {line}" for text in (head, *notes) for line in comments(text))
    lines = [f"# yaml-language-server: $schema={schema}", *told]
    return "\n".join(lines) + "\n" + mapping(record)

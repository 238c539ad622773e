"""What a company needs besides its records: its own file, posts, and the flow and the funnel of every process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.identifiers import identifier, is_identifier
from handbook.layout import REGULATIONS

#: How a text begins that a person is to replace.
FILL = "Заполните: "
_WON, _LOST = "Сделка выиграна", "Сделка проиграна"
Made = dict[str, dict[str, Any]]


def found(made: Made, company: str, city: str) -> None:
    """Put into the sources what no sheet says.

    Args:
        made: Path → data of the files of a new company; they are completed in place.
        company: Its name.
        city: Where it is.
    """
    for path, data in made.items():
        if path.endswith("/process.yaml"):
            folder = path.rpartition("/")[0]
            inside = [other for name, other in made.items() if name != path and name.rpartition("/")[0] == folder]
            data["flow"] = _flow(str(data["title"]), [str(other["id"]) for other in inside])
            stages = list(dict.fromkeys(_stages(data, inside)))
            if stages:
                data["funnel"] = _funnel(data, inside, stages)
    posts = _posts(made)
    path = f"{REGULATIONS}/company.yaml"
    departments = _departments(posts, made.get(path, {}).get("departments", []))
    made[path] = {
        "name": company,
        "short_name": company,
        "city": city,
        "head": _head(posts),
        "departments": departments,
    }


def _flow(title: str, operations: list[str]) -> list[dict[str, str]]:
    start = {"start": "nachalo", "title": f"{FILL}с чего начинается «{title}»"}
    end = {"end": "konec", "title": f"{FILL}чем заканчивается «{title}»"}
    return [start, *({"operation": name} for name in operations), end]


def _norms(process: dict[str, Any], operations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [norm for record in (process, *operations) for norm in record.get("norms", ())]


def _stages(process: dict[str, Any], operations: list[dict[str, Any]]) -> Iterator[str]:
    """Stages in the order of the operations; those that only norms name come after them."""
    for operation in operations:
        stage = operation.get("crm", {}).get("stage")
        if stage:
            yield str(stage)
    for norm in _norms(process, operations):
        scope = norm.get("scope", {}).get("stages", ())
        named = (norm.get("stage"), norm.get("from"), norm.get("to"), norm.get("until"), *scope)
        yield from (stage for stage in named if isinstance(stage, str))


def _funnel(process: dict[str, Any], operations: list[dict[str, Any]], stages: list[str]) -> dict[str, Any]:
    pipelines = [name for norm in _norms(process, operations) for name in norm.get("scope", {}).get("pipelines", ())]
    ways = [{"title": stage} for stage in stages if stage not in {_WON, _LOST}]
    ends = [{"title": _WON, "outcome": "won"}, {"title": _LOST, "outcome": "lost"}]
    return {"pipeline": pipelines[0] if pipelines else str(process["title"]), "stages": [*ways, *ends]}


def _posts(made: Made) -> list[dict[str, Any]]:
    """Positions; without a sheet of them every role of the company gets one of its own."""
    path = f"{REGULATIONS}/positions.yaml"
    if path not in made:
        roles = [data for name, data in made.items() if name.startswith(f"{REGULATIONS}/roles/")]
        own = [role for role in roles if not role.get("external")]
        made[path] = {"positions": [{"id": role["id"], "title": role["title"], "roles": [role["id"]]} for role in own]}
    posts: list[dict[str, Any]] = made[path]["positions"]
    return posts


def _head(posts: list[dict[str, Any]]) -> str:
    """The position of the head of the company; one is added when none looks like it."""
    for post in posts:
        if "генеральный" in str(post["title"]).casefold() or str(post["title"]).casefold() == "директор":
            return str(post["id"])
    name = identifier("Генеральный директор", [post["id"] for post in posts], "direktor")
    posts.append({"id": name, "title": "Генеральный директор", "category": "head"})
    return name


def _departments(posts: list[dict[str, Any]], told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Departments with those that only positions name, told by identifiers from now on."""
    known = {str(item["id"]): str(item["id"]) for item in told}
    made = []
    for post in posts:
        title = post.get("department")
        if title and title not in known:
            known[title] = title if is_identifier(title) else identifier(title, known.values(), "podrazdelenie")
            made.append({"id": known[title], "title": title})
        if title:
            post["department"] = known[title]
    return [*told, *made]

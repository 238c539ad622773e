"""What stands around the descriptions: the company's own files, explained, and the schemas for editors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

from handbook.layout import REGULATIONS
from handbook.read import read
from handbook.sales_models import posts
from handbook.schema import schemas
from handbook.source.edit import Edit, Set, apply
from handbook.source.yaml12 import load
from handbook.starter.choice import Choice
from handbook.starter.papers import begun
from handbook.starter.words import own
from handbook.starter.zones import zone_of

_FILES = Path(__file__).parent / "files"
#: Where each file of the skeleton goes.
_PLACES = {
    "staff.yaml": f"{REGULATIONS}/staff.yaml",
    "waivers.yaml": f"{REGULATIONS}/waivers.yaml",
    "crm.yaml": f"{REGULATIONS}/crm/nasha-crm.yaml",
    "gitignore": ".gitignore",
}
_COMPANY = f"{REGULATIONS}/company.yaml"
#: What the company takes over from the sample: its posts stand in these departments.
_TAKEN = ("departments", "refusal_reasons")
_README = "README.md"
#: What an export tells of a sales model.
_ABOUT = (
    "Модель отдела продаж пока **одноуровневая**: все стадии ведёт одна роль, «Менеджер по продажам»: кто ещё "
    "продаёт, из выгрузки не узнать. Другие роли и должности впишите сами в `roles/` и `positions.yaml`."
)
#: A line of the table of what lies where.
_PLACE = re.compile(r"\| `(?P<path>regulations/[^`]*)` \|.*\n")
#: The logo of the sample: it sells scanners.
_ICON = "material/barcode-scan"


def skeleton(root: Path, choice: Choice, first: str) -> dict[str, str]:
    """Files of a new company besides its descriptions, by path.

    Args:
        root: The folder of the sample.
        choice: What the company says of itself.
        first: Which list of first steps ``README.md`` has: ``library``, ``workbook`` or ``export``.
    """
    made = {f"{REGULATIONS}/.schema/{name}": text for name, text in schemas().items()}
    made |= {place: _text(name) for name, place in _PLACES.items()}
    made[_COMPANY] = _company(root, choice)
    site = (root / "mkdocs.yml").read_text(encoding="utf-8")
    made["mkdocs.yml"] = own(site.replace(_ICON, "material/handshake-outline"), choice)
    words = {
        "company": choice.short_name,
        "about": _ABOUT
        if first == "export"
        else f"Модель отдела продаж — **{choice.model.title}**. {choice.model.summary}",
        "first": _text(f"first-{first}.md").strip(),
    }
    made[_README] = Template(_text("README.md")).substitute(words)
    return made


def of_made(files: Mapping[str, str]) -> dict[str, str]:
    """The files, with a ``README.md`` that speaks only of those that were made.

    Args:
        files: All files of a new company, by path.
    """

    def kept(line: re.Match[str]) -> str:
        return line[0] if any(path.startswith(line["path"]) for path in files) else ""

    return {**files, _README: _PLACE.sub(kept, files[_README])}


def _company(root: Path, choice: Choice) -> str:
    sample: dict[str, Any] = load((root / _COMPANY).read_text(encoding="utf-8"))[0]
    edits: list[Edit] = [
        Set(("name",), choice.name),
        Set(("short_name",), choice.short_name),
        Set(("site_name",), f"Регламент продаж «{choice.bare}»"),
        Set(("city",), choice.city),
        Set(("sales_model",), choice.model.id),
    ]
    zone = zone_of(choice.city)
    if zone is not None:
        edits.append(Set(("timezone",), zone))
    edits += [Set((key,), sample[key]) for key in _TAKEN if key in sample]
    there = tuple(posts(choice.model, read(root).handbook))
    drafts = [
        edit
        for index, department in enumerate(sample.get("departments", ()))
        for edit in begun(department, choice.day, there, ("departments", index))
    ]
    return own(apply(apply(_text("company.yaml"), edits), drafts), choice)


def _text(name: str) -> str:
    return (_FILES / name).read_text(encoding="utf-8")

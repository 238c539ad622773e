"""A company's folder drafted from an export of its CRM."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from handbook.layout import REGULATIONS

if TYPE_CHECKING:
    from handbook.book import Handbook
    from handbook.exported import Exported
    from handbook.starter import Choice

#: What the skeleton explains, and the export tells.
_EMPTY_PROFILE = f"{REGULATIONS}/crm/nasha-crm.yaml"


def of_export(choice: Choice, exports: Sequence[Path], crm: str | None = None) -> tuple[Exported, dict[str, str], int]:
    """Files of a company by path, what the export tells of it, and how many norms were drafted.

    Args:
        choice: What the company says of itself.
        exports: Files and folders.
        crm: The shipped profile to read them by; None chooses it.

    Raises:
        IngestError: The export cannot be read, or tells of no stages.
    """
    from audit.drafting import learn, norms_of
    from generator.drafting import profile_text, sketched
    from handbook.starter import adopted, of_made, skeleton
    from reglament.sample import sample_root

    found = learn(_bare(choice), exports, crm)
    name = f"nash-{found.profile}"
    profile = f"{REGULATIONS}/crm/{name}.yaml"
    text = profile_text(found, name)
    files = adopted(sketched(found, choice.short_name, choice.city), choice)
    text, handbook = _taught(_read({**files, profile: text}), exports, text, name)
    norms = norms_of(handbook, found, exports, name)
    around = {
        place: told for place, told in skeleton(sample_root(), choice, "export").items() if place != _EMPTY_PROFILE
    }
    drafted = adopted(sketched(found, choice.short_name, choice.city, norms), choice)
    return found, of_made({**around, **drafted, profile: text}), len(norms)


def _bare(choice: Choice) -> Handbook:
    """The company before it has described anything."""
    from handbook.book import Handbook
    from handbook.model.company import Company
    from handbook.starter.zones import zone_of

    zone = zone_of(choice.city)
    told = {"name": choice.name, "short_name": choice.short_name, "city": choice.city, "head": "direktor"}
    return Handbook(Path(), Company.model_validate(told | ({"timezone": zone} if zone else {})))


def _read(files: Mapping[str, str]) -> Handbook:
    """The company as the files tell it."""
    from handbook.read import read

    with TemporaryDirectory(prefix="reglament-") as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return read(Path(folder)).handbook


def _taught(handbook: Handbook, exports: Sequence[Path], text: str, name: str) -> tuple[str, Handbook]:
    """The profile with everything the import doctor is sure of, and the company with it."""
    from audit.doctor import diagnose
    from handbook.model.profile import Profile
    from handbook.source.yaml12 import load
    from reglament.lessons import Desk, teach

    desk = Desk(handbook, exports, name, text, name)
    lesson = teach(desk, diagnose(handbook, exports, name), lambda _diagnosis: None)
    known = lesson.text or text
    profile = Profile.model_validate(load(known)[0])
    return known, replace(handbook, profiles={**handbook.profiles, name: profile})

"""What is known of an audit in the browser between two runs of its worker, kept in the audit's own folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter

from handbook.book import Handbook
from handbook.diagnosis import Diagnosis
from handbook.model.profile import Profile
from handbook.source.yaml12 import load

_FILE = "state.json"


@dataclass(frozen=True)
class State:
    """How an export is read so far.

    Attributes:
        diagnosis: What the doctor says, without the violators of his trial audit.
        text: The profile taught so far; None when nothing was taught.
        name: The identifier of that profile.
        by_name: Whether the profile must be named for the export to be read by it.
        asked: Files about which it was asked whether they are the list of deals.
        trouble: Why the last answers were not kept, in Russian.
        funnel: The funnel of deals whose export names none; empty when there are several or nobody knows, None while
            nobody was asked.
    """

    diagnosis: Diagnosis
    text: str | None = None
    name: str = ""
    by_name: bool = False
    asked: tuple[str, ...] = field(default=())
    trouble: str = ""
    funnel: str | None = None

    def save(self, folder: Path) -> None:
        """Keep it in the folder of the audit."""
        (folder / _FILE).write_bytes(_adapter().dump_json(self))

    @classmethod
    def load(cls, folder: Path) -> State:
        """What was kept."""
        return _adapter().validate_json((folder / _FILE).read_bytes())

    def taught(self, handbook: Handbook) -> Handbook:
        """The company with the profile that was taught."""
        if self.text is None:
            return handbook
        profile = Profile.model_validate(load(self.text.removeprefix("\ufeff"))[0])
        return replace(handbook, profiles={**handbook.profiles, profile.id: profile})

    @property
    def crm(self) -> str | None:
        """The profile to name; None lets the export choose it."""
        return self.name if self.by_name else None


def _adapter() -> TypeAdapter[State]:
    return TypeAdapter(State)


def light(diagnosis: Diagnosis) -> Diagnosis:
    """A diagnosis without the violators of its trial audit: only whether each norm was proved matters later on."""
    result = diagnosis.result
    if result is None:
        return diagnosis
    verdicts = tuple(replace(one, violations=(), waived=(), owners=()) for one in result.verdicts)
    return replace(diagnosis, result=replace(result, verdicts=verdicts, owners=(), measures=(), findings=(), views=()))


def exports_of(folder: Path) -> Sequence[Path]:
    """What was uploaded: the one file there is, else the folder of all."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return files if len(files) == 1 else [folder]

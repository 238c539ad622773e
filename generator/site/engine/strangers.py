"""Files of others in the place of the site: none is replaced before whoever builds knows of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.artifact import Artifact
from generator.writer import MANIFEST
from handbook.finding import Finding, Place, Severity

#: Files that a remark names.
_NAMED = 5


def strangers(site: Path, artifacts: Iterable[Artifact]) -> Iterator[Finding]:
    """What stands where the first build into a folder would write.

    Args:
        site: The folder; one that has the list of an earlier build is ours.
        artifacts: What is to be written there.
    """
    if (site / MANIFEST).exists():
        return
    met = [one.path for one in artifacts if _is_another(site / one.path, one.content)]
    if met:
        more = f" и ещё {len(met) - _NAMED}" if len(met) > _NAMED else ""
        yield Finding(
            "site-foreign",
            Severity.ERROR,
            f"в папке {site.name} лежат чужие файлы, сборка затёрла бы их: {', '.join(met[:_NAMED])}{more}",
            (Place(f"{site.name}/{met[0]}"),),
            f"Перенесите их в другое место. Если это прежний сайт без файла {MANIFEST}, удалите папку",
        )


def _is_another(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and path.read_bytes() != content
    except OSError:
        return True

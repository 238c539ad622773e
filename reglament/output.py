"""Made documents put where the user wants them: a folder or one archive, PDF beside them when asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reglament.console import PROGRAM, Settings, give_up, shown

if TYPE_CHECKING:
    from generator.artifact import Artifact

#: So many files are made between two words about it.
_STEP = 25
_ZIP = ".zip"
#: Formats of the report of an audit when nobody has chosen them.
REPORT_FORMATS = ("html", "xlsx", "json")
#: Printing stops at the first mistake of a template; whoever mends it wants to know them all.
EVERY_MISTAKE = f"Все ошибки шаблонов сразу назовёт {PROGRAM} docx --check-templates"


@dataclass(frozen=True, slots=True)
class Target:
    """Where documents go.

    Attributes:
        folder: The folder; an archive bears its name.
        zipped: Whether to write one archive instead of a folder.
        pdf: Whether to put a PDF beside every document.
    """

    folder: Path
    zipped: bool = False
    pdf: bool = False

    @property
    def archive(self) -> Path:
        """The archive: what the user calls ``*.zip``, else the folder's name with that ending.

        A folder called by no name of its own, «.» or «..», has the archive inside.
        """
        if self.folder.suffix.lower() == _ZIP:
            return self.folder
        if self.folder.name in {"", ".."}:
            return self.folder / f"{self.folder.resolve().name or 'Документы'}{_ZIP}"
        return self.folder.with_name(f"{self.folder.name}{_ZIP}")


class OutputPath(click.Path):
    """A folder or file to write to; an empty name would be the current folder, which nobody means."""

    def __init__(self, *, file_okay: bool = True, dir_okay: bool = True) -> None:
        super().__init__(file_okay=file_okay, dir_okay=dir_okay, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - the signature is click's
        """The path.

        Raises:
            BadParameter: The name is empty.
        """
        if isinstance(value, str) and not value.strip():
            self.fail("пустое имя. Назовите папку или файл либо уберите ключ", param, ctx)
        return super().convert(value, param, ctx)


class ExportPath(click.Path):
    """A file or a folder of an export; an empty name would be the current folder, which nobody means."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - the signature is click's
        """The path.

        Raises:
            BadParameter: The name is empty.
        """
        if isinstance(value, str) and not value.strip():
            self.fail("имя выгрузки пусто. Назовите файл или папку", param, ctx)
        return super().convert(value, param, ctx)


def refuse_sources(settings: Settings, target: Target) -> None:
    """Keep what is made apart from what it is made of.

    Raises:
        SystemExit: Documents would lie among the company's sources, or all over its folder.
    """
    from generator.environment import COMPANY_FOLDER
    from handbook.editions.approved import FOLDER
    from handbook.layout import REGULATIONS

    project = settings.root().resolve()
    where = (target.archive.parent if target.zipped else target.folder).resolve()
    tip = "Назовите ключом -o другую папку или уберите его: тогда они лягут в build/"
    if where == project and not target.zipped:
        give_up("документы легли бы прямо в папку компании, вперемешку с её файлами", tip)
    for name in (REGULATIONS, COMPANY_FOLDER, FOLDER.parts[0]):
        if where.is_relative_to(project / name):
            give_up(f"в папке {name}/ лежат исходные файлы компании, документы туда не кладутся", tip)


def put(settings: Settings, target: Target, made: Iterable[Artifact], *, what: str, prune: bool) -> None:
    """Write documents and tell where they are.

    Args:
        settings: The options before the command.
        target: Where they go.
        made: The documents, perhaps still to be made.
        what: What they are: «Документы Word».
        prune: Whether the folder is generated whole: what an earlier run has left is removed.

    Raises:
        SystemExit: A template has a mistake, the disk refuses, or PDF could not be made; then all else is written.
    """
    from generator.artifact import Artifact
    from generator.documents.pdf import PdfError, pdfs
    from generator.environment import TemplateMistakeError
    from generator.word import package
    from generator.word.mistake import WordTemplateError
    from generator.writer import WriteError, write

    trouble: PdfError | None = None
    try:
        files = list(_counted(settings, made))
        if target.pdf:
            try:
                files += pdfs(files, _Progress(settings, sum(one.path.endswith(".docx") for one in files)))
            except PdfError as error:
                trouble = error
        if target.zipped:
            where = target.archive
            content = package.write({one.path: one.content for one in files})
            written = write(where.parent, [Artifact(where.name, content)])
        else:
            where = target.folder
            written = write(where, files, prune=prune)
    except WordTemplateError as error:
        give_up(str(error), EVERY_MISTAKE)
    except (TemplateMistakeError, WriteError) as error:
        give_up(str(error))
    changed = "не изменился" if target.zipped and not written.changed else f"изменилось {len(written.changed)}"
    settings.say(f"{what}: {shown(where)} — файлов {len(files)}, {changed}")
    if trouble:
        give_up(f"PDF не сделаны, остальное готово: {trouble}")


def _counted(settings: Settings, made: Iterable[Artifact]) -> Iterator[Artifact]:
    for number, one in enumerate(made, 1):
        if number % _STEP == 0:
            settings.say(f"  готово файлов: {number}")
        yield one


class _Progress:
    """Tells how many PDF are done, now and then."""

    def __init__(self, settings: Settings, total: int) -> None:
        self._settings, self._total, self._said = settings, total, 0
        settings.say(f"Делаю PDF: {total}…")

    def __call__(self, done: int) -> None:
        if done - self._said >= _STEP:
            self._said = done
            self._settings.say(f"  готово PDF: {done} из {self._total}")

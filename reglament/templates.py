"""The company's templates of Word documents: copied for editing, and checked after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reglament.console import EXIT_FOUND, PROGRAM, Settings, give_up, tell

if TYPE_CHECKING:
    from pathlib import Path


def check_templates(settings: Settings) -> None:
    """Tell every mistake in the templates documents are printed from.

    Raises:
        SystemExit: There are errors.
    """
    from generator.findings import summary
    from generator.word.checking.run import check_templates as checked
    from handbook.finding import Severity
    from handbook.read import read

    root = settings.root()
    findings = checked(root, read(root).handbook.company.papers)
    if findings:
        tell(findings)
        settings.say(f"В шаблонах: {summary(findings)}")
    else:
        settings.say(f"Шаблоны в порядке: {_checked(root)}.")
    if any(one.severity is Severity.ERROR for one in findings):
        raise SystemExit(EXIT_FOUND)


def _checked(root: Path) -> str:
    """How many templates there are, and which of them are the company's own."""
    from pathlib import PurePosixPath

    from generator import assets
    from generator.word.kinds import KINDS
    from generator.word.paper import template_path

    names = list(dict.fromkeys(kind.template for kind in KINDS))
    own = [name for name in names if template_path(root, name) != assets.templates() / name]
    listed = ", ".join(PurePosixPath(name).name for name in own)
    return f"проверено {len(names)}, " + (f"из них ваших {len(own)} — {listed}" if own else "все встроенные")


def copy_templates(settings: Settings) -> None:
    """Copy the packaged templates into the company's folder; copies it has already stay as they are.

    Raises:
        SystemExit: The folder cannot be written to.
    """
    from generator.word.checking.copying import copy_templates as copied
    from handbook.read import read

    root = settings.root()
    try:
        made = copied(root, papers=read(root).handbook.company.papers)
    except OSError as error:
        give_up(f"шаблоны не скопированы: {error.strerror or error}", "Проверьте права на папку templates/word")
    for path in made.written:
        settings.say(f"  {path}")
    kept = f"; уже были у вас и не тронуты: {len(made.kept)}" if made.kept else ""
    settings.say(f"Скопировано шаблонов: {len(made.written)}{kept}.")
    settings.say(f"Правьте их в Word и проверяйте: {PROGRAM} docx --check-templates")

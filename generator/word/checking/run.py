"""Every template of a company checked, the packaged ones where it has no copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator import assets
from generator.environment import COMPANY_FOLDER
from generator.word import package
from generator.word.checking.expressions import Expressions
from generator.word.checking.flow import Flow
from generator.word.checking.layout import check_numbers, check_pages, check_styles
from generator.word.checking.marks import check_braces
from generator.word.checking.places import pages
from generator.word.checking.report import ERROR, INFO, WARNING, Draft, Report
from generator.word.checking.trial import try_out
from generator.word.kinds import KINDS, Kind
from generator.word.mistake import WordTemplateError
from generator.word.paper import load, look_for, template_path
from handbook.finding import Finding
from handbook.model.papers import Papers
from handbook.russian import suggest

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_GUIDE = "README.md"


def check_templates(root: Path, papers: Papers | None = None) -> tuple[Finding, ...]:
    """Check all templates a company prints from.

    Args:
        root: The company's folder.
        papers: The company's settings; the standard of them says what of pages is a mistake.

    Returns:
        Everything wrong, template by template, in the order of the text.
    """
    settings = papers or Papers()
    return tuple(
        finding
        for findings in (strays(root), *(check_template(kind, root, settings) for kind in KINDS))
        for finding in findings
    )


def strays(root: Path) -> Iterator[Finding]:
    """Files that nothing is printed from, and were probably meant to be templates."""
    folder = root / COMPANY_FOLDER / "word"
    known = {Path(kind.template).name for kind in KINDS}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        # Word keeps a file of its own beside an open document.
        if path.name in {*known, _GUIDE} or path.name.startswith(("~$", ".")) or path.is_dir():
            continue
        report = Report(f"{COMPANY_FOLDER}/word/{path.name}")
        near = suggest(path.stem, [Path(name).stem for name in known])
        tip = f"Назовите его «{near}.docx»" if near else f"Шаблоны зовутся так: {', '.join(sorted(known))}"
        report.finding("template-stray", WARNING, "из этого файла ничего не печатается", tip)
        yield from report.findings


def check_template(kind: Kind, root: Path, papers: Papers) -> tuple[Finding, ...]:
    """Check the template of one kind: the company's copy, or the packaged one."""
    path = template_path(root, kind.template)
    report = Report(f"{COMPANY_FOLDER}/{kind.template}")
    draft = _open(kind, path, report)
    if draft is None:
        return tuple(report.findings)
    original = assets.templates() / kind.template
    packaged = draft if path == original else _open(kind, original, report)
    if packaged is None:
        return tuple(report.findings)
    used = _texts(draft, report)
    if not report.broken:
        _trial(path, draft, papers, report)
    check_numbers(draft, report)
    check_styles(draft, packaged, report)
    if papers.gost != "off":
        check_pages(draft, packaged, report)
    if draft is not packaged and not report.broken:
        _tell_missing(_texts(packaged, Report("")) - used, report)
    return tuple(dict.fromkeys(report.findings))


def _open(kind: Kind, path: Path, report: Report) -> Draft | None:
    try:
        content = path.read_bytes()
    except OSError:
        tip = "Закройте его в Word и проверьте, что файл доступен для чтения"
        report.finding("template-file", ERROR, "файл не открывается", tip)
        return None
    try:
        parts = package.read(content)
        package.check(parts)
        main = package.main_part(parts)
        return Draft(kind, parts, main, pages(parts, main))
    except Exception:  # noqa: BLE001 - a damaged file fails in more ways than can be listed
        what, tip = "файл повреждён: это не документ Word", "Откройте его в Word и сохраните заново"
        if content.startswith(_OLD_WORD):
            what = "это документ старого Word (.doc) или файл, закрытый паролем"
            tip = "Сохраните его в Word без пароля как «Документ Word (.docx)»"
        elif not content.startswith(_ZIP):
            what, tip = "это не документ Word", "Сохраните файл в Word как «Документ Word (.docx)»"
        report.finding("template-file", ERROR, what, tip)
        return None


def _texts(draft: Draft, report: Report) -> set[str]:
    """Check the tags of all parts; give back the names they use."""
    expressions = Expressions(draft.kind, report)
    for page in draft.pages:
        check_braces(page, draft.kind, report)
        Flow(expressions, report).check(page)
    return expressions.used


def _tell_missing(names: set[str], report: Report) -> None:
    """An older copy prints as before, without what the program has learnt since."""
    if names:
        listed = ", ".join(f"«{name}»" for name in sorted(names))
        what = f"в вашей копии нет того, что есть во встроенном шаблоне: {listed}"
        tip = "Если это убрали не вы, оно появилось позже: возьмите эти места из встроенного шаблона"
        report.finding("template-older", INFO, what, tip)


def _trial(path: Path, draft: Draft, papers: Papers, report: Report) -> None:
    try:
        template = load(path, look_for(path, papers))
    except WordTemplateError as error:
        report.finding("template-tag", ERROR, error.what, error.tip, error.where)
        return
    try_out(template, draft, report)

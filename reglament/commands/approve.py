"""``reglament approve``: record an edition that an order has put in force."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reglament.console import PROGRAM, Settings, declare, give_up
from reglament.period import DAYS

if TYPE_CHECKING:
    from handbook.book import Handbook
    from handbook.editions.approve import Approval, Decision
    from handbook.editions.clauses import What
    from handbook.published import Published

HELP = """Записывает утверждённую редакцию: номер и дату приказа, номер редакции, текст пунктов, как он напечатан.

ДОКУМЕНТ — идентификатор, номер (ДИ-04, РП-01) или название документа, процесса, должности или подразделения; можно
назвать несколько. Текст ложится в history/approved, номер редакции, приказ и строка листа изменений — в сам исходник.
Документ, который не изменился с прошлого утверждения, не трогается. В конце сказано, кому знакомиться под подпись.

Код выхода: 0 — записано или утверждать нечего, 1 — в описании есть ошибки, 2 — записать не удалось: нет такого
документа, не та дата, не записать файл.
"""


_PACK = f"{PROGRAM} docx --pack"
_KINDS = {"document": "документ", "process": "процесс", "position": "должность", "department": "подразделение"}


def _day(_context: click.Context, _parameter: click.Parameter, text: str | None) -> date | None:
    if text is None:
        return None
    for shape in DAYS:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise click.BadParameter(f"«{text}» — не дата; нужна вида 2026-11-22 или 22.11.2026")


def _line(_context: click.Context, _parameter: click.Parameter, text: str | None) -> str | None:
    """What is written into the source as it is: one line that ``check`` accepts."""
    if text is None:
        return None
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in "".join(text.split())):
        raise click.BadParameter("в тексте управляющий знак. Наберите его заново")
    if "[[" in text:
        raise click.BadParameter("ссылки [[…]] здесь не раскрываются. Напишите словами")
    return " ".join(text.split())


@declare("approve", HELP)
@click.argument("names", metavar="ДОКУМЕНТ…", nargs=-1, required=True)
@click.option("--order", required=True, metavar="НОМЕР", callback=_line, help="Номер приказа.")
@click.option("--date", "on", required=True, metavar="ДАТА", callback=_day, help="Дата приказа.")
@click.option("--effective", metavar="ДАТА", callback=_day, help="С какого дня действует; по умолчанию со дня приказа.")
@click.option(
    "--summary",
    metavar="ТЕКСТ",
    callback=_line,
    help="Что изменилось, для листа изменений; по умолчанию — список пунктов.",
)
@click.option("--dry-run", is_flag=True, help="Только показать, ничего не записывать.")
@click.pass_obj
def command(  # noqa: PLR0917 - click passes every option by its name
    settings: Settings,
    names: tuple[str, ...],
    order: str,
    on: date,
    effective: date | None,
    summary: str | None,
    *,
    dry_run: bool,
) -> None:
    """Record the next edition of each paper."""
    from handbook.editions.approve import Decision
    from reglament.sources import handbook_of

    if effective and effective < on:
        give_up("документ вступает в силу раньше даты приказа", "Поменяйте --date и --effective местами")
    handbook = handbook_of(settings)
    decision = Decision(order, on, effective or on, summary)
    if not decision.order:
        give_up("пустой номер приказа")
    approvals = _approvals(settings, handbook, names, decision)
    for one in approvals:
        _show(settings, one)
    if approvals:
        _tell_signers(settings, handbook, approvals)
    if approvals and not dry_run:
        _keep(settings, approvals)
        settings.say(
            f"Записано редакций: {len(approvals)}. Листы и уведомления «Было/Стало»: {_PACK}{_since(approvals)}"
        )
    elif approvals:
        settings.say("Ничего не записано: --dry-run.")


def _approvals(settings: Settings, handbook: Handbook, names: tuple[str, ...], decision: Decision) -> list[Approval]:
    from generator.documents.editions import approving
    from generator.environment import TemplateMistakeError
    from handbook.editions.approve import approval
    from handbook.editions.approved import BrokenEditionError, latest

    made = []
    for what, record in {(what, record.id): (what, record) for what, record in _papers(handbook, names)}.values():
        try:
            last = latest(handbook.root, what, record.id)
        except BrokenEditionError as error:
            give_up(str(error))
        if last and last.on > decision.on:
            give_up(
                f"«{record.title}»: редакция {last.edition} утверждена позже, {last.on:%d.%m.%Y}",
                "Проверьте дату приказа",
            )
        named = (what, record)
        try:
            one = approval(handbook, named, last, decision, printed=approving(handbook, named))
        except TemplateMistakeError as error:
            give_up(str(error))
        if one is None:
            settings.say(f"«{record.title}» не изменился с редакции {last.edition if last else 1}: утверждать нечего")
        else:
            made.append(one)
    return made


def _papers(handbook: Handbook, names: tuple[str, ...]) -> list[tuple[What, Published]]:
    return [_paper(handbook, name) for name in names]


def _paper(handbook: Handbook, name: str) -> tuple[What, Published]:
    from handbook.editions.approve import found
    from handbook.published import names, publishable, same
    from handbook.russian.text import suggest

    papers = found(handbook, name)
    if len(papers) > 1:
        kinds = ", ".join(f"{_KINDS[what]} «{record.title}» ({record.id})" for what, record in papers)
        give_up(
            f"«{name}» называет несколько документов: {kinds}",
            "Назовите документ тем, чем он отличается: номером или идентификатором",
        )
    if papers:
        return papers[0]
    records = [record for _, record in publishable(handbook)]
    if any(record.publication is None and any(same(name, own) for own in names(record)) for record in records):
        give_up(f"у «{name}» нет раздела publication", "Добавьте его: number, date — без номера нечего утверждать")
    known = [word for one in records if one.publication for word in names(one)]
    hint = suggest(name, known)
    tip = f"Возможно, вы имели в виду «{hint}»" if hint else None
    return give_up(f"нет документа, процесса, должности или подразделения «{name}»", tip)


def _since(approvals: list[Approval]) -> str:
    """The option that compares with what was in force until now; without it each document finds its last edition."""
    before = [one.before for one in approvals if one.before and one.before.clauses]
    # A document approved for the first time has nothing to compare with, and must be printed all the same.
    if len(before) < len(approvals):
        return ""
    eve = min(one.edition.effective for one in approvals) - timedelta(days=1)
    if all(one.effective <= eve for one in before):
        return f" --changed-since {eve}"
    numbers = {one.edition for one in before}
    return f" --changed-since {numbers.pop()}" if len(numbers) == 1 else ""


def _show(settings: Settings, one: Approval) -> None:
    edition = one.edition
    settings.say(f"{edition.number} «{edition.title}» — редакция {edition.edition}: {edition.summary}")
    for change in one.changes:
        settings.say(f"  {change.title}")
        settings.say(f"    было:  {change.before or '—'}")
        settings.say(f"    стало: {change.after or '—'}")


def _tell_signers(settings: Settings, handbook: Handbook, approvals: list[Approval]) -> None:
    """Whose signatures the new editions need."""
    from handbook.addressees import Paper
    from handbook.editions.signers import signers
    from handbook.russian import surname_initials

    numbers = {Paper(one.edition.what, one.edition.id): one.edition.number for one in approvals}
    settings.say("Знакомятся под подпись:")
    for signer in signers(handbook, numbers):
        people = ", ".join(map(surname_initials, signer.people)) or "имена впишите в лист"
        papers = ", ".join(numbers[paper] for paper in signer.papers)
        settings.say(f"  {signer.position.title} ({people}): {papers}")


def _keep(settings: Settings, approvals: list[Approval]) -> None:
    """Write the sources and the editions, all or none."""
    from generator.artifact import Artifact
    from generator.writer import WriteError, write
    from handbook.editions.approved import FOLDER, dump
    from handbook.source.edit import EditError, apply

    root = settings.root()
    texts: dict[str, str] = {}
    try:
        for one in approvals:
            text = texts.get(one.file) or (root / one.file).read_bytes().decode("utf-8")
            texts[one.file] = apply(text, one.edits)
        artifacts = [Artifact(name, text.encode()) for name, text in texts.items()]
        artifacts += [Artifact((Path(FOLDER) / one.edition.path).as_posix(), dump(one.edition)) for one in approvals]
        write(root, artifacts)
    except EditError as error:
        give_up(f"исходник не изменить: {error}")
    except WriteError as error:
        give_up(str(error))

"""``reglament docx``: only the Word documents, one by one or as a pack to be printed and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reglament.console import Settings, declare, give_up, tell
from reglament.output import OutputPath

if TYPE_CHECKING:
    from pathlib import Path

HELP = """Собирает документы Word: все или только названные — в build/docx, пакет для печати — в build/pack.

Документ, роль, процесс можно назвать идентификатором, номером (ДИ-04) или названием; регистр не важен,
ключи можно повторять.

Пакет (--pack) — всё, что печатают и подписывают: опись, приказ, документы, листы ознакомления, уведомления
об изменениях, журнал. Без имён он для всех; с --role или --department — для этих людей, с --process
или --document — с этими документами. С --person он для одного работника, например нового: документы,
которые его касаются, его лист ознакомления и строки журнала; приказ уже подписан и остаётся в деле.

Код выхода: 0 — готово, 1 — в описании ошибки или их нашёл ключ --check-templates, 2 — собрать не удалось.
"""


@declare("docx", HELP)
@click.option("--role", "roles", multiple=True, metavar="РОЛЬ", help="Инструкция роли или должности.")
@click.option("--department", "departments", multiple=True, metavar="ОТДЕЛ", help="Положение о подразделении.")
@click.option("--process", "processes", multiple=True, metavar="ПРОЦЕСС", help="Регламент процесса.")
@click.option("--document", "documents", multiple=True, metavar="ДОКУМЕНТ", help="Любой документ, который подписывают.")
@click.option("--operation", "operations", multiple=True, metavar="ОПЕРАЦИЯ", help="Чек-лист операции.")
@click.option("--person", "people", multiple=True, metavar="РАБОТНИК", help="Пакет одного работника; нужен --pack.")
@click.option("--pack", is_flag=True, help="Пакет для печати и подписи.")
@click.option(
    "--changed-since",
    "since",
    metavar="РЕДАКЦИЯ",
    help="Только документы, которые изменились с редакции: её номер (1) или день (2026-01-19).",
)
@click.option("--zip", "zipped", is_flag=True, help="Одним архивом zip вместо папки.")
@click.option("--pdf", is_flag=True, help="И PDF рядом с каждым документом; нужен LibreOffice.")
@click.option(
    "-o",
    "output",
    type=OutputPath(),
    metavar="ПАПКА",
    help="Куда положить; с --zip — папка или имя архива.",
)
@click.option("--check-templates", is_flag=True, help="Только проверить шаблоны документов.")
@click.option("--copy-templates", is_flag=True, help="Скопировать шаблоны в templates/word, чтобы править их в Word.")
@click.pass_obj
def command(settings: Settings, /, output: Path | None, *, pack: bool, zipped: bool, pdf: bool, **given: Any) -> None:  # noqa: ANN401 - names of options
    """Build documents."""
    checking, copying = given.pop("check_templates"), given.pop("copy_templates")
    if checking or copying:
        if (checking and copying) or output or pack or zipped or pdf or any(given.values()):
            alone = "--check-templates" if checking else "--copy-templates"
            give_up(f"ключ {alone} не сочетается с другими", "Запустите его отдельно, документы соберите потом")
        from reglament.templates import check_templates, copy_templates

        (check_templates if checking else copy_templates)(settings)
        return

    from reglament.building import build_documents
    from reglament.output import Target, put, refuse_sources
    from reglament.packing import Wanted, scope, selection
    from reglament.sources import handbook_of

    target = Target(output or (settings.folders.pack if pack else settings.folders.documents), zipped, pdf)
    refuse_sources(settings, target)
    handbook = handbook_of(settings)
    wanted = Wanted(**given)
    if wanted.people and not pack:
        give_up("ключ --person собирает пакет, а ключа --pack нет", "Добавьте --pack")
    if wanted.people and (wanted.roles or wanted.departments):
        give_up("ключ --person не сочетается с --role и --department", "Назовите работников или их должности")
    if not pack:
        build_documents(settings, handbook, selection(settings, handbook, wanted), target)
        return

    from generator.documents.findings import doubts
    from generator.documents.pack.compose import INVENTORY
    from generator.documents.pack.compose import pack as composed
    from generator.documents.pack.drafts import drafts

    asked, changed = scope(settings, handbook, wanted)
    settings.say(f"Собираю пакет для печати: {asked.words}…")
    put(settings, target, composed(handbook, asked, changed), what="Пакет для печати", prune=True)
    settings.say(f"Начните с {INVENTORY}.html: там сказано, что печатать, сколько экземпляров и кому.")
    if told := (*drafts(handbook, changed, asked.papers), *doubts(handbook, asked.positions)):
        tell(told)

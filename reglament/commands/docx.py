"""``reglament docx``: only the Word documents."""

from __future__ import annotations

import click

from reglament.console import Settings, declare, give_up

HELP = """Собирает должностные инструкции Word в build/docx: все или только названных ролей и должностей."""


@declare("docx", HELP)
@click.option(
    "--role",
    "names",
    multiple=True,
    metavar="РОЛЬ",
    help="Роль или должность, чья инструкция нужна; можно повторять.",
)
@click.pass_obj
def command(settings: Settings, names: tuple[str, ...]) -> None:
    """Build job descriptions."""
    from reglament.building import build_documents
    from reglament.sources import handbook_of

    handbook = handbook_of(settings)
    known = {*handbook.positions, *handbook.roles}
    for name in names:
        if name not in known:
            from handbook.russian.text import suggest

            hint = suggest(name, sorted(known))
            tip = f"Возможно, вы имели в виду «{hint}»" if hint else f"Есть: {', '.join(sorted(known))}"
            give_up(f"нет ни роли, ни должности «{name}»", tip)
    chosen = [
        position
        for position in handbook.positions.values()
        if not names or position.id in names or set(names).intersection(position.roles)
    ]
    if not chosen:
        give_up("ни одна должность не несёт названных ролей", "Добавьте роль в roles должности в positions.yaml")
    build_documents(settings, handbook, {"job-description": chosen} if names else None)

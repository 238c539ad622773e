"""``reglament explain``: help pages of checks, norm kinds, measures and keys of the sources."""

from __future__ import annotations

import click

from reglament.console import PROGRAM, declare, give_up

HELP = """Показывает страницу справки: что означает код проверки или вид нормы, почему это важно и как исправить;
как описать ход процесса (flow), сроки (timers) и дорожки (lanes); что такое черновики норм (draft), какой предел
поставить (calibrate), история аудитов (history), решения планёрки (promises), псевдонимы (pseudonyms).

Без кода перечисляет все страницы.
"""


@declare("explain", HELP)
@click.argument("code", required=False, metavar="[КОД]")
def command(code: str | None) -> None:
    """Print one page, or the list of pages."""
    from handbook.explain import pages, pages_in, topics

    found = {**pages(), **dict(pages_in("generator")), **dict(pages_in("audit")), **topics()}
    if code is None:
        for name, page in found.items():
            click.echo(f"{name:26} {page.splitlines()[0].removesuffix('.').split(' (')[0]}")
        return
    if code not in found:
        from handbook.russian.text import suggest

        hint = suggest(code, list(found))
        give_up(
            f"страницы «{code}» нет",
            f"Возможно, вы имели в виду «{hint}»" if hint else f"Все страницы: {PROGRAM} explain",
        )
    click.echo(found[code])

"""``reglament build``: everything a company's sources turn into."""

from __future__ import annotations

import click

from reglament.console import Settings, declare

HELP = """Проверяет описание и собирает сайт, схемы и документы Word.

Сайт — в папке site, документы — в build/docx, схемы для печати — в build/png, схемы BPMN для других программ —
в build/bpmn. Неизменившиеся файлы не переписываются. Если в описании есть ошибки, ничего не пишется, код выхода 1.
С ключом --strict тот же код дают предупреждения; найденные при самой сборке — уже после записи.
"""


@declare("build", HELP)
@click.option("--strict", is_flag=True, help="Считать ошибками и предупреждения: описания, сайта и документов.")
@click.pass_obj
def command(settings: Settings, *, strict: bool) -> None:
    """Build the site and the documents."""
    from reglament.building import build_all
    from reglament.sources import handbook_of

    build_all(settings, handbook_of(settings, strict=strict), strict=strict)

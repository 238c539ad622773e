"""The profile of a drafted company: which stage is which code of its CRM, as the export itself tells."""

from __future__ import annotations

from generator.doctor.yaml_text import scalar
from handbook.exported import Exported

_HEAD = """# yaml-language-server: $schema=../.schema/profile.json
# Как ваша CRM называет столбцы, воронки, стадии и людей: составлено по выгрузке. Правьте смело; чего здесь нет,
# допишет команда reglament map.
"""


def profile_text(found: Exported, name: str) -> str:
    """A profile that stands on the shipped one.

    Args:
        found: What the export tells.
        name: Its identifier.
    """
    lines = [f"id: {scalar(name)}", f"title: {scalar(f'Наша выгрузка ({found.profile})')}"]
    lines.append(f"preset: {scalar(found.profile)}")
    if found.pipeline_codes:
        lines.append("pipelines:")
        lines += [f'  "{code}": {scalar(title)}' for code, title in sorted(found.pipeline_codes.items())]
        lines += [f"  {scalar(title)}: {scalar(title)}" for title in sorted(set(found.pipeline_codes.values()))]
    named = [(old, new) for (_, old), new in found.codes.items() if old != new[1]]
    if named:
        lines.append("stages:  # узнано по сделкам, которые на этих стадиях сейчас")
        for old, (pipeline, stage) in sorted(named, key=str):
            home = f", pipeline: {scalar(pipeline)}" if pipeline else ""
            lines.append(f"  - {{crm: {scalar(old)}, stage: {scalar(stage)}{home}}}")
    users = {code: who for code, who in found.numbers.items() if who}
    if users:
        lines.append("users:  # узнано по тому, в чьих сделках эти номера работают")
        lines += [f'  "{code}": {scalar(who)}' for code, who in sorted(users.items())]
    nameless = [code for code, who in found.numbers.items() if not who]
    if nameless:
        lines.append(f"# Чьи это номера, в выгрузке не сказано: {', '.join(nameless)}. Впишите их в users так:")
        lines.append(f'#   "{nameless[0]}": Фамилия Имя Отчество')
    return _HEAD + "\n".join(lines) + "\n"

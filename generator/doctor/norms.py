"""Which norms an export proves, and what to add to it for the others, each advice once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.doctor.columns import paragraph, plain
from handbook.diagnosis import Diagnosis
from handbook.missing import Missing
from handbook.result import Verdict
from handbook.russian.numbers import counted
from handbook.tables import TABLE

_TITLE = 80


@dataclass(slots=True)
class _Remedy:
    """What to add, and the norms that want it."""

    advice: str
    norms: list[Verdict] = field(default_factory=list)


def proof_lines(diagnosis: Diagnosis) -> list[str]:
    """What an export proves once a profile has learnt to read it."""
    result = diagnosis.result
    if result is None:
        return paragraph(f"Сверить выгрузку с нормами всё ещё нельзя: {plain(diagnosis.unfit, 1000)}")
    proved = [verdict for verdict in result.verdicts if verdict.checked]
    every = counted(len(result.verdicts), "нормы", "норм", "норм")
    return _listed(f"Теперь выгрузка доказывает {len(proved)} из {every}", proved, "")


def norm_lines(diagnosis: Diagnosis) -> list[str]:
    """The section on norms."""
    result = diagnosis.result
    if result is None:
        return ["Нормы", "  Сверить выгрузку с нормами не удалось: почему, сказано в замечаниях ниже"]
    proved = [verdict for verdict in result.verdicts if verdict.checked]
    every = counted(len(result.verdicts), "нормы", "норм", "норм")
    lines = ["Нормы", *_listed(f"Эта выгрузка доказывает {len(proved)} из {every}", proved, "  ")]
    rest = [verdict for verdict in result.verdicts if not verdict.checked]
    remedies = _remedies(rest, {name for sheet in diagnosis.sheets for name, _ in sheet.tables})
    if remedies:
        lines += ["", "  Чтобы доказать остальные (норме бывает нужно и несколько пунктов):"]
        for number, remedy in enumerate(remedies, 1):
            lines += paragraph(f"{number}. {plain(remedy.advice, 2000)}", "  ", "     ")
            lines += _listed(f"нужно для {counted(len(remedy.norms), 'нормы', 'норм', 'норм')}", remedy.norms, "     ")
    reasons: dict[str, list[Verdict]] = {}
    for verdict in rest:
        if not verdict.missing:
            reasons.setdefault(verdict.reason or "в выгрузке нет нужных данных", []).append(verdict)
    if reasons:
        lines += ["", "  Не проверены по другой причине:"]
        for reason, verdicts in reasons.items():
            lines += _listed(plain(reason), verdicts, "    ")
    return lines


def _listed(head: str, verdicts: Sequence[Verdict], indent: str) -> list[str]:
    titles = "; ".join(plain(verdict.title, _TITLE) for verdict in verdicts)
    return paragraph(f"{head}: {titles}" if titles else head, indent, f"{indent}  ")


def _remedies(verdicts: Sequence[Verdict], present: set[str]) -> list[_Remedy]:
    """Every advice once, that which most norms want first."""
    found: dict[tuple[str, ...], _Remedy] = {}
    for verdict in verdicts:
        for missing in verdict.missing:
            for key, advice in _advices(missing, present):
                remedy = found.setdefault(key, _Remedy(advice))
                if verdict not in remedy.norms:
                    remedy.norms.append(verdict)
    return sorted(found.values(), key=lambda remedy: -len(remedy.norms))


def _advices(missing: Missing, present: set[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """A column at a time where the advice is but a list of columns, so that norms share it; else as it is told."""
    known = TABLE.get(missing.table)
    columns = [known.column(name) for name in missing.columns] if known else []
    titles = [column.title for column in columns if column]
    apart = known and missing.table in present and len(titles) == len(columns) > 0
    if known and apart and all(f"«{title}»" in missing.how for title in titles) and "; или " not in missing.how:
        for title in titles:
            advice = f"Добавьте в выгрузку «{known.title}» столбец «{title}»"
            yield (missing.table, title), f"{advice}; если он там есть под другим названием, впишите его в профиль CRM"
    else:
        yield (missing.table, missing.how), missing.how

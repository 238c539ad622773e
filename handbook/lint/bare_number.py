"""Число вместо нормы (bare-number).

Текст операции или пункта регламента повторяет предел нормы числом, а не ссылкой. Когда предел изменят, число в тексте
останется прежним, и сотрудник прочтёт на одной странице два срока.

Проверяется только то, что норма действительно меряет: операция, в файле которой она лежит или чья контрольная точка её
называет, подписи сроков (`timers`) на границе этой операции и пункт из её `source`. Сравнивается последняя редакция:
число с единицей («7 дней», «семь дней», «25 %», «4 встречи»).

Как исправить: поставьте на место числа ссылку — она выводит предел сама; в подписях схемы — только число с единицей,
поэтому пишите перед ней «дольше» или «больше».

    deadline: не позднее 7 дней               # плохо
    deadline: "[[norm:n-kp-ozhidanie]]"       # хорошо
    title: "Молчит дольше [[norm:n-kp-ozhidanie]]"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from handbook.book import Handbook, Written
from handbook.finding import Severity
from handbook.lint.prose import plain, prose
from handbook.lint.rule import Remark, Rule
from handbook.model.process import OperationNode
from handbook.norms import LimitedNorm, Quantity, Unit
from handbook.norms.activity_rate import ActivityRate
from handbook.norms.lead_capacity import LeadCapacity
from handbook.norms.open_deals import OpenDeals
from handbook.norms.product_minimum import ProductMinimum
from handbook.source.yaml12 import Pointer

_SPACE = r"[\s\u00a0]+"
_DAYS, _HOURS, _MINUTES = r"(?:дн\w+|день)", r"час\w*", r"мин(?:\.|ут\w*|\b)"
_UNITS: dict[Unit, str] = {
    Unit.DAY: rf"(?:календарн\w+{_SPACE})?{_DAYS}",
    Unit.WORKING_DAY: rf"(?:рабоч\w+{_SPACE})?{_DAYS}",
    Unit.HOUR: _HOURS,
    Unit.WORKING_HOUR: rf"(?:рабоч\w+{_SPACE})?{_HOURS}",
    Unit.MINUTE: _MINUTES,
    Unit.WORKING_MINUTE: rf"(?:рабоч\w+{_SPACE})?{_MINUTES}",
    Unit.PERCENT: r"(?:%|процент\w*)",
}
#: What a bare count is a count of.
_COUNTED: dict[str, str] = {
    "call": r"звон\w+",
    "meeting": r"встреч\w*",
    "email": r"пис[еь]м\w*",
    "message": r"сообщени\w+",
    "quote": rf"(?:КП\b|коммерческ\w+{_SPACE}предложени\w+)",
    "visit": r"выезд\w*",
}
_WORDS: dict[int, str] = {
    1: "одн(?:ого|ой|ому|им)",
    2: "дв(?:а|е|ух|ум)",
    3: "тр(?:и|ёх|ех|ём|ем)",
    4: "четыр(?:е|ёх|ех|ём|ем)",
    5: "пят[ьи]",
    6: "шест[ьи]",
    7: "сем[ьи]",
    8: "вос(?:емь|ьми)",
    9: "девят[ьи]",
    10: "десят[ьи]",
    14: "четырнадцат[ьи]",
    15: "пятнадцат[ьи]",
    20: "двадцат[ьи]",
    30: "тридцат[ьи]",
    40: "сорока?",
    45: "сорока? пят[ьи]",
    60: "шест(?:ьдесят|идесяти)",
    90: "девяност[оа]",
}
#: What makes another number of the one after it: «1 300 дней», «5 – 7 дней», «двадцать семь дней».
_BEGUN = re.compile(
    r"(?:[\w.,–-]|\d\s|\d\s[–-]\s"
    r"|\b(?:(?:(?:два|три)дцат|(?:пят|шест|сем|восем)[ьи]десят)\w*|сорока?|девяност[оа]|ст[оа])\s+)$",
    re.IGNORECASE,
)
_LONGEST_BEGINNING = 20


@dataclass(frozen=True, slots=True)
class _Watched:
    """A norm with what its limits look like when written out."""

    norm: LimitedNorm
    patterns: tuple[re.Pattern[str], ...]


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every text that repeats the limit of a norm that governs it."""
    of_operation, of_clause = _governed(handbook)
    for written in prose(handbook):
        identity = getattr(written.record, "id", "")
        norms: list[_Watched] = []
        if handbook.operations.get(identity) is written.record and written.pointer[0] != "norms":
            norms = of_operation.get(identity, [])
        elif handbook.documents.get(identity) is written.record and written.pointer[0] == "clauses":
            norms = of_clause.get((identity, handbook.documents[identity].clauses[_index(written.pointer)].number), [])
        elif "timers" in written.pointer:
            norms = of_operation.get(_timed(handbook, written), [])
        text = plain(written.text) if norms else ""
        for watched in norms:
            found = next((words for pattern in watched.patterns for words in _repeated(pattern, text)), None)
            if found is not None:
                yield Remark(
                    f"«{' '.join(found.split())}» — это предел нормы «{watched.norm.title}», записанный числом",
                    (handbook.spot(written.record, *written.pointer, words=found),),
                    f"Напишите [[norm:{watched.norm.id}]]",
                )


def _governed(handbook: Handbook) -> tuple[dict[str, list[_Watched]], dict[tuple[str, str], list[_Watched]]]:
    """Norms by the operation they measure, and by the clause they are written in."""
    measured: dict[str, dict[str, None]] = {
        operation.id: dict.fromkeys(name for point in operation.control_points for name in point.norms)
        for operation in handbook.operations.values()
    }
    clauses: dict[tuple[str, str], list[_Watched]] = {}
    limited: dict[str, _Watched] = {}
    for name, placed in handbook.norms.items():
        norm = placed.norm
        if not isinstance(norm, LimitedNorm) or norm.draft:
            continue
        limited[name] = _Watched(norm, tuple(_patterns(norm)))
        if placed.home == "operation" and placed.home_id in measured:
            measured[placed.home_id][name] = None
        if norm.source is not None and norm.source.clause is not None:
            clauses.setdefault((norm.source.document, norm.source.clause), []).append(limited[name])
    return {name: [limited[one] for one in names if one in limited] for name, names in measured.items()}, clauses


def _timed(handbook: Handbook, written: Written) -> str:
    """The operation on whose border a deadline stands; empty when that is none."""
    process = handbook.processes.get(getattr(written.record, "id", ""))
    node = process.flow[_index(written.pointer)] if process is written.record else None
    return node.operation if isinstance(node, OperationNode) else ""


def _index(pointer: Pointer) -> int:
    return next(step for step in pointer if isinstance(step, int))


def _patterns(norm: LimitedNorm) -> Iterator[re.Pattern[str]]:
    edition = norm.editions()[-1]
    for quantity in (edition.min, edition.max):
        unit = quantity and (_UNITS.get(quantity.unit) or _thing(norm))
        if quantity and unit:
            yield _pattern(quantity, unit)


def unit_pattern(norm: LimitedNorm) -> str | None:
    """How the unit of a norm's limits is written, as a regular expression; None if it has no name."""
    edition = norm.editions()[-1]
    quantity = edition.max or edition.min
    return (_UNITS.get(quantity.unit) or _thing(norm)) if quantity else None


def _thing(norm: LimitedNorm) -> str | None:
    """What the norm counts, when it counts something that has a name."""
    if isinstance(norm, ActivityRate):
        return _COUNTED.get(norm.activity)
    if isinstance(norm, OpenDeals | ProductMinimum):
        return r"сдел\w+"
    return r"(?:лид\w*|запрос\w*|обращени\w+)" if isinstance(norm, LeadCapacity) else None


@cache
def _pattern(quantity: Quantity, unit: str) -> re.Pattern[str]:
    whole = quantity.value == quantity.value.to_integral_value()
    # «1 300» is written with or without a space, «0,5» with either sign.
    digits = f"{quantity.value:,.0f}" if whole else f"{quantity.value.normalize():f}"
    shown = digits.replace(",", r"\s?").replace(".", "[.,]")
    words = _WORDS.get(int(quantity.value)) if whole else None
    number = f"(?:{shown}|{words})" if words else shown
    gap = r"[\s\u00a0]*" if quantity.unit is Unit.PERCENT else _SPACE
    # Up to two adjectives may stand before what is counted: «8 открытых сделок».
    more = rf"(?:\w+(?:ых|их|ые|ие|ого|ой){_SPACE}){{0,2}}" if quantity.unit is Unit.COUNT else ""
    return re.compile(rf"(?:{number}){gap}{more}{unit}", re.IGNORECASE)


def _repeated(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        if not _BEGUN.search(text[max(0, match.start() - _LONGEST_BEGINNING) : match.start()]):
            yield match[0]


RULE = Rule("bare-number", Severity.WARNING, check, __doc__)

"""What a user asks about a norm: «n-kp=5 d», «n-otkrytye.max=30»."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from handbook.norms.base import Bound, LimitedNorm, Norm
from handbook.norms.quantity import Quantity, Unit, parse_quantity
from handbook.russian.text import suggest

#: So many identifiers are offered at once.
_MEANT = 3


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Another limit of a norm."""

    norm_id: str
    bound: Bound
    limit: Quantity


class WhatIfError(ValueError):
    """What was asked cannot be judged.

    Args:
        message: Why, in Russian.
        tip: The way out, in Russian.
    """

    def __init__(self, message: str, tip: str) -> None:
        super().__init__(message)
        self.tip = tip


def what_if(text: str, norms: Mapping[str, Norm]) -> WhatIf:
    """Read ``NORM=VALUE``, ``NORM.min=VALUE`` or ``NORM.max=VALUE``.

    Args:
        text: As the user wrote it.
        norms: The company's norms.

    Raises:
        WhatIfError: It cannot be understood, or the norm has no such limit.
    """
    left, equals, right = text.partition("=")
    name, _, said = left.strip().partition(".")
    if not equals or not name:
        message = f"«{text}» не понято: нужна норма и предел"
        raise WhatIfError(message, "Напишите так: --what-if n-kp-ozhidanie=5d, через знак равенства")
    norm = known(name, norms)
    if not isinstance(norm, LimitedNorm):
        message = f"у нормы «{name}» нет числового предела: менять нечего"
        raise WhatIfError(message, "Её долю нарушений и допуск показывает calibrate без ключа --what-if")
    bound = _bound(norm, said)
    return WhatIf(name, bound, _limit(norm, bound, right))


def known(name: str, norms: Mapping[str, Norm]) -> Norm:
    """The norm of this identifier.

    Raises:
        WhatIfError: There is none.
    """
    if name in norms:
        return norms[name]
    near = _meant(name, norms)
    looks = f"; {'похожа' if len(near) == 1 else 'похожи'} на {' и '.join(f'«{one}»' for one in near)}" if near else ""
    tip = f"Нормы компании: {', '.join(norms) or 'ни одной'}"
    if near:
        tip = "Назовите одну из них целиком" if len(near) > 1 else f"Напишите так: {near[0]}"
    message = f"нормы «{name}» нет{looks}"
    raise WhatIfError(message, tip)


def _meant(name: str, norms: Mapping[str, Norm]) -> list[str]:
    """Norms whose identifier begins as it was written; else the one that looks most like it."""
    begun = [one for one in norms if one.startswith((name, f"n-{name}"))] if name else []
    near = suggest(name, list(norms))
    # A whole word before a hyphen is meant rather than the beginning of a longer one.
    ranked = sorted(begun, key=lambda one: not one.removeprefix("n-").startswith(f"{name.removeprefix('n-')}-"))
    return ranked[:_MEANT] or ([near] if near else [])


def _bound(norm: LimitedNorm, said: str) -> Bound:
    used = [bound for bound in norm.bounds if any(getattr(edition, bound) for edition in norm.editions())]
    found = [bound for bound in norm.bounds if bound == said] if said else used or list(norm.bounds)
    if len(found) == 1:
        return found[0]
    ways = " или ".join(f"{norm.id}.{bound}=…" for bound in norm.bounds)
    message = f"у нормы «{norm.id}» нет предела «{said}»" if said else f"у нормы «{norm.id}» два предела: какой из них?"
    raise WhatIfError(message, f"Напишите {ways}")


def _limit(norm: LimitedNorm, bound: Bound, text: str) -> Quantity:
    try:
        limit = parse_quantity(text.strip())
    except PydanticCustomError as error:
        raise WhatIfError(f"{norm.id}: {error.message()}", f"Например: {norm.id}={_example(norm)}") from error
    present = [getattr(edition, bound) for edition in norm.editions() if getattr(edition, bound)]
    if limit.unit is Unit.COUNT and norm.limit_units == (Unit.PERCENT,):
        return Quantity(limit.value, Unit.PERCENT)
    if limit.unit not in norm.limit_units:
        units = ", ".join(unit.value or "без единицы" for unit in norm.limit_units)
        message = f"у нормы «{norm.id}» предел не бывает в такой единице: {text.strip()}"
        raise WhatIfError(message, f"Единицы этой нормы: {units}")
    if present and present[-1] == limit and len(present) == 1:
        message = f"у нормы «{norm.id}» предел и так {limit}: менять нечего"
        raise WhatIfError(message, "Назовите другое число")
    return limit


def _example(norm: LimitedNorm) -> str:
    return f"20{norm.limit_units[0].value}"

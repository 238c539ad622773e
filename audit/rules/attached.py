"""The scope of a norm on leads, activities, tasks and complaints, and whom it judges.

What an object tells of itself (the source of a lead, the client of a task) is taken from it, the rest from the deal it
is linked to. An object that has no deal is then outside the scope.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.prepare.setting import Setting
from audit.rules.linked import missing_segment
from audit.rules.obtain import lacking
from audit.rules.scope import Condition, among, deals_in_scope, missing_for_scope, people_in_scope
from handbook.norms import Norm
from handbook.result import Missing

_OF_DEALS = ("pipelines", "stages", "products", "sources", "segments", "amount")


@dataclass(frozen=True, slots=True)
class Linked:
    """How objects of one table tell whose they are and which deal they belong to.

    Attributes:
        table: Their canonical table.
        person: Its column of the person.
        alias: The name of the rows in SQL; those of their deals are ``d``.
        link: Columns that lead to the deal, by table.
        own: SQL of those parts of the scope, ``sources`` and ``segments``, that the objects tell of themselves.
    """

    table: str
    person: str
    alias: str
    link: Mapping[str, tuple[str, ...]]
    own: Mapping[str, str] = field(default_factory=dict)

    def by_deal(self, norm: Norm) -> bool:
        """Whether the scope speaks of the deals that objects are linked to."""
        return any(getattr(norm.scope, part) for part in _OF_DEALS if part not in self.own)

    def is_narrowed(self, norm: Norm) -> bool:
        """Whether the scope speaks of anything but people."""
        return any(getattr(norm.scope, part) for part in _OF_DEALS)

    def condition(self, norm: Norm, setting: Setting, *, people: bool = True, any_amount: bool = False) -> Condition:
        """The condition on the objects and ``deal_state AS d``.

        Args:
            norm: The norm.
            setting: The circumstances.
            people: Whether the objects of the people in scope are meant; otherwise people are left to the rule.
            any_amount: Whether the amount of the deal does not matter.
        """
        found = deals_in_scope(self._of_deals(norm), setting, owner=None, any_amount=any_amount)
        for part, sql in self.own.items():
            found.texts(part, f"lower(trim({sql})) IN ({{}})", getattr(norm.scope, part))
        names = people_in_scope(norm, setting) if people else None
        if names is not None:
            among(found, f"{self.alias}.{self.person}", names)
        return found

    def without_rate(self, norm: Norm, setting: Setting, rows: str, *, people: bool = True) -> str | None:
        """The question of objects left out as the currency of their deal has no rate; None when amounts do not matter.

        Args:
            norm: The norm.
            setting: The circumstances.
            rows: What follows FROM: the objects with their deals and a condition on them.
            people: As for ``condition``.
        """
        if norm.scope.amount is None:
            return None
        condition = self.condition(norm, setting, people=people, any_amount=True)
        return (
            "SELECT 'не учтено то, что связано со сделками в валюте без курса: норма относится к сделкам по сумме' "  # noqa: S608 - conditions are ours
            f"AS reason, COUNT(*) AS n FROM {rows} AND d.amount IS NOT NULL AND d.money IS NULL AND {condition.sql}"
        )

    def missing(self, norm: Norm, setting: Setting) -> tuple[Missing, ...]:
        """What the scope needs and the export lacks."""
        scope, found = norm.scope, list[Missing]()
        if scope.roles or scope.positions or scope.employees:
            found += lacking(setting, self.table, self.person)
        if self.by_deal(norm):
            for table, columns in self.link.items():
                found += lacking(setting, table, *columns)
        if scope.sources and "sources" in self.own:
            found += lacking(setting, self.table, "source")
        if scope.segments and "segments" in self.own:
            found += missing_segment(setting, self.table)
        return (*found, *missing_for_scope(self._of_deals(norm), setting, by_deal=False))

    def _of_deals(self, norm: Norm) -> Norm:
        """The norm with only those parts of its scope that deals answer."""
        return norm.model_copy(update={"scope": norm.scope.model_copy(update=dict.fromkeys(self.own, ()))})


def names_to_judge(norm: Norm, setting: Setting, owners: str) -> Condition:
    """Who is judged (norms.md §4), as a SELECT of ``owner``: the staff of a role or position, otherwise the owners.

    Args:
        norm: The norm.
        setting: The circumstances.
        owners: SQL after FROM that gives ``owner`` of every object in scope.
    """
    people, found = people_in_scope(norm, setting), Condition()
    if people is None:
        return Condition([f"SELECT DISTINCT owner FROM {owners} WHERE owner IS NOT NULL"])  # noqa: S608 - ours
    if norm.scope.roles or norm.scope.positions:
        among(found, "name", people)
        return Condition([f"SELECT name AS owner FROM people WHERE {found.sql}"], found.parameters)  # noqa: S608 - bound
    among(found, "owner", people)
    return Condition([f"SELECT DISTINCT owner FROM {owners} WHERE {found.sql}"], found.parameters)  # noqa: S608 - bound

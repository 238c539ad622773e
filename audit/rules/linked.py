"""What a norm on objects linked to deals and clients (invoices, orders) needs of the export to know its scope."""

from __future__ import annotations

from audit.prepare.setting import Setting
from audit.rules.obtain import either, lacking
from audit.rules.scope import missing_for_scope
from handbook.norms import Norm
from handbook.result import Missing


def missing_segment(setting: Setting, table: str) -> tuple[Missing, ...]:
    """What the export lacks to tell the segment of an object: by its own client, else by the client of its deal.

    Args:
        setting: The circumstances.
        table: The canonical table of the objects.
    """
    found = list(lacking(setting, "clients", "client_id", "segment"))
    by_deal = setting.has(table, "deal_id") and setting.has("deals", "deal_id", "client_id")
    if table in setting.present and not setting.has(table, "client_id") and not by_deal:
        found += lacking(setting, table, "client_id")
    return tuple(found)


def missing_for_linked(norm: Norm, setting: Setting, table: str, *, by_owner: bool = False) -> tuple[Missing, ...]:
    """What the scope of a norm needs and the export lacks, where objects may belong to deals.

    Args:
        norm: The norm.
        setting: The circumstances.
        table: The canonical table of the objects.
        by_owner: Whether owners are judged whatever the scope says of people.
    """
    scope, found = norm.scope, list[Missing]()
    if by_owner or scope.roles or scope.positions or scope.employees:
        by_deal = setting.has(table, "deal_id") and setting.has("deals", "deal_id", "owner")
        own = lacking(setting, table, "owner") if table in setting.present and not by_deal else ()
        ways = lacking(setting, table, "deal_id") or lacking(setting, "deals", "deal_id", "owner")
        found += [either(own[0], *ways)] if own else []
    if scope.pipelines or scope.stages or scope.products or scope.sources or scope.amount:
        found += lacking(setting, table, "deal_id")
    if scope.segments:
        found += missing_segment(setting, table)
    of_deals = norm.model_copy(update={"scope": scope.model_copy(update={"segments": ()})})
    return (*found, *missing_for_scope(of_deals, setting, by_deal=False))

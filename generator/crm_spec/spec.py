"""From the handbook to the requirements for its CRM."""

from __future__ import annotations

from generator.crm_spec.access import rights
from generator.crm_spec.cards import cards, contradictions, dictionaries
from generator.crm_spec.model import CrmSpec
from generator.crm_spec.stages import pipelines
from generator.crm_spec.watching import automations, data, watches
from generator.crm_spec.work import Work
from handbook.book import Handbook


def crm_spec(book: Handbook) -> CrmSpec:
    """What a company asks of its CRM."""
    work = Work(book)
    ways, found = pipelines(work), cards(work)
    return CrmSpec(
        book.company.short_name,
        ways,
        found,
        contradictions(work, found),
        rights(work, ways, found),
        automations(work),
        watches(work),
        data(work),
        dictionaries(work, found),
    )

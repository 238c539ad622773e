"""Who works in a company, as its export tells: names in all their ways of writing, and whose number is whose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audit.drafting.codes import Vote, named_codes
from audit.engines.base import Engine
from audit.ingest.lookalikes import skeleton
from handbook.exported import MetPerson

_PEOPLE = """
SELECT person, CAST(SUM(deals) AS BIGINT) AS deals FROM (
    SELECT owner AS person, 1 AS deals FROM deals WHERE is_deleted IS NOT TRUE
    UNION ALL SELECT owner AS person, 0 AS deals FROM leads
    UNION ALL SELECT employee AS person, 0 AS deals FROM activities WHERE is_human IS NOT FALSE
    UNION ALL SELECT employee AS person, 0 AS deals FROM tasks
    UNION ALL SELECT owner AS person, 0 AS deals FROM invoices
    UNION ALL SELECT owner AS person, 0 AS deals FROM orders
    UNION ALL SELECT owner AS person, 0 AS deals FROM plan
) AS p WHERE coalesce(trim(person), '') <> '' GROUP BY person ORDER BY deals DESC, person
"""
#: Most of what is done in a deal is done by its owner.
_DONE = """
SELECT t.person, d.owner, COUNT(*) AS number FROM (
    SELECT employee AS person, deal_id FROM activities WHERE is_human IS NOT FALSE
    UNION ALL SELECT employee AS person, deal_id FROM tasks
    UNION ALL SELECT changed_by AS person, deal_id FROM stage_changes
) AS t JOIN deals AS d ON d.deal_id = t.deal_id
WHERE t.person IS NOT NULL AND d.owner IS NOT NULL GROUP BY t.person, d.owner ORDER BY t.person, d.owner
"""
_PARTS = 2


def people_of(engine: Engine) -> tuple[tuple[MetPerson, ...], dict[str, str]]:
    """Everyone an export names, who has most deals first, and whose number is whose.

    Args:
        engine: Holds the canonical tables.
    """
    met = {str(row["person"]): int(row["deals"]) for row in engine.rows(_PEOPLE)}
    votes = [
        Vote((None, row["person"]), (None, row["owner"]), int(row["number"]))
        for row in engine.rows(_DONE)
        if row["person"].isdigit() and not row["owner"].isdigit()
    ]
    known = {code: name for (_, code), (_, name) in named_codes(votes).items()}
    full = _full(name for name in met if not name.isdigit())
    written: dict[str, list[str]] = {}
    for name in met:
        if not name.isdigit():
            written.setdefault(full.get(name, name), []).append(name)
    people = [
        MetPerson(name, tuple(item for item in ways if item != name), sum(met[way] for way in ways))
        for name, ways in written.items()
    ]
    numbers = {code: full.get(known.get(code, ""), known.get(code, "")) for code in sorted(met) if code.isdigit()}
    return tuple(sorted(people, key=lambda person: (-person.deals, person.name))), numbers


def _full(names: Iterable[str]) -> Mapping[str, str]:
    """The one longer way of writing a name that has all its words, where there is just one."""
    parts = {name: {skeleton(word) for word in name.split()} for name in names}
    found = {}
    for name, words in parts.items():
        longer = [other for other, more in parts.items() if words < more] if len(words) >= _PARTS else []
        if len(longer) == 1:
            found[name] = longer[0]
    return found

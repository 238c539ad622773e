"""Tables of deals that several measures ask about: ``measured_deals``, ``funnel_depth``, ``deal_depth``."""

from __future__ import annotations

from audit.prepare.derived import Derived
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking, lacking_closing
from handbook.result import Missing

#: Deals as of the audit with the product and the client's owner of each. A deal without a product of its own takes the
#: first by alphabet of its product rows, so that it stands in one group only.
DEALS = Derived(
    "measured_deals",
    """
SELECT d.deal_id, nullif(trim(d.owner), '') AS owner, nullif(trim(d.pipeline), '') AS pipeline, d.stage,
    coalesce(nullif(trim(d.product), ''), g.first_product) AS product, nullif(trim(d.segment), '') AS segment,
    nullif(trim(d.client_id), '') AS client_id, nullif(trim(k.keeper), '') AS client_owner,
    nullif(trim(d.created_by), '') AS created_by, d.created_day, d.closed_at, d.closed_day, d.planned_close,
    d.outcome, d.amount, d.currency, d.list_amount, d.discount_percent, d.money, d.open_reason, d.refusal_reason,
    d.is_recorded, d.is_before_start
FROM deal_state AS d
LEFT JOIN (
    SELECT p.deal_id, MIN(trim(p.product)) AS first_product FROM deal_products AS p
    WHERE trim(p.product) <> '' GROUP BY p.deal_id
) AS g ON g.deal_id = d.deal_id
LEFT JOIN (
    SELECT n.client_id, MIN(n.owner) AS keeper FROM clients AS n WHERE n.client_id IS NOT NULL GROUP BY n.client_id
) AS k ON k.client_id = d.client_id
""",
    reads={"deal_products": ("deal_id", "product"), "clients": ("client_id", "owner")},
)

#: Stages by how deep in their funnel they stand: open ones by rank, winning is beyond them all, losing is no depth.
FUNNEL_DEPTH = Derived(
    "funnel_depth",
    """
SELECT f.pipeline, f.stage, f.outcome, n.open_stages,
    CASE WHEN f.outcome = 'open' THEN f.rank WHEN f.outcome = 'won' THEN n.open_stages + 1 ELSE 1 END AS depth
FROM funnel_stages AS f
JOIN (
    SELECT s.pipeline, CAST(SUM(CASE WHEN s.outcome = 'open' THEN 1 ELSE 0 END) AS INTEGER) AS open_stages
    FROM funnel_stages AS s GROUP BY s.pipeline
) AS n ON n.pipeline = f.pipeline
""",
)

#: How deep a deal ever came in every funnel it was in. Without history only its present stage tells.
DEAL_DEPTH = Derived(
    "deal_depth",
    """
SELECT w.deal_id, w.pipeline, MAX(w.stage_depth) AS depth
FROM (
    SELECT v.deal_id, v.pipeline, f.depth AS stage_depth
    FROM recorded_visits AS v JOIN funnel_depth AS f ON f.pipeline = v.pipeline AND f.stage = v.stage
    UNION ALL
    SELECT d.deal_id, n.pipeline,
        CASE WHEN d.outcome = 'won' THEN n.open_stages + 1 WHEN d.outcome = 'lost' THEN 1 ELSE coalesce(f.depth, 1) END
            AS stage_depth
    FROM deal_state AS d
    JOIN (SELECT DISTINCT p.pipeline, p.open_stages FROM funnel_depth AS p) AS n ON n.pipeline = d.pipeline
    LEFT JOIN funnel_depth AS f ON f.pipeline = d.pipeline AND f.stage = d.stage
    WHERE NOT d.is_recorded
) AS w GROUP BY w.deal_id, w.pipeline
""",
)


def lacking_result(setting: Setting, *columns: str) -> tuple[Missing, ...]:
    """What the export lacks to tell which deals were won or lost, and when, besides the columns named."""
    found = list(lacking(setting, "deals", "deal_id", *columns))
    found += lacking_closing(setting)
    told = setting.has("stage_changes", "stage", "entered_at") or setting.has("deals", "stage")
    if "deals" in setting.present and not told:
        found += lacking(setting, "deals", "outcome")
    return tuple(found)


def lacking_group(setting: Setting, by: str) -> tuple[Missing, ...]:
    """What the export lacks to tell the group of a deal."""
    if by == "owner":
        return lacking(setting, "deals", "owner")
    if by == "segment":
        return (*lacking(setting, "deals", "client_id"), *lacking(setting, "clients", "client_id", "segment"))
    if by == "product" and not setting.has("deal_products", "product"):
        return lacking(setting, "deals", "product")
    funnels = [process for process in setting.handbook.processes.values() if process.funnel]
    if by == "pipeline" and len(funnels) != 1 and not setting.has("stage_changes", "pipeline"):
        return lacking(setting, "deals", "pipeline")
    return lacking(setting, "stage_changes", "deal_id", "stage", "entered_at") if by == "stage" else ()

"""Rules in SQL for the random exports; the twin tells each of them in Python."""

from __future__ import annotations

from datetime import date

from handbook.norms import Norm
from tests.audit.rules.world import norm

NORMS: tuple[Norm, ...] = (
    norm(
        id="sql-euros",
        kind="custom_sql",
        since=date(2026, 1, 20),
        select=(
            'SELECT invoice_id AS object_id, owner, issued_at AS "at", amount AS actual, 100 AS "limit" '
            "FROM invoices WHERE invoice_id IS NOT NULL AND currency = 'EUR' AND amount > 100"
        ),
    ),
    norm(
        id="sql-strangers",
        kind="custom_sql",
        since=date(2026, 2, 10),
        select=(
            'SELECT t.task_id AS object_id, MIN(t.employee) AS owner, MAX(t.due_at) AS "at", '
            'COUNT(*) AS actual, 0 AS "limit" '
            "FROM tasks AS t JOIN deals AS d ON d.deal_id = t.deal_id "
            "WHERE t.task_id IS NOT NULL AND t.employee <> d.owner GROUP BY t.task_id"
        ),
        population=(
            "SELECT task_id AS object_id, MIN(employee) AS owner FROM tasks WHERE task_id IS NOT NULL GROUP BY task_id"
        ),
    ),
)

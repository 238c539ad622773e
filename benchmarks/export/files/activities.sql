WITH lead AS (
    SELECT n, row_number() OVER (ORDER BY n) AS lead_id FROM deal WHERE pick(n, 16, 10) < 3
)
SELECT a.rowid + 1 AS activity_id,
    CASE WHEN a.place = 1 AND pick(a.a, 50, 10) > 0 OR pick(a.a, 51, 100) < 52 THEN 'call'
        WHEN pick(a.a, 51, 100) < 62 THEN 'meeting' WHEN pick(a.a, 51, 100) < 84 THEN 'email'
        WHEN pick(a.a, 51, 100) < 98 THEN 'message' ELSE 'visit' END AS kind,
    CASE WHEN pick(a.a, 52, 100) < 75 THEN 'out' ELSE 'in' END AS direction,
    CASE WHEN a.answers OR pick(a.a, 53, 100) >= 3 THEN d.n END AS deal_id,
    l.lead_id, d.client_no AS client_id, p.name AS employee,
    moment(a.started) AS started_at, moment(a.recorded) AS recorded_at,
    20 + pick(a.a, 54, 900) AS duration_s,
    CASE WHEN pick(a.a, 55, 100) < 78 THEN 'success' WHEN pick(a.a, 55, 100) < 92 THEN 'fail' ELSE 'unknown' END
        AS result,
    pick(a.a, 56, 100) >= 2 AS is_human
FROM activity AS a JOIN deal AS d ON d.n = a.n JOIN person AS p ON p.no = d.owner_no LEFT JOIN lead AS l ON l.n = a.n AND a.answers
ORDER BY a.rowid

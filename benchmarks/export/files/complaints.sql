WITH "order" AS (
    SELECT *, row_number() OVER (ORDER BY raw + lasts, n) AS order_id, raw + lasts + 86400 * 25 AS told
    FROM deal WHERE is_closed AND is_won
)
SELECT row_number() OVER (ORDER BY d.told, d.n) AS complaint_id, d.client_no AS client_id, d.order_id,
    p.name AS owner, moment(clock(d.told)) AS received_at,
    CASE WHEN d.told + d.wait < $span THEN moment(clock(d.told + d.wait)) END AS answered_at
FROM (SELECT *, CASE WHEN pick(n, 82, 100) < 3 THEN 86400 * 9 ELSE pick(n, 83, 86400) END AS wait FROM "order") AS d
JOIN person AS p ON p.no = d.owner_no
WHERE pick(d.n, 84, 100) < 8 AND d.told < $span
ORDER BY d.told, d.n

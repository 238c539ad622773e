SELECT row_number() OVER (ORDER BY d.start, d.n) AS order_id, d.n AS deal_id, d.client_no AS client_id,
    p.name AS owner, CAST(d.amount AS DECIMAL(18,2)) AS amount, 'RUB' AS currency, moment(clock(d.start)) AS created_at,
    CAST(moment(d.start + 86400 * 20) AS DATE) AS due_at,
    CASE WHEN d.ready < $span THEN moment(clock(d.ready)) END AS delivered_at,
    CAST(0.6 * d.amount AS DECIMAL(18,2)) AS direct_cost, CAST(0.7 * d.amount AS DECIMAL(18,2)) AS full_cost
FROM (
    SELECT *, start + 86400 * (CASE WHEN pick(n, 77, 100) < 3 THEN 24 ELSE 5 END + pick(n, 78, 15)) AS ready
    FROM (SELECT *, raw + lasts AS start FROM deal WHERE is_closed AND is_won)
) AS d JOIN person AS p ON p.no = d.owner_no
ORDER BY d.start, d.n

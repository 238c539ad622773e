SELECT row_number() OVER (ORDER BY d.raw + d.lasts, d.n) AS invoice_id, d.n AS deal_id, d.client_no AS client_id,
    p.name AS owner, CAST(d.amount AS DECIMAL(18,2)) AS amount, 'RUB' AS currency,
    moment(clock(d.raw + d.lasts)) AS issued_at,
    CAST(moment(d.raw + d.lasts + 86400 * 14) AS DATE) AS due_at,
    CASE WHEN d.raw + d.lasts + d.wait < $span AND pick(d.n, 75, 100) >= 3
        THEN moment(clock(d.raw + d.lasts + d.wait)) END AS paid_at
FROM (SELECT *, 86400 * (1 + pick(n, 76, 20)) AS wait FROM deal WHERE is_closed AND is_won) AS d JOIN person AS p ON p.no = d.owner_no
ORDER BY d.raw + d.lasts, d.n

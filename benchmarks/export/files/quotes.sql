SELECT row_number() OVER (ORDER BY d.start, d.n) AS quote_id, d.n AS deal_id, d.client_no AS client_id,
    p.name AS owner, CAST(d.amount AS DECIMAL(18,2)) AS amount, 'RUB' AS currency,
    moment(clock(d.start)) AS created_at, 'Отправлено' AS status
FROM (SELECT *, raw + lasts * 4 // 10 AS start FROM deal) AS d JOIN person AS p ON p.no = d.owner_no
WHERE pick(d.n, 74, 2) = 0 AND d.start < $span
ORDER BY d.start, d.n

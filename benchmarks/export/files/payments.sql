WITH invoice AS (
    SELECT n, row_number() OVER (ORDER BY raw + lasts, n) AS invoice_id FROM deal WHERE is_closed AND is_won
)
SELECT row_number() OVER (ORDER BY d.paid, d.n) AS payment_id, i.invoice_id, d.n AS deal_id,
    d.client_no AS client_id, p.name AS owner, CAST(d.amount AS DECIMAL(18,2)) AS amount, 'RUB' AS currency,
    moment(clock(d.paid)) AS paid_at
FROM (SELECT *, raw + lasts + 86400 * (1 + pick(n, 76, 20)) AS paid FROM deal WHERE is_closed AND is_won) AS d
JOIN invoice AS i ON i.n = d.n JOIN person AS p ON p.no = d.owner_no
WHERE d.paid < $span AND pick(d.n, 75, 100) >= 3
ORDER BY d.paid, d.n

SELECT d.n AS deal_id, CASE WHEN item = 0 THEN d.product ELSE 'Поддержка' END AS product, 1 + 4 * item AS quantity,
    CAST((CASE WHEN item = 0 THEN 0.8 ELSE 0.04 END) * d.amount AS DECIMAL(18,2)) AS price,
    CAST((CASE WHEN item = 0 THEN 0.8 ELSE 0.04 END) * d.list_amount AS DECIMAL(18,2)) AS list_price,
    CAST(0.3 * d.list_amount AS DECIMAL(18,2)) AS cost
FROM (SELECT *, unnest(range(CASE WHEN pick(n, 73, 5) = 0 THEN 2 ELSE 1 END)) AS item FROM deal) AS d
ORDER BY d.n, item

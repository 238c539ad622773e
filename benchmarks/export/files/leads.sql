SELECT row_number() OVER (ORDER BY d.n) AS lead_id, created AS created_at,
    ['Сайт', 'Звонок', 'Выставка', 'Рекомендация', 'Реклама'][1 + pick(d.n, 33, 5)] AS source, p.name AS owner,
    created AS assigned_at,
    CASE WHEN pick(d.n, 42, 10) < 3 THEN a.first_at END AS first_response_at,
    CASE WHEN pick(d.n, 42, 10) < 3 AND a.first_at IS NOT NULL THEN p.name END AS first_response_by,
    'Обработан' AS status, true AS qualified, d.n AS deal_id, d.client_no AS client_id
FROM (SELECT *, moment(clock(greatest(raw - 3600 - pick(n, 19, 7200), 0))) AS created FROM deal) AS d JOIN person AS p ON p.no = d.owner_no
LEFT JOIN (SELECT n, moment(min(started)) AS first_at FROM activity WHERE answers GROUP BY n) AS a ON a.n = d.n
WHERE pick(d.n, 16, 10) < 3
ORDER BY d.n

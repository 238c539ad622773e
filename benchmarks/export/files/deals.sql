SELECT d.n AS deal_id, 'Поставка ' || d.n AS title, d.pipeline,
    (CASE WHEN d.pipeline = 'Проекты' THEN $projects ELSE $typical END)[s.stage_no] AS stage,
    p.name AS owner, d.client_no AS client_id, d.product, CAST(d.amount AS DECIMAL(18,2)) AS amount,
    'RUB' AS currency,
    CASE WHEN pick(d.n, 30, 5) > 0 THEN CAST(d.list_amount AS DECIMAL(18,2)) END AS list_amount,
    CASE WHEN pick(d.n, 31, 2) = 0 THEN d.discount END AS discount_percent,
    CASE WHEN pick(d.n, 32, 100) = 0 THEN NULL
        ELSE ['Сайт', 'Звонок', 'Выставка', 'Рекомендация', 'Реклама'][1 + pick(d.n, 33, 5)] END AS source,
    moment(clock(d.raw)) AS created_at,
    CAST(moment(d.raw + d.lasts + 86400 * (CASE WHEN pick(d.n, 34, 100) < 4 THEN -20 ELSE 5 END)) AS DATE)
        AS planned_close,
    CASE WHEN d.is_closed THEN moment(clock(d.raw + d.lasts)) END AS closed_at,
    CASE WHEN NOT d.is_closed THEN 'open' WHEN d.is_won THEN 'won' ELSE 'lost' END AS outcome,
    CASE WHEN d.is_closed AND NOT d.is_won AND pick(d.n, 35, 100) >= 2
        THEN ['Дорого', 'Долго', 'Выбрали другого', 'Нет бюджета'][1 + pick(d.n, 36, 4)] END AS refusal_reason,
    p.name AS created_by,
    CASE WHEN pick(d.n, 37, 100) = 0 THEN '-' WHEN pick(d.n, 37, 100) = 1 THEN NULL
        ELSE CAST(7700000000 + pick(d.n, 38, 99999999) AS VARCHAR) END AS "ИНН"
FROM deal AS d JOIN person AS p ON p.no = d.owner_no
JOIN (SELECT n, arg_max(stage_no, step) AS stage_no FROM step GROUP BY n) AS s ON s.n = d.n
ORDER BY d.n

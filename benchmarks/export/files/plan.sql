SELECT p.name AS owner, CAST(make_date(2024 + (month + 6) // 12, 1 + (month + 6) % 12, 1) AS DATE) AS month,
    'won' AS measure, CAST(250000 AS DECIMAL(18,2)) AS amount
FROM person AS p CROSS JOIN range(24) AS months(month) WHERE p.no < $owners
ORDER BY month, p.no

WITH "order" AS (
    SELECT n, client_no, row_number() OVER (ORDER BY raw + lasts, n) AS order_id, raw + lasts
        + 86400 * (CASE WHEN pick(n, 77, 100) < 3 THEN 24 ELSE 5 END + pick(n, 78, 15) + 1 + pick(n, 79, 9)) AS told
    FROM deal WHERE is_closed AND is_won
)
SELECT row_number() OVER (ORDER BY told, n) AS feedback_id, order_id, client_no AS client_id,
    moment(clock(told)) AS received_at, 6 + pick(n, 80, 5) AS score, 'Спасибо' AS text
FROM "order" WHERE told < $span AND pick(n, 81, 100) < 86
ORDER BY told, n

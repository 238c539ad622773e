SELECT row_number() OVER (ORDER BY d.start, d.n) AS task_id, d.n AS deal_id, d.client_no AS client_id,
    p.name AS employee, ['call', 'meeting', 'email'][1 + pick(d.n, 60, 3)] AS kind,
    moment(clock(d.start)) AS created_at, moment(clock(d.due)) AS due_at,
    CASE WHEN d.done < $span AND pick(d.n, 61, 200) > 0 THEN moment(clock(d.done)) END AS done_at
FROM (
    SELECT *, due + CASE WHEN pick(n, 62, 100) < 2 THEN 86400 * (2 + pick(n, 63, 4)) ELSE 0 - pick(n, 64, 80000) END
        AS done
    FROM (SELECT *, start + 86400 * (1 + pick(n, 65, 5)) AS due
        FROM (SELECT *, raw + lasts * pick(n, 66, 100) // 100 AS start FROM deal))
) AS d JOIN person AS p ON p.no = d.owner_no
WHERE pick(d.n, 67, 2) = 0 AND d.start < $span
ORDER BY d.start, d.n

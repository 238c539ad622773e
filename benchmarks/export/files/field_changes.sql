SELECT 'deal' AS object, d.n AS id, 'planned_close' AS field,
    CAST(moment(d.raw + d.lasts + 86400 * (5 - 7 * (d.pushes - c))) AS DATE) AS "old",
    CAST(moment(d.raw + d.lasts + 86400 * (12 - 7 * (d.pushes - c))) AS DATE) AS "new",
    moment(clock(d.raw + d.lasts * (c + 1) // 6)) AS "at", p.name AS "by"
FROM (SELECT *, unnest(range(pushes)) AS c
    FROM (SELECT *, CASE WHEN pick(n, 41, 100) < 8 THEN 1 WHEN pick(n, 41, 100) < 10 THEN 3 ELSE 0 END AS pushes
        FROM deal)) AS d JOIN person AS p ON p.no = d.owner_no
WHERE d.raw + d.lasts * (c + 1) // 6 < $span
ORDER BY "at", d.n, c

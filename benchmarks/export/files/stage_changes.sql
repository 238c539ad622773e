SELECT d.n AS deal_id, s.rowid + 1 AS event_id, d.pipeline,
    (CASE WHEN d.pipeline = 'Проекты' THEN $projects ELSE $typical END)[s.stage_no] AS stage,
    moment(clock(s.raw)) AS entered_at,
    -- Contracts are approved by the head, but for three in a hundred.
    CASE WHEN s.stage_no = 5 AND pick(d.n, 40, 100) >= 3 THEN h.name ELSE p.name END AS changed_by
FROM step AS s JOIN deal AS d ON d.n = s.n JOIN person AS p ON p.no = d.owner_no
JOIN person AS h ON h.no = $owners + d.owner_no // $owners_per_head
ORDER BY s.rowid

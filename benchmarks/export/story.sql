-- What happens in the generated export: every choice is arithmetic on the hash of a seed and a number. Moments are
-- seconds since the first day, spread evenly over day and night while they are computed; shares of breaches are written
-- where they are made. Names after a dollar sign are values that benchmarks.exports writes in.

-- An evenly spread whole number from 0 to "below" less one.
CREATE OR REPLACE MACRO pick(n, trait, below) AS CAST(hash(n, trait, $seed) % below AS BIGINT);

-- The same moment between nine and six of its day; keeps the order of moments.
CREATE OR REPLACE MACRO clock(s) AS s // 86400 * 86400 + 32400 + (s % 86400) * 3 // 8;

CREATE OR REPLACE MACRO moment(s) AS make_timestamp(($epoch + CAST(s AS BIGINT)) * 1000000);

-- The life of every deal. Three in a hundred last beyond sixty days, one in two thousand is forgotten after a while.
-- "path": stages in the order they are entered; 1.5 % skip one, 1 % go back, 1 % repeat a row of the history.
CREATE OR REPLACE TABLE deal AS
WITH born AS (
    SELECT n, (n - 1) * $span // $deals AS raw, pick(n, 1, $owners) AS owner_no,
        CASE WHEN pick(n, 2, 10) < 7 THEN 'Типовые' ELSE 'Проекты' END AS pipeline,
        pick(n, 3, 2000) = 0 AS is_forgotten, pick(n, 4, 100) < 25 AS is_won,
        86400 * 2 + pick(n, 5, 1000) * pick(n, 5, 1000) * 86400 * 50 // 1000000
            + CASE WHEN pick(n, 6, 100) < 3 THEN 86400 * (59 + pick(n, 7, 40)) ELSE 0 END AS lasts,
        CASE WHEN pick(n, 8, 1000) < 15 THEN [1, 3, 4, 5] WHEN pick(n, 8, 1000) < 25 THEN [1, 2, 3, 2, 3, 4, 5]
            WHEN pick(n, 8, 1000) < 35 THEN [1, 2, 3, 3, 4, 5] ELSE [1, 2, 3, 4, 5] END AS path,
        CASE WHEN n % 2 = 1 THEN (n + 1) // 2 ELSE 1 + pick(n, 9, n // 2) END AS client_no,
        5000 * (4 + pick(n, 10, 60)) AS list_amount,
        CASE WHEN pick(n, 11, 100) < 3 THEN 11 + pick(n, 12, 20) ELSE pick(n, 12, 11) END AS discount,
        1 + pick(n, 13, 4) AS product_no
    FROM range(1, $deals + 1) AS numbers(n)
)
SELECT *, CASE WHEN is_won AND NOT is_forgotten THEN len(path) ELSE 1 + pick(n, 14, len(path)) END AS steps,
    NOT is_forgotten AND raw + lasts < $span AS is_closed,
    -- Whole roubles cannot hold every discount, so amounts are exact to the kopeck.
    CAST(list_amount AS DECIMAL(18,2)) * (100 - discount) / 100 AS amount,
    ['Лицензия', 'Внедрение', 'Поддержка', 'Обучение'][product_no] AS product
FROM born;

-- Entries into stages: the first at creation, the last into a final stage, the others about evenly between.
CREATE OR REPLACE TABLE step AS
SELECT n, step, stage_no, raw FROM (
    SELECT n, step, CASE WHEN step > steps THEN CASE WHEN is_won THEN 6 ELSE 7 END ELSE path[step] END AS stage_no,
        raw + CASE WHEN step = 1 THEN 0 WHEN step > steps THEN lasts
            ELSE lasts * ((step - 1) * 200 + pick(n * 10 + step, 15, 30) - 15) // (steps * 200) END AS raw
    FROM (SELECT *, unnest(range(1, steps + 1 + CAST(NOT is_forgotten AS INTEGER))) AS step FROM deal)
) WHERE raw < $span ORDER BY raw, n, step;

-- Ten activities along the life of every deal; the first two of a deal that came from a lead answer it.
-- Twelve in a thousand are recorded days later.
CREATE OR REPLACE TABLE activity AS
WITH told AS (
    SELECT d.n, place, d.n * 10 + place AS a, d.raw, d.lasts,
        pick(d.n, 16, 10) < 3 AS is_of_lead, pick(d.n, 16, 10) < 3 AND place < 2 AS answers,
        CASE WHEN pick(d.n, 17, 100) < 3 THEN 4000 + pick(d.n, 18, 86000) ELSE 30 + pick(d.n, 18, 2400) END AS delay
    FROM deal AS d CROSS JOIN range(10) AS places(place)
),
timed AS (
    SELECT *, CASE WHEN answers THEN clock(greatest(raw - 3600 - pick(n, 19, 7200), 0)) + delay * (1 + 2 * place)
        WHEN is_of_lead THEN clock(raw + lasts * ((place - 2) * 125 + pick(a, 20, 125)) // 1000)
        ELSE clock(raw + lasts * (place * 100 + pick(a, 20, 100)) // 1000) END AS started
    FROM told
    -- One lead in a hundred is never answered.
    WHERE NOT (answers AND pick(n, 21, 100) = 0)
)
SELECT n, place, a, started, recorded, answers FROM (
    SELECT *, started + 60 + pick(a, 22, 1500)
        + CASE WHEN pick(a, 23, 1000) < 12 THEN 86400 * (4 + pick(a, 24, 3)) ELSE 0 END AS recorded
    FROM timed
) WHERE recorded < $span ORDER BY recorded, a;

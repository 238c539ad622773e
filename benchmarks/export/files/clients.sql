SELECT d.client_no AS client_id, 'ООО Клиент ' || d.client_no AS name, ['A', 'B', 'C'][1 + pick(d.n, 70, 3)] AS segment,
    ['Москва', 'Пермь', 'Казань', 'Самара'][1 + pick(d.n, 71, 4)] AS region, p.name AS owner,
    moment(clock(d.raw)) AS created_at, ['Новый', 'Повторный', 'Постоянный'][1 + pick(d.n, 72, 3)] AS ladder
FROM deal AS d JOIN person AS p ON p.no = d.owner_no WHERE d.n % 2 = 1
ORDER BY d.n

"""A small company with everything a job description may hold."""

from pathlib import Path

COMPANY = """
name: Общество с ограниченной ответственностью «Вектор-Снаб»
short_name: ООО «Вектор-Снаб»
city: Екатеринбург
head: direktor
approval: person
departments:
  - {id: sales, title: Отдел продаж, head: rop}
"""

POSITIONS = """
positions:
  - {id: direktor, title: Генеральный директор, category: head}
  - id: rop
    title: Руководитель отдела продаж
    roles: [rop]
    category: head
    department: sales
    publication: {number: ДИ-02, date: 2026-02-02}
  - id: menedzher
    title: Менеджер по продажам
    roles: [menedzher]
    department: sales
    reports_to: rop
    substitutes: assistent
    education: Среднее профессиональное или высшее.
    experience: В продажах не менее одного года
    skills: [Вести переговоры и деловые встречи, работать в CRM]
    rights: ["Предоставлять скидку [[norm:n-skidka]]"]
    responsibilities: [за выполнение плана продаж, сохранность клиентской базы]
    kpi: [Выполнение плана продаж, отсутствие обоснованных жалоб клиентов]
    conditions:
      travel: Работа связана с поездками к клиентам в пределах города и области
      equipment: [Ноутбук, мобильный телефон]
    norms:
      - id: n-plan
        kind: plan_fact
        title: Выполнение плана продаж
        why: План кормит компанию.
        min: 90 %
    publication:
      number: ДИ-03
      edition: 2
      date: 2026-12-01
      effective: 2026-12-15
      developed_by: rop
      agreed_by: [kadry, yurist]
      review_by: 2027-12-01
      changes:
        - {edition: 1, date: 2026-02-02, summary: Документ введён впервые, basis: приказ от 02.02.2026 № 11-ОД}
        - {edition: 2, date: 2026-12-01, summary: Время первой реакции сокращено с 60 до 15 минут}
  - {id: assistent, title: Ассистент отдела продаж, roles: [assistent], category: clerk, reports_to: rop}
  - {id: yurist, title: Юрисконсульт, reports_to: direktor}
  - {id: kadry, title: Специалист по персоналу, reports_to: direktor}
"""

STAFF = """
staff:
  - {name: Соколова Марина Андреевна, position: direktor}
  - {name: Ковальчук Дмитрий Сергеевич, position: rop}
  - {name: Иванов Иван Иванович, position: menedzher}
  - {name: Ковальчук Анна Ильинична, position: menedzher}
  - {name: Ким Саша, position: menedzher}
  - {name: Уволенный Пётр Петрович, position: menedzher, dismissed: 2026-08-31}
  - {name: Мартынова Елена Викторовна, position: kadry}
"""

ROLES = {
    "menedzher": """
id: menedzher
title: Менеджер по продажам
purpose: Доводить запрос клиента до оплаченной поставки
knowledge: [Регламенты процесса продаж, Товарный ассортимент; , условия поставки и ценовую политику]
skills: [вести переговоры и деловые встречи., выявлять потребность клиента]
qualities: [Доброжелательность]
competencies: [{title: Переговоры, level: 4}]
training: [Вводный курс по товару]
""",
    "rop": "{id: rop, title: Руководитель отдела продаж, short: РОП}",
    "assistent": "{id: assistent, title: Ассистент}",
    "client": "{id: client, title: Клиент, external: true}",
}

DOCUMENTS = {
    "standart": """
id: standart
title: Приём обращений
kind: standard
scope: Отдел продаж
publication: {number: СТ-01, date: 2026-01-12}
""",
    "reglament-skidok": """
id: reglament-skidok
title: Регламент предоставления скидок
kind: regulation
scope: Отдел продаж
publication: {number: РГ-04, date: 2026-01-12}
""",
    "zayavka": "{id: zayavka, title: Заявка клиента, kind: letter, scope: Продажи}",
    "kp": "{id: kp, title: Коммерческое предложение, kind: letter, scope: Продажи}",
    "kartochka": "{id: kartochka, title: Карточка сделки, kind: record, scope: Продажи}",
}

PROCESS = """
id: prodat
title: Продать со склада
block: sell
goal: Продать
trigger: Обращение
result: Оплата
owner: rop
flow:
  - {start: nachalo, title: Обращение}
  - operation: prinyat
  - operation: podgotovit
  - {end: konec, title: Оплата}
decisions: [Кому отдать запрос, Дать ли скидку сверх прав менеджера]
funnel:
  pipeline: Склад
  stages: [{title: Новый}, {title: КП}, {title: Успех, outcome: won}, {title: Отказ, outcome: lost}]
norms:
  - id: n-dlitelnost
    kind: deal_age
    title: Длительность сделки
    why: Старые сделки закрывают обзор.
    limits: [{from: 2026-01-01, max: 45 d}, {from: 2027-01-01, max: 30 d}]
publication: {number: РП-01, date: 2026-01-12}
"""

OPERATIONS = {
    "podgotovit": """
id: podgotovit
title: Подготовить КП
owner: menedzher
governed_by: [{document: reglament-skidok}]
inputs: [{document: kartochka, from: assistent}]
outputs: [{document: kp, to: [client], kind: client_document}]
participants: [{role: rop, direction: both, subject: условия скидки}]
tools: [CRM-система]
steps:
  - text: Подготовьте коммерческое предложение по шаблону. Приложите спецификацию.
  - {text: Согласуйте скидку, duty: "согласовывать скидку больше предела ([[norm:n-skidka]])", approves: rop,
     document: kp}
  - {text: Отправьте предложение клиенту, deadline: "В течение двух дней."}
control_points:
  - {id: kt-kp, information: Отчёт об отправленных предложениях, to: rop, when: еженедельно, recorded: CRM,
     on_deviation: Разбор}
norms:
  - {id: n-skidka, kind: discount, title: Скидка, why: Маржа., max: 10 %}
  - {id: n-chernovik, kind: discount, title: Черновая норма, why: Черновик., max: 5 %, draft: true}
""",
    "prinyat": """
id: prinyat
title: Принять обращение
owner: assistent
governed_by: [{document: standart}]
inputs: [{document: zayavka, from: client}]
outputs: [{document: kartochka, to: [menedzher], kind: crm_record}]
steps:
  - text: Зарегистрируйте обращение в CRM
  - {text: Свяжитесь с клиентом, role: menedzher, deadline: "[[norm:n-reakciya]]"}
norms:
  - {id: n-reakciya, kind: response_time, title: Время первой реакции, why: Скорость., max: 15 wmin}
""",
}


def write_company(root: Path, **replaced: str) -> Path:
    """A small company; ``replaced`` names whole files without the suffix: ``company=…``, ``positions=…``."""
    base = root / "regulations"
    files = {
        "company": COMPANY,
        "positions": POSITIONS,
        "staff": STAFF,
        **{f"roles/{name}": text for name, text in ROLES.items()},
        **{f"documents/{name}": text for name, text in DOCUMENTS.items()},
        "processes/sell/prodat/process": PROCESS,
        **{f"processes/sell/prodat/{name}": text for name, text in OPERATIONS.items()},
        **replaced,
    }
    for name, text in files.items():
        path = base / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root

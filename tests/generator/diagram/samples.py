"""Flows the diagram tests draw."""

import random

from generator.diagram.flow import Doc, Edge, Flow, Kind, Lane, Message, Node, Pool

CLIENT = Pool("client", "Клиент")


def proposal() -> Flow:
    """The process of the reference picture."""
    sales, head, tech, finance, lawyer = "sales", "head", "tech", "finance", "lawyer"
    lanes = (
        Lane(sales, "Менеджер по продажам", "roles/sales/"),
        Lane(head, "Руководитель отдела продаж"),
        Lane(tech, "Технический специалист"),
        Lane(finance, "Финансовый контролёр"),
        Lane(lawyer, "Юрист"),
    )
    nodes = (
        Node("start", Kind.START, "Получен запрос клиента", sales),
        Node(
            "need",
            Kind.TASK,
            "Выявить потребность, заполнить карточку сделки",
            sales,
            "ops/need/",
            documents=(Doc("Карточка сделки", "docs/card/"),),
            marks=("КТ1",),
        ),
        Node("target", Kind.EXCLUSIVE, "Клиент целевой?", sales),
        Node("solution", Kind.TASK, "Составить техническое решение", tech, documents=(Doc("Техническое решение"),)),
        Node("cost", Kind.TASK, "Рассчитать стоимость и маржу", finance, documents=(Doc("Калькуляция"),)),
        Node("offer", Kind.TASK, "Подготовить коммерческое предложение", sales, documents=(Doc("КП"),)),
        Node("discount", Kind.EXCLUSIVE, "Скидка больше 10\u00a0%?", sales),
        Node("approve", Kind.TASK, "Согласовать скидку", head, marks=("КТ2",)),
        Node("approved", Kind.EXCLUSIVE, "Скидка согласована?", head),
        Node("present", Kind.TASK, "Презентовать КП клиенту", sales, marks=("КТ3",)),
        Node("decision", Kind.EXCLUSIVE, "Решение клиента?", sales),
        Node("refused", Kind.END, "Отказ с указанием причины", sales),
        Node("contract", Kind.TASK, "Подготовить и согласовать договор", lawyer, documents=(Doc("Договор"),)),
        Node("sign", Kind.TASK, "Подписать договор с клиентом", sales, marks=("КТ4",)),
        Node("signed", Kind.END, "Договор подписан", sales),
    )
    edges = (
        Edge("start", "need"),
        Edge("need", "target"),
        Edge("target", "solution", "да"),
        Edge("target", "refused", "нет"),
        Edge("solution", "cost"),
        Edge("cost", "offer"),
        Edge("offer", "discount"),
        Edge("discount", "present", "нет", default=True),
        Edge("discount", "approve", "да"),
        Edge("approve", "approved"),
        Edge("approved", "present", "да"),
        Edge("approved", "offer", "нет, пересчитать"),
        Edge("present", "decision"),
        Edge("decision", "refused", "отказ"),
        Edge("decision", "contract", "согласен"),
        Edge("decision", "offer", "нужны правки"),
        Edge("contract", "sign"),
        Edge("sign", "signed"),
    )
    messages = (
        Message("start", "client", outgoing=False, label="Запрос"),
        Message("present", "client", outgoing=True, label="КП"),
        Message("sign", "client", outgoing=True, label="Договор"),
    )
    return Flow(
        "proposal", "Подготовка и согласование коммерческого предложения", lanes, nodes, edges, (CLIENT,), messages
    )


def supply() -> Flow:
    """Nine operations in six lanes, four decisions, two loops, a parallel split and six documents."""
    lanes = tuple(
        Lane(i, t)
        for i, t in (
            ("hunter", "Хантер"),
            ("closer", "Менеджер по работе с ключевыми клиентами"),
            ("head", "Руководитель отдела продаж"),
            ("stock", "Кладовщик"),
            ("finance", "Бухгалтерия"),
            ("delivery", "Логист"),
        )
    )
    nodes = (
        Node("start", Kind.START, "Поступила заявка", "hunter"),
        Node(
            "qualify",
            Kind.TASK,
            "Квалифицировать заявку",
            "hunter",
            documents=(Doc("Чек-лист квалификации"),),
            marks=("КТ1",),
        ),
        Node("fit", Kind.EXCLUSIVE, "Подходит по критериям?", "hunter"),
        Node("lost", Kind.END, "Заявка закрыта", "hunter"),
        Node(
            "spec",
            Kind.TASK,
            "Согласовать спецификацию и сроки поставки",
            "closer",
            documents=(Doc("Спецификация"), Doc("Карточка клиента")),
            marks=("КТ2",),
        ),
        Node("special", Kind.EXCLUSIVE, "Нестандартные условия?", "closer"),
        Node("allow", Kind.TASK, "Утвердить отклонение от стандартных условий", "head"),
        Node("ok", Kind.EXCLUSIVE, "Утверждено?", "head"),
        Node("split", Kind.PARALLEL, "", "closer"),
        Node("reserve", Kind.TASK, "Зарезервировать товар", "stock", documents=(Doc("Лист резерва"),)),
        Node("invoice", Kind.TASK, "Выставить счёт", "finance", documents=(Doc("Счёт на оплату"),), marks=("КТ3",)),
        Node("paid", Kind.MESSAGE, "Оплата получена", "finance"),
        Node("join", Kind.PARALLEL, "", "closer"),
        Node("ship", Kind.TASK, "Отгрузить и доставить заказ", "delivery", documents=(Doc("Товарная накладная"),)),
        Node("check", Kind.EXCLUSIVE, "Есть претензии?", "closer"),
        Node("claim", Kind.TASK, "Урегулировать претензию", "closer"),
        Node("feedback", Kind.TASK, "Получить обратную связь", "closer", marks=("КТ4",)),
        Node("done", Kind.END, "Заказ выполнен", "closer"),
    )
    edges = (
        Edge("start", "qualify"),
        Edge("qualify", "fit"),
        Edge("fit", "spec", "да"),
        Edge("fit", "lost", "нет"),
        Edge("spec", "special"),
        Edge("special", "split", "нет", default=True),
        Edge("special", "allow", "да"),
        Edge("allow", "ok"),
        Edge("ok", "split", "да"),
        Edge("ok", "spec", "нет, пересмотреть"),
        Edge("split", "reserve"),
        Edge("split", "invoice"),
        Edge("invoice", "paid"),
        Edge("reserve", "join"),
        Edge("paid", "join"),
        Edge("join", "ship"),
        Edge("ship", "check"),
        Edge("check", "claim", "да"),
        Edge("claim", "ship", "заменить товар"),
        Edge("check", "feedback", "нет"),
        Edge("feedback", "done"),
    )
    messages = (
        Message("start", "client", outgoing=False, label="Заявка"),
        Message("spec", "client", outgoing=True, label="Спецификация"),
        Message("invoice", "client", outgoing=True, label="Счёт"),
        Message("paid", "client", outgoing=False, label="Оплата"),
        Message("feedback", "client", outgoing=False, label="Отзыв"),
    )
    return Flow("supply", "Поставка по заявке", lanes, nodes, edges, (CLIENT,), messages)


WORDS = tuple(
    """согласовать договор уточнить потребность клиента и подготовить коммерческое предложение для
    руководителя отдела продаж по сделке с учётом скидки проверить лимит отгрузка оплата претензия
    """.split()  # noqa: SIM905 - a list of 24 quoted words is not easier to read
)


def random_flow(seed: int) -> Flow:
    """A wild flow: loops, self-loops, parallel edges, lost nodes, messages, documents."""
    rng = random.Random(seed)  # noqa: S311 - reproducible shapes, not secrets

    def phrase(most: int) -> str:
        return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, most)))

    lanes = tuple(Lane(f"l{i}", phrase(4).capitalize()) for i in range(rng.randint(1, 8)))
    kinds = (
        [Kind.TASK] * 6 + [Kind.EXCLUSIVE] * 3 + [Kind.PARALLEL, Kind.INCLUSIVE, Kind.MESSAGE, Kind.TIMER, Kind.CALL]
    )
    size = rng.randint(1, 45)
    nodes = []
    for i in range(size):
        kind = Kind.START if i == 0 else Kind.END if i == size - 1 else rng.choice(kinds)
        is_task = kind.is_task
        nodes.append(
            Node(
                f"n{i}",
                kind,
                phrase(6).capitalize(),
                rng.choice(lanes).id,
                documents=tuple(Doc(phrase(3)) for _ in range(rng.choice((0, 0, 0, 1, 2, 4)))) if is_task else (),
                marks=tuple(f"КТ{j}" for j in range(rng.choice((0, 0, 1, 2)))) if is_task else (),
            )
        )
    edges = [Edge(f"n{i}", f"n{i + 1}") for i in range(size - 1) if rng.random() < 0.85]
    edges += [
        Edge(
            f"n{rng.randrange(size)}",
            f"n{rng.randrange(size)}",
            phrase(3) if rng.random() < 0.7 else "",
            default=rng.random() < 0.2,
        )
        for _ in range(rng.randint(0, size // 2))
    ]
    pools = tuple(Pool(f"p{i}", phrase(2).capitalize()) for i in range(rng.choice((0, 1, 1, 2, 3))))
    messages = tuple(
        Message(f"n{rng.randrange(size)}", rng.choice(pools).id, rng.random() < 0.5, phrase(2))
        for _ in range(rng.randint(0, 5) if pools else 0)
    )
    return Flow(f"random-{seed}", phrase(6).capitalize(), lanes, tuple(nodes), tuple(edges), pools, messages)

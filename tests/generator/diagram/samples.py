"""Flows the diagram tests draw."""

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

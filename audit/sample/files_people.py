"""Lists of the portal about people's work: who changed stages, calls of a line, tasks, companies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from audit.sample.farmers import Client
from audit.sample.files import compact, line_of, names_in_crm
from audit.sample.files_contacts import moment_of, users_of
from audit.sample.hunters import Dial
from audit.sample.model import Deal, World
from audit.sample.tasks import Task
from handbook.model.profile import Profile

#: The number managers call from when they search.
_LINE = "200042"
#: The list of changes is written a moment before the history of stages.
_SOONER = timedelta(seconds=1)
_DONE, _GOING = "5", "2"


def changes_csv(world: World, deals: Sequence[Deal]) -> bytes:
    """The tab «История» of deals: who moved them from stage to stage, newest first.

    The list names no pipeline, so that it tells of the stages which no other funnel has.
    """
    names = names_in_crm(world)
    funnels = Counter(stage.title for funnel in world.funnels.values() for stage in funnel.stages)
    rows = [
        (after.at - _SOONER, deal.title, names[after.by], f"Стадия: {before.stage} → {after.stage}")
        for deal in deals
        for before, after in zip(deal.steps, deal.steps[1:], strict=False)
        if before.pipeline == after.pipeline == deal.pipeline and funnels[after.stage] == 1
    ]
    lines = [line_of(("Дата", "Сущность", "Заголовок", "Автор", "Тип события", "Описание"))]
    for at, title, author, text in sorted(rows, reverse=True):
        lines.append(line_of((f"{at:%d.%m.%Y %H:%M:%S}", "Сделка", title, author, "Изменения", text)))
    return "".join(lines).encode("utf-8-sig")


def call_details_xls(world: World, dials: Sequence[Dial]) -> bytes:
    """«Детализация звонков» of one line of the portal, which is a page of HTML under the name of a workbook."""
    names = names_in_crm(world)
    titles = ("Сотрудник", "Номер портала", "Тип звонка", "Дата вызова", "Статус")
    head = "".join(f"<th>{title}</th>" for title in titles)
    rows = []
    for item in dials:
        status = "Успешный звонок" if item.success else "Занято"
        cells = (names[item.employee], _LINE, "Исходящий звонок", f"{item.at:%d.%m.%Y %H:%M:%S}", status)
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n")
    meta = '<meta http-equiv="Content-type" content="text/html;charset=UTF-8" />'
    table = f'<table border="1">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{"".join(rows)}</tbody>\n</table>\n'
    return f"{meta}\n{table}".encode("utf-8-sig")


def tasks_json(world: World, profile: Profile, tasks: Sequence[Task]) -> bytes:
    """``tasks.task.list`` with all pages put together."""
    users = users_of(world, profile)
    head = users[world.one("rop")]
    items = [
        {
            "id": str(task.number),
            "title": task.title,
            "status": _GOING if task.done is None else _DONE,
            "responsibleId": users[task.employee],
            "createdBy": users[task.employee] if task.deal else head,
            "createdDate": moment_of(world, task.created),
            "deadline": moment_of(world, task.due),
            "closedDate": None if task.done is None else moment_of(world, task.done),
            "ufCrmTask": [f"D_{task.deal.number}"] if task.deal else False,
        }
        for task in tasks
    ]
    body = ",\n".join(map(compact, items))
    return f'{{"result":{{"tasks":[\n{body}\n]}},"total":{len(items)}}}\n'.encode()


def companies_csv(world: World, clients: Sequence[Client]) -> bytes:
    """The list of companies with the fields of the client's card."""
    names = names_in_crm(world)
    assistant = names[world.one("assistent")]
    own = ("Сегмент", "Сегмент склада", "Ступень приверженности")
    lines = [
        line_of(("ID", "Название компании", "Тип компании", "Ответственный", "Кем создана", "Дата создания", *own))
    ]
    for number, client in reversed([*enumerate(clients, 301)]):
        created = f"{client.created:%d.%m.%Y %H:%M:%S}"
        who = (names[client.owner], assistant, created)
        fields = (client.segment, client.warehouse, client.ladder)
        lines.append(line_of((str(number), client.name, "Клиент", *who, *fields)))
    return "".join(lines).encode("utf-8-sig")

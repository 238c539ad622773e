"""How a norm is judged, in words for those who work by it.

The help of the kinds, which `reglament explain` shows, is for those who write norms and prepare data: it names
parameters and columns. Here stands only what somebody needs to keep a norm, or to dispute a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from handbook import crossref
from handbook.book import Handbook
from handbook.norms import LimitedNorm, Norm
from handbook.norms.contact_gap import ContactGap
from handbook.norms.discount import Discount
from handbook.norms.imitation import Imitation
from handbook.norms.overdue_debt import OverdueDebt
from handbook.norms.performer import Performer
from handbook.norms.plan_fact import PlanFact
from handbook.norms.planned_close import PlannedClose
from handbook.norms.quantity import Unit
from handbook.norms.required_activity import RequiredActivity
from handbook.norms.response_time import ResponseTime

_TIME = {Unit.DAY, Unit.WORKING_DAY, Unit.HOUR, Unit.WORKING_HOUR, Unit.MINUTE, Unit.WORKING_MINUTE}
#: Words of a period as a requirement says them after «в».
_FORMS = {"неделя": "неделю"}
_WORDS = {
    "activity_rate": (
        "Считаются дела, записанные в CRM на сотрудника; повтор одного дела считается один раз, дела роботов не в "
        "счёт. Период без единого дела — ноль. За день отпуска, за неделю и месяц, в которых человек почти не работал, "
        "наименьшее число не требуют."
    ),
    "complaint_time": (
        "Время считается от получения претензии до ответа клиенту. Ответ в тот же день — ноль рабочих дней, ответ в "
        "понедельник на пятничную претензию — один. Претензия без ответа тоже проверяется: её время идёт."
    ),
    "conversion": (
        "Доля сделок, дошедших до второй стадии, среди дошедших до первой, за период по каждому сотруднику. Когда "
        "сделок слишком мало, период не проверяется: по двум-трём сделкам о человеке не судят."
    ),
    "deal_age": (
        "Дни считаются от создания сделки до её закрытия. Открытая сделка проверяется так, как если бы её закрыли в "
        "день проверки: старую сделку лучше закрыть с причиной, чем держать открытой."
    ),
    "entry_delay": (
        "Рабочее время считается от начала звонка, встречи или другого дела до его записи в CRM. Запись заранее — не "
        "нарушение. Отвечает тот, кто дело сделал."
    ),
    "feedback_share": (
        "Берутся заказы, исполненные за месяц. Отзыв засчитывается с любой оценкой, если в нём стоит номер заказа и "
        "день, когда его получили."
    ),
    "lead_capacity": (
        "Считаются лиды, назначенные сотруднику за календарный месяц, по дню назначения. Неоконченный месяц "
        "проверяется тоже."
    ),
    "open_deals": (
        "Считается, сколько сделок открыто у сотрудника на конец рабочего дня. В отпуске, в выходной, до приёма и "
        "после увольнения наименьшее число не требуют."
    ),
    "order_deadline": (
        "Сравниваются день, когда заказ исполнен, и день его срока; часы не важны. Исполнен в день срока — значит, в "
        "срок. Заказ, который не исполнен, опаздывает каждый день, пока не исполнят."
    ),
    "product_minimum": (
        "За календарный месяц считаются сделки, в которых этот продукт записан в самой сделке или в её товарах; ни "
        "одной — ноль. Месяц, в котором человек почти не работал, не проверяется."
    ),
    "required_fields": (
        "Поле заполнено, если в нём есть сведения. Пустое место, пробелы, прочерк и слова вроде «тест» — не заполнено; "
        "ноль — заполнено. Каждое поле каждой сделки проверяется отдельно."
    ),
    "stage_age": (
        "Время считается от входа сделки на стадию до перехода на другую, а если она там и стоит — до дня проверки. "
        "Вернулась на стадию — счёт начинается заново."
    ),
    "stage_order": (
        "Сделка идёт по стадиям так, как нарисовано на схеме процесса. Отклонение — пропустить стадию, вернуться на "
        "более раннюю или начать не с той; каждое считается на сделку один раз. Проигранной сделку можно закрыть с "
        "любой стадии, если схема не говорит иного."
    ),
    "task_done": (
        "Дело завершено в срок, если день и час его завершения не позже срока и разрешённого опоздания. Срок без часа "
        "длится до конца дня. Незавершённое дело проверяется тоже. Отвечает тот, кому дело поставлено."
    ),
}


def told(norm: Norm) -> tuple[str, ...]:
    """Paragraphs about what counts and what does not; nothing for a rule of the company's own."""
    made = _MADE.get(norm.kind)
    if made:
        return tuple(made(norm))
    return (_WORDS[norm.kind],) if norm.kind in _WORDS else ()


def period(norm: Norm, rule: str) -> str:
    """What one judged object is, empty when the requirement says it: «4 встречи в неделю» needs no «неделя»."""
    words = "долг на день проверки" if isinstance(norm, OverdueDebt) else norm.period()
    last = words.split()[-1] if words else ""
    return "" if last and re.search(rf"\bв {re.escape(_FORMS.get(last, last))}\b", rule) else words


def due(book: Handbook, deadline: str) -> str:
    """What introduces the deadline of a step: a deadline that is only a norm of another thing is no deadline."""
    found = tuple(crossref.find(deadline))
    norms = [book.norms[one.id].norm for one in found if one.target == "norm" and one.id in book.norms]
    alone = len(norms) == 1 and deadline.strip() == f"[[norm:{norms[0].id}]]"
    return "Норма" if alone and not _is_time(norms[0]) else "Срок"


def _is_time(norm: Norm) -> bool:
    return isinstance(norm, LimitedNorm) and all(one.unit in _TIME for _, one in norm.quantities())


def _contact_gap(norm: Norm) -> Iterator[str]:
    yield (
        "Дни считаются от последнего общения с клиентом до дня проверки. Общение — звонок, встреча, письмо, сообщение, "
        "КП или выезд, в любую сторону; неудавшийся звонок не в счёт. Если общения не было ни разу, счёт идёт от дня, "
        "когда клиента завели."
    )
    clients = norm.clients if isinstance(norm, ContactGap) else "all"
    if clients != "all":
        which = "есть открытая сделка" if clients == "open" else "нет ни одной открытой сделки"
        yield f"Проверяются только клиенты, у которых {which}."


def _discount(norm: Norm) -> Iterator[str]:
    if isinstance(norm, Discount) and norm.of == "share":
        yield (
            "За месяц берутся выигранные сделки сотрудника; со скидкой — та, чья скидка больше нуля. Сделка относится "
            "к тому, чья она была при закрытии. Неоконченный месяц проверяется тоже: скидки уже даны."
        )
    else:
        yield (
            "Проверяется каждая сделка: открытая, выигранная и проигранная. Скидка — процент, записанный в сделке, а "
            "если его нет — разница между её суммой и суммой по прайсу."
        )


def _imitation(norm: Norm) -> Iterator[str]:
    if not isinstance(norm, Imitation):
        return
    if norm.moves_without_activity:
        yield "Нарушение — сделка перешла на другую стадию, а пока стояла на прежней, по ней не было ни одного дела."
    if norm.mass_edit:
        yield (
            "Нарушение — слишком много правок одного сотрудника подряд за несколько минут: так CRM заполняют "
            "задним числом."
        )
    if norm.last_day_losses:
        yield (
            "Нарушение — слишком большая доля отказов месяца закрыта в его последний рабочий день: отказ закрывают "
            "тогда, когда он случился."
        )


def _overdue_debt(norm: Norm) -> Iterator[str]:
    yield (
        "Долг — сумма счёта без поступивших оплат на день проверки. Просрочка начинается на следующий день после срока "
        "оплаты. За счёт отвечает тот, кто в нём записан, иначе — тот, чья сделка."
    )
    if isinstance(norm, OverdueDebt) and norm.per != "invoice":
        yield "Проверяется доля: просроченный долг делят на весь неоплаченный, чей срок наступил и чей ещё нет."


def _performer(norm: Norm) -> Iterator[str]:
    if isinstance(norm, Performer) and norm.distinct:
        yield "На две названные стадии сделку переводят разные люди: один делает, другой проверяет."
    else:
        yield (
            "На названную стадию сделку переводит тот, чья должность несёт назначенную роль. Довольно одного перехода "
            "другим человеком, чтобы сделка была нарушением."
        )


def _planned_close(norm: Norm) -> Iterator[str]:
    if not isinstance(norm, PlannedClose):
        return
    if norm.max is not None or norm.limits:
        yield (
            "Дни считаются от плановой даты, записанной в открытой сделке, до дня проверки. Закрытые сделки и сделки "
            "без плановой даты здесь не проверяются."
        )
    if norm.max_pushes is not None:
        yield (
            "Перенос — замена плановой даты на более позднюю. Первая запись даты и перенос на более раннюю — "
            "не перенос."
        )


def _plan_fact(norm: Norm) -> Iterator[str]:
    fact = "поступившие оплаты" if isinstance(norm, PlanFact) and norm.measure == "paid" else "выигранные сделки"
    yield (
        f"С планом месяца сравниваются {fact} сотрудника. В неоконченном месяце план берётся по числу прошедших "
        "рабочих дней, без отпуска."
    )


def _required_activity(norm: Norm) -> Iterator[str]:
    if isinstance(norm, RequiredActivity) and norm.document:
        yield "У сделки, которая дошла до стадии, заполнено названное поле карточки; прочерк и слово «тест» не в счёт."
    else:
        yield (
            "Дело этого вида по сделке начато раньше, чем её впервые перевели на стадию. Чем оно кончилось, не важно; "
            "дела роботов не в счёт."
        )


def _response_time(norm: Norm) -> Iterator[str]:
    yield (
        "Рабочее время считается от поступления обращения до первого ответа: вашего звонка или письма либо принятого "
        "звонка клиента. Ответ робота не засчитывается. Обращение без ответа проверяется тоже: его время идёт. "
        "Отвечает тот, на кого обращение записано."
    )
    if isinstance(norm, ResponseTime) and norm.counts == "successful":
        yield "Недозвон ответом не считается: нужен состоявшийся разговор."


_MADE: dict[str, Callable[[Norm], Iterator[str]]] = {
    "contact_gap": _contact_gap,
    "discount": _discount,
    "imitation": _imitation,
    "overdue_debt": _overdue_debt,
    "performer": _performer,
    "plan_fact": _plan_fact,
    "planned_close": _planned_close,
    "required_activity": _required_activity,
    "response_time": _response_time,
}

"""What a manager does about a breach that lasts: one short sentence for every kind of norm."""

from __future__ import annotations

from handbook.result import Verdict

_DEEDS: dict[str, str] = {
    "deal_age": "Закрыть сделку или согласовать новый срок с руководителем",
    "stage_age": "Перевести сделку дальше или закрыть её с причиной отказа",
    "open_deals": "Закрыть лишние сделки или набрать недостающие",
    "activity_rate": "Запланировать недостающие действия на эту неделю",
    "response_time": "Ответить клиенту сегодня",
    "stage_order": "Проверить пропущенную стадию: сделать работу или поправить карточку",
    "required_fields": "Заполнить поле в карточке",
    "required_activity": "Сделать обязательное действие и записать его в CRM",
    "contact_gap": "Связаться с клиентом",
    "overdue_debt": "Договориться с должником о сроке оплаты и записать его",
    "discount": "Согласовать скидку или вернуть цену",
    "product_minimum": "Добавить предложения по продукту",
    "performer": "Передать тому, чья это работа",
    "planned_close": "Поставить настоящую плановую дату",
    "task_done": "Сделать задачу или перенести её с причиной",
    "conversion": "Разобрать потерянные сделки этого перехода",
    "plan_fact": "Назвать сделки, которые закроют разрыв с планом",
    "lead_capacity": "Передать часть лидов другому сотруднику",
    "entry_delay": "Вносить контакты в CRM в день разговора",
    "order_deadline": "Назвать клиенту новый срок и выполнить заказ",
    "feedback_share": "Попросить отзывы по выполненным заказам",
    "complaint_time": "Ответить на претензию",
    "imitation": "Разобрать с сотрудником, что стоит за записями",
    "custom_sql": "Исправить по условию нормы",
}
_OTHER = "Исправить по условию нормы"


def deed(verdict: Verdict) -> str:
    """What to do about a breach of the norm, in the infinitive, without a full stop."""
    return _DEEDS.get(verdict.kind, _OTHER)

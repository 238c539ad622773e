"""The company: its names, head, departments, working time and sales model."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from handbook.model.base import CaseForms, Clock, Day, DepartmentId, Id, PositionId, Record, Text, disagreement
from handbook.model.explained import Explained
from handbook.model.papers import Papers
from handbook.model.publication import Publication
from handbook.model.timezone import Timezone
from handbook.russian.text import folded

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Department(Record):
    """A department of the company."""

    id: Id = Field(
        title="Идентификатор",
        description="Латиницей, через дефис; по нему на запись ссылаются другие файлы: otdel-prodazh",
    )
    title: Text = Field(title="Название", description="Как в штатном расписании: «Отдел продаж»")
    forms: CaseForms | None = Field(
        None,
        title="Формы названия по падежам",
        description=("Пишется, только если программа склоняет название неверно; остальные падежи она найдёт сама"),
    )
    head: PositionId | None = Field(
        None, title="Должность руководителя", description="Идентификатор должности из positions.yaml, например rop"
    )
    parent: DepartmentId | None = Field(
        None,
        title="Вышестоящее подразделение",
        description="Идентификатор подразделения, в которое это входит; у самого верхнего не пишется",
    )
    purpose: Text | None = Field(None, title="Назначение", description="Зачем компании подразделение, одна фраза")
    tasks: tuple[Text, ...] = Field(
        (), title="Задачи", description="Чего от него ждут, неопределённой формой: «обеспечивать план продаж»"
    )
    rights: tuple[Text, ...] = Field(
        (), title="Права", description="Что подразделение вправе сверх обычного, неопределённой формой"
    )
    publication: Publication | None = Field(
        None,
        title="Издание положения о подразделении",
        description="Номер и редакция положения: печатаются в его шапке",
    )


class Lunch(Record):
    """The lunch break, which is not working time."""

    start: Clock = Field(title="Начало", description="Время начала обеда, например 13:00")
    end: Clock = Field(title="Окончание", description="Время, когда обед кончается, например 14:00")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if _minute(self.end, end=True) <= _minute(self.start):
            raise disagreement(
                f"обед кончается в {self.end:%H:%M}, а начинается в {self.start:%H:%M}",
                "end",
                tip="Поменяйте времена местами или исправьте одно из них; без обеда — «lunch: null»",
            )
        return self


def _minute(clock: time, *, end: bool = False) -> float:
    """Minutes from midnight; a time that ends at 00:00 ends with the day, as ``handbook.calendar`` counts."""
    minute = clock.hour * 60 + clock.minute + clock.second / 60
    return 24 * 60 if end and minute == 0 else minute


class WorkingTime(Record):
    """The regular working day; norms in working minutes and hours are counted by it."""

    days: tuple[
        Annotated[
            Weekday,
            Explained(
                {
                    "mon": "понедельник",
                    "tue": "вторник",
                    "wed": "среда",
                    "thu": "четверг",
                    "fri": "пятница",
                    "sat": "суббота",
                    "sun": "воскресенье",
                }
            ),
        ],
        ...,
    ] = Field(
        ("mon", "tue", "wed", "thu", "fri"),
        title="Рабочие дни недели",
        description=(
            "Обычные рабочие дни, например [mon, tue, wed, thu, fri]; праздники и переносы календарь знает сам"
        ),
        min_length=1,
    )
    start: Clock = Field(
        time(9),
        title="Начало рабочего дня",
        description="Например, 09:00: раньше этого времени нормы в рабочих часах не считаются",
    )
    end: Clock = Field(
        time(18), title="Окончание рабочего дня", description="Например, 18:00; если день кончается в полночь — 00:00"
    )
    lunch: Lunch | None = Field(
        Lunch(start=time(13), end=time(14)),
        title="Обеденный перерыв",
        description="Не входит в рабочее время: {start: 13:00, end: 14:00}; если обеда нет — null",
    )

    @model_validator(mode="after")
    def _holds_its_lunch(self) -> Self:
        start, end = _minute(self.start), _minute(self.end, end=True)
        if end <= start:
            raise disagreement(
                f"рабочий день кончается в {self.end:%H:%M}, а начинается в {self.start:%H:%M}",
                self._written_end,
                tip="Исправьте start или end; полночь в конце дня пишется «00:00», смены через полночь не считаются",
            )
        lunch = self.lunch
        if lunch and (_minute(lunch.start) < start or _minute(lunch.end, end=True) > end):
            written = "lunch" in self.model_fields_set
            day = f"{self.start:%H:%M}–{self.end:%H:%M}"
            what = f"{'обед' if written else 'обычный обед'} {lunch.start:%H:%M}–{lunch.end:%H:%M}"
            tip = "Исправьте время обеда" if written else "Напишите свой: «lunch: {start: …, end: …}»"
            raise disagreement(
                f"{what} выходит за рабочий день {day}",
                "lunch" if written else self._written_end,
                tip=f"{tip}; если обеда нет — «lunch: null»",
            )
        return self

    @property
    def _written_end(self) -> str:
        return "end" if "end" in self.model_fields_set else "start"


class Schedule(WorkingTime):
    """Another working time of the company, that of a call centre say, by which single norms are counted."""

    id: Id = Field(
        title="Идентификатор",
        description=(
            "Латиницей, через дефис; по нему на запись ссылаются другие файлы: call-centr; его "
            "называет норма в ключе schedule"
        ),
    )
    title: Text = Field(title="Название", description="«Колл-центр, без выходных»")
    on_holidays: bool = Field(
        default=False,
        title="Работает и в праздники",
        description="Праздники, переносы и сокращённые дни не действуют, только дни недели и отступления компании",
    )


class CalendarOverrides(Record):
    """Days on which the company departs from the production calendar."""

    days_off: tuple[Day, ...] = Field(
        (),
        title="Дополнительные выходные",
        description="Даты, когда компания не работает вопреки календарю: [2026-12-31]",
    )
    working_days: tuple[Day, ...] = Field(
        (),
        title="Дополнительные рабочие дни",
        description="Даты, когда компания работает вопреки календарю: [2026-02-28]",
    )
    country: Annotated[Literal["RU"], Explained({"RU": "Россия"})] = Field(
        "RU", title="Производственный календарь страны", description="По какому календарю считать праздники и переносы"
    )

    @model_validator(mode="after")
    def _is_of_one_mind(self) -> Self:
        for index, day in enumerate(self.working_days):
            if day in self.days_off:
                raise disagreement(
                    f"{day.isoformat()} названо и рабочим днём, и выходным",
                    "working_days",
                    index,
                    tip="Оставьте день в одном из списков: days_off или working_days",
                )
        return self


class Company(Record):
    """The company itself: ``regulations/company.yaml``."""

    name: Text = Field(title="Полное наименование", description="Как в уставе: «Общество с ограниченной …»")
    short_name: Text = Field(title="Краткое наименование", description="Например, ООО «Вектор»")
    site_name: Text = Field(
        "Регламент продаж", title="Название сайта", description="Заголовок в шапке сайта: «Регламент продаж „Вектор“»"
    )
    city: Text = Field(title="Город", description="Ставится в шапке документов")
    about: Text | None = Field(None, title="О компании", description="Чем торгует и кому: первая страница сайта")
    head: PositionId = Field(title="Должность руководителя", description="Кто утверждает документы")
    hr: PositionId | None = Field(None, title="Должность кадровика", description="Кто знакомит с документами")
    timezone: Timezone = Field(
        "Europe/Moscow",
        title="Часовой пояс",
        description="Пояс офиса по базе IANA, например Europe/Moscow или Asia/Yekaterinburg",
    )
    currency: Text = Field("RUB", title="Валюта учёта", description="Код ISO 4217")
    approval: Annotated[
        Literal["person", "order"],
        Explained({"person": "грифом руководителя: его подпись и дата", "order": "приказом с номером"}),
    ] = Field("person", title="Способ утверждения", description="person — грифом лица, order — приказом")
    sales_model: Annotated[
        Literal["one-level", "manager-assistant", "two-level-lead", "two-level-farmer", "conveyor"],
        Explained(
            {
                "one-level": "менеджер ведёт клиента от обращения до повторной покупки сам",
                "manager-assistant": "ассистент принимает обращения и ведёт документы, менеджер продаёт",
                "two-level-lead": "лидоруб ищет и отсеивает, менеджер продаёт",
                "two-level-farmer": "хантер приводит нового клиента, фермер ведёт действующего",
                "conveyor": "лид-менеджер, хантер, клоузер и фермер — каждый на своём участке",
            }
        ),
    ] = Field(
        "one-level",
        title="Модель отдела продаж",
        description="Как продажа поделена между людьми; от неё зависит страница «Модели отдела продаж»",
    )
    working_time: WorkingTime = Field(
        default_factory=WorkingTime,
        title="Рабочее время",
        description="График, по которому считаются нормы в рабочих минутах, часах и днях",
    )
    calendar: CalendarOverrides = Field(
        default_factory=CalendarOverrides,
        title="Отступления от календаря",
        description="Свои выходные и рабочие дни сверх производственного календаря",
    )
    schedules: tuple[Schedule, ...] = Field(
        (), title="Другие графики работы", description="Норма называет свой график в ключе schedule"
    )
    departments: tuple[Department, ...] = Field(
        (),
        title="Подразделения",
        description="Из чего состоит компания; подразделение называют должности в ключе department",
    )
    placeholders: tuple[str, ...] = Field(
        ("-", "—", ".", "?", "0000", "тест", "test", "нет", "123", "xxx", "ххх", "н/д"),
        title="Значения-заглушки",
        description="Поле с таким значением считается незаполненным",
    )
    refusal_reasons: dict[Text, tuple[Text, ...]] = Field(
        default_factory=dict,
        title="Словарь причин отказа",
        description="Общее название причины и как ещё её пишут в CRM: регистр, «ё» и знаки препинания не важны",
    )
    papers: Papers = Field(
        default_factory=Papers,
        title="Документы Word",
        description="Поля, шрифт, стандарт оформления, статус инструкций, листы схем",
    )
    feedback: Text | None = Field(
        None,
        title="Куда писать о регламенте",
        description=(
            "Почта или адрес формы с https://; {page} и {title} в нём заменяются на адрес и название страницы. "
            "Ссылка стоит внизу каждой страницы сайта"
        ),
    )

    @model_validator(mode="after")
    def _names_a_reason_once(self) -> Self:
        known = {folded(name): name for name in self.refusal_reasons}
        for name, variants in self.refusal_reasons.items():
            for index, variant in enumerate(variants):
                first = known.setdefault(folded(variant), name)
                if first != name:
                    raise disagreement(
                        f"причина отказа «{variant}» отнесена и к «{first}», и к «{name}»",
                        "refusal_reasons",
                        name,
                        index,
                        tip="Оставьте её у одной из причин",
                    )
        return self

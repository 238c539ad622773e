"""Roles the operations speak of, positions that carry them, and the people who hold the positions."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from handbook.model.base import CaseForms, Day, DepartmentId, Id, PositionId, Record, RoleId, Text, disagreement
from handbook.model.explained import Explained
from handbook.model.publication import Publication
from handbook.norms import AnyNorm


class Competency(Record):
    """A competency a role needs, with the level it needs."""

    title: Text = Field(title="Компетенция", description="Точно как в competencies.yaml: «Работа с возражениями»")
    level: Annotated[int, Field(ge=1, le=5)] = Field(
        title="Требуемый уровень, от 1 до 5", description="От 1 — под присмотром до 5 — учит других"
    )
    why: Text | None = Field(None, title="На что влияет", description="Что выигрывает или теряет продажа, одна фраза")


class ProfessionalStandard(Record):
    """A professional standard a job description refers to; optional by law for most sales posts."""

    code: Text = Field(title="Код стандарта", description="Код из реестра профстандартов: 08.035")
    title: Text = Field(title="Название", description="Полное название стандарта")
    order: Text = Field(
        title="Реквизиты приказа", description="Кем и когда утверждён: «приказ Минтруда от 04.06.2018 № 366н»"
    )


class JobProfile(Record):
    """What a role or a position requires and gives; a position adds to what its roles say."""

    purpose: Text | None = Field(None, title="Назначение", description="Зачем компании эта роль, одна фраза")
    education: Text | None = Field(
        None, title="Образование", description="Что спросить у кандидата: «Высшее; профиль не важен»"
    )
    experience: Text | None = Field(None, title="Стаж и опыт", description="Сколько и чего: «Год продаж компаниям»")
    knowledge: tuple[Text, ...] = Field(
        (), title="Должен знать", description="По строке, без слова «знает»: «порядок применения скидок»"
    )
    skills: tuple[Text, ...] = Field(
        (), title="Должен уметь", description="По строке, глаголом: «считать выгоду клиента при нём»"
    )
    qualities: tuple[Text, ...] = Field(
        (), title="Личные качества", description="Существительными: «настойчивость»; не больше пяти"
    )
    competencies: tuple[Competency, ...] = Field(
        (), title="Компетенции", description="Что и на каком уровне нужно; названия — из competencies.yaml"
    )
    duties: tuple[Text, ...] = Field(
        (), title="Обязанности вне процессов", description="Чего нет в операциях: «вести …», «готовить …»"
    )
    rights: tuple[Text, ...] = Field(
        (),
        title="Права",
        description="Что может без разрешения, неопределённой формой: «останавливать раздачу обращений»",
    )
    responsibilities: tuple[Text, ...] = Field(
        (), title="Отвечает за", description="За что спросят, после слов «отвечает за»: «сохранность базы клиентов»"
    )
    training: tuple[Text, ...] = Field((), title="Обучение", description="Чему и как часто учат на этом месте")
    kpi: tuple[Text, ...] = Field(
        (), title="Показатели", description="Чем меряют работу, кроме норм: «доля повторных продаж»"
    )


class Role(JobProfile):
    """A functional role: ``roles/*.yaml``. Operations name roles, never positions or people."""

    id: Id = Field(
        title="Идентификатор", description="Латиницей, через дефис; по нему на запись ссылаются другие файлы: menedzher"
    )
    title: Text = Field(title="Название", description="Как роль называют в операциях: «Менеджер по продажам»")
    short: Text | None = Field(None, title="Краткое название", description="Для дорожек схем и таблиц")
    forms: CaseForms | None = Field(
        None,
        title="Формы названия по падежам",
        description=("Пишется, только если программа склоняет название неверно; остальные падежи она найдёт сама"),
    )
    external: bool = Field(
        default=False, title="Внешняя сторона", description="Клиент, поставщик: не работник компании"
    )


class WorkingConditions(Record):
    """Where and how the work is done."""

    schedule: Text | None = Field(None, title="Режим работы", description="Словами: «Понедельник–пятница, 9:00–18:00»")
    travel: Text | None = Field(
        None,
        title="Командировки и разъезды",
        description=("Куда и как часто: «Склады клиентов, до трёх дней в неделю»; если нет — «Не предусмотрены»"),
    )
    equipment: tuple[Text, ...] = Field(
        (), title="Оборудование и программы", description="Что выдают в первый день: [Ноутбук, CRM, Телефония]"
    )


class Position(JobProfile):
    """A post of this company: ``positions.yaml``. Job descriptions, staff and sales models go by position."""

    id: Id = Field(
        title="Идентификатор", description="Латиницей, через дефис; по нему на запись ссылаются другие файлы: rop"
    )
    title: Text = Field(
        title="Название должности", description="Как в штатном расписании: «Руководитель отдела продаж»"
    )
    forms: CaseForms | None = Field(
        None,
        title="Формы названия по падежам",
        description=("Пишется, только если программа склоняет название неверно; остальные падежи она найдёт сама"),
    )
    roles: tuple[RoleId, ...] = Field(
        (),
        title="Роли, которые несёт должность",
        description="Идентификаторы ролей: от них должность получает операции, нормы и обязанности",
    )
    department: DepartmentId | None = Field(
        None, title="Подразделение", description="Идентификатор подразделения из company.yaml"
    )
    category: Annotated[
        Literal["head", "specialist", "clerk", "worker"],
        Explained({"head": "руководитель", "specialist": "специалист", "clerk": "служащий", "worker": "рабочий"}),
    ] = Field("specialist", title="Категория", description="От категории зависят слова инструкции")
    reports_to: PositionId | None = Field(
        None, title="Кому подчиняется", description="Идентификатор должности начальника; у первого лица не пишется"
    )
    substitutes: PositionId | None = Field(
        None,
        title="Кто замещает",
        description="Идентификатор должности, которая исполняет обязанности на время отсутствия",
    )
    headcount: Annotated[int, Field(ge=0)] | None = Field(
        None, title="Штатных единиц", description="Сколько таких работников по штату: 6"
    )
    conditions: WorkingConditions = Field(
        default_factory=WorkingConditions, title="Условия работы", description="Режим, разъезды, рабочее место"
    )
    professional_standard: ProfessionalStandard | None = Field(
        None,
        title="Профессиональный стандарт",
        description="Если должность сверена с профстандартом; для продаж по закону не обязателен",
    )
    okpdtr: Text | None = Field(
        None, title="Код ОКПДТР", description='Шесть цифр по классификатору, в кавычках: "246000"; необязателен'
    )
    norms: tuple[AnyNorm, ...] = Field(
        (), title="Нормы должности", description="Нормы, которыми меряют саму должность: план, число открытых сделок"
    )
    publication: Publication | None = Field(
        None,
        title="Издание должностной инструкции",
        description="Номер и редакция должностной инструкции: печатаются в её шапке",
    )


class Absence(Record):
    """Days on which an employee is not expected to work."""

    start: Day = Field(title="Первый день", description="С какого дня человека нет: 2026-07-06", alias="from")
    end: Day = Field(title="Последний день", description="По какой день включительно: 2026-07-19", alias="to")
    reason: Text | None = Field(None, title="Причина", description="Отпуск, больничный, командировка")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end < self.start:
            raise disagreement(
                f"отсутствие кончается {self.end.isoformat()}, а начинается {self.start.isoformat()}",
                "to",
                tip="Поменяйте даты местами или исправьте одну из них",
            )
        return self


class Person(Record):
    """An employee: ``staff.yaml``, the only file that names people."""

    name: Text = Field(
        title="Фамилия Имя Отчество", description="Полностью и в именительном падеже: Белова Ирина Сергеевна"
    )
    gender: Annotated[Literal["m", "f"], Explained({"m": "мужской", "f": "женский"})] | None = Field(
        None, title="Пол", description="Нужен, если не виден по отчеству"
    )
    aliases: tuple[Text, ...] = Field((), title="Как записан в CRM", description="Все написания имени в выгрузках")
    position: PositionId = Field(title="Должность", description="Идентификатор должности из positions.yaml")
    hired: Day | None = Field(
        None, title="Принят", description="Первый рабочий день: 2021-06-07; раньше него работу не судят"
    )
    dismissed: Day | None = Field(None, title="Уволен", description="Последний рабочий день")
    absences: tuple[Absence, ...] = Field(
        (), title="Отсутствия", description="Отпуска и болезни: эти дни нормы не считают"
    )

    @model_validator(mode="after")
    def _leaves_after_coming(self) -> Self:
        if self.hired and self.dismissed and self.dismissed < self.hired:
            raise disagreement(
                f"{self.name}: день увольнения {self.dismissed.isoformat()} раньше дня приёма {self.hired.isoformat()}",
                "dismissed",
                tip="Исправьте hired или dismissed",
            )
        return self

"""What every norm has: an identity, a reason, a scope, limits in force from dates, and Russian words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from handbook.finding import Severity
from handbook.model.base import ClauseRef, Day, Id, PositionId, Record, RoleId, ScheduleId, Text
from handbook.model.explained import Explained
from handbook.norms.quantity import Limit, Quantity, Unit

Bound = Literal["min", "max"]

PERIOD_TITLES: dict[str, str] = {
    "day": "рабочий день",
    "week": "неделя",
    "month": "месяц",
    "quarter": "квартал",
}


class AmountRange(Record):
    """Deals of this size only, in the company's currency; both ends belong to the range."""

    min: Annotated[float, Field(ge=0)] | None = Field(
        None, title="От", description="Сделки от этой суммы включительно, в валюте учёта"
    )
    max: Annotated[float, Field(ge=0)] | None = Field(
        None, title="До", description="Сделки до этой суммы включительно, в валюте учёта"
    )


class Scope(Record):
    """Which part of the work a norm judges; an empty list means everything."""

    roles: tuple[RoleId, ...] = Field(
        (), title="Роли", description="Идентификаторы ролей: судятся те, чья должность их несёт"
    )
    positions: tuple[PositionId, ...] = Field(
        (),
        title="Должности",
        description=("Идентификаторы должностей, если роли мало: лучше называть роли, они переживут перестановку"),
    )
    employees: tuple[Text, ...] = Field(
        (), title="Сотрудники", description="Имена, как в staff.yaml; нужны редко — норма пишется для всех одинаково"
    )
    pipelines: tuple[Text, ...] = Field(
        (), title="Воронки", description="Названия воронок, как в funnel процессов: [Типовые решения]"
    )
    stages: tuple[Text, ...] = Field((), title="Стадии", description="Названия стадий, сделки на которых судятся")
    products: tuple[Text, ...] = Field((), title="Продукты", description="Названия продуктов или услуг, как в выгрузке")
    sources: tuple[Text, ...] = Field(
        (), title="Источники", description="Источники обращений, как в выгрузке: [Сайт, Выставка]"
    )
    segments: tuple[Text, ...] = Field(
        (), title="Сегменты", description="Сегменты клиентов, как в выгрузке: [Ключевой]"
    )
    amount: AmountRange | None = Field(
        None, title="Сумма сделки", description="Сделки какого размера судить: {min: 300000}"
    )


class Edition(Record):
    """A limit in force from a date until the next edition."""

    since: Day | None = Field(
        None,
        alias="from",
        title="Действует с",
        description="С какого дня действует этот предел: 2026-07-01; более ранние факты судит прежний",
    )
    min: Limit | None = Field(None, title="Не менее", description="Наименьшее допустимое, с единицей: 8, 25 %")
    max: Limit | None = Field(
        None, title="Не более", description="Наибольшее допустимое, с единицей: 30 d, 15 wmin, 20 %"
    )

    def of(self, one: str, many: str) -> str:
        """The limit with what is counted, in the genitive: «не менее 4 встреч», «от 8 до 25 открытых сделок»."""
        last = self.max or self.min
        return f"{self.words}\u00a0{last.counted(one, many)}" if last is not None else ""

    @property
    def words(self) -> str:
        """The limit in Russian: «не более 45 календарных дней», «от 10 до 40»."""
        if self.min is not None and self.max is not None:
            return f"от {self.min.words} до {self.max.words}"
        if self.max is not None:
            return f"не более {self.max.words}"
        return f"не менее {self.min.words}" if self.min is not None else ""


class Norm(Record):
    """A norm: a measurable rule with the reason for it. The kind decides what is measured."""

    #: Russian name of the kind.
    kind_title: ClassVar[str] = ""
    #: What one judged object is, in Russian: «каждая сделка», «месяц».
    judged: ClassVar[str] = ""
    #: Where the data comes from, in Russian.
    data_source: ClassVar[str] = "CRM"

    id: Id = Field(
        title="Идентификатор",
        description="Латиницей, через дефис; по нему на запись ссылаются другие файлы: n-kp-ozhidanie",
    )
    kind: str = Field(
        title="Вид нормы", description="Что измеряется и как судится; каждый вид объясняет reglament explain"
    )
    title: Text = Field(title="Название", description="Как норму назовут в отчёте: «Ожидание ответа по КП»")
    why: Text = Field(
        title="Зачем нужна", description="Что случается с продажей, если её нарушать: без этого норму обходят"
    )
    scope: Scope = Field(
        default_factory=Scope, title="На что распространяется", description="Чью и какую работу судить; пусто — всю"
    )
    severity: Annotated[
        Severity,
        Explained(
            {
                "error": "ошибка: нарушать нельзя",
                "warning": "предупреждение: повод разобраться",
                "info": "замечание: к сведению",
            }
        ),
    ] = Field(
        Severity.ERROR,
        title="Важность",
        description="Насколько тяжело нарушение; по ней команда audit решает, чем закончиться",
    )
    tolerance: Annotated[float, Field(ge=0, le=100)] = Field(
        0, title="Допуск, %", description="Какая доля нарушений ещё терпима"
    )
    source: ClauseRef | None = Field(
        None,
        title="Где установлена",
        description='Документ и пункт, которым она введена: {document: reglament-kp, clause: "3.2"}',
    )
    since: Day | None = Field(None, title="Действует с", description="Более ранние факты не судятся")
    draft: bool = Field(default=False, title="Черновик", description="Предложена, но не утверждена")

    def editions(self) -> tuple[Edition, ...]:
        """Limits in order of their dates; a kind without limits has one empty edition."""
        return (Edition(since=self.since),)

    def edition_on(self, day: date) -> Edition | None:
        """The edition in force on a day, or None when the norm was not in force yet."""
        valid = [edition for edition in self.editions() if edition.since is None or edition.since <= day]
        return valid[-1] if valid else None

    def words(self, day: date | None = None) -> str:
        """The requirement in Russian, as badges, clauses and reports show it.

        Args:
            day: The day whose edition is meant; None means the latest edition.
        """
        return self.requirement(self._edition(day))

    def period(self) -> str:
        """What one judged object is: «каждая сделка», «месяц»."""
        return self.judged

    def named_stages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every stage the norm names, with its place inside the norm; kinds with stages of their own add theirs."""
        for index, stage in enumerate(self.scope.stages):
            yield ("scope", "stages", index), stage

    def parameters(self) -> Iterator[tuple[str, Quantity, tuple[Unit, ...]]]:
        """Quantities that are no limits: their keys and the units they may have; kinds with such add theirs."""
        yield from ()

    @property
    def requires_nothing(self) -> bool:
        """Whether the parameters leave nothing to judge; kinds whose parameters are optional override it."""
        return False

    def requirement(self, edition: Edition) -> str:
        """The requirement of one edition in Russian; kinds that require more than a bare limit override it."""
        return edition.words

    def how_judged(self) -> Iterator[str]:
        """How the norm is judged, a paragraph at a time: what counts and what does not. Every kind tells its own.

        It is told to those who work by the norm, to keep it or to dispute a finding: no parameters, no columns, no
        language of developers. Those who write norms and prepare data have the page of the kind.
        """
        yield from ()

    def _edition(self, day: date | None) -> Edition:
        editions = self.editions()
        return (self.edition_on(day) if day else None) or editions[-1]


class LimitedNorm(Norm):
    """A norm with a numeric limit: one ``min``/``max``, or ``limits`` with dates they are in force from."""

    #: Bounds the kind understands and the units they may have.
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.COUNT,)

    min: Limit | None = Field(
        None,
        title="Не менее",
        description="Наименьшее допустимое число с единицей: 8, 25 %, 4; ровно предел — соблюдено",
    )
    max: Limit | None = Field(
        None,
        title="Не более",
        description=(
            "Наибольшее допустимое число с единицей: 30 d — дни, 15 wmin — рабочие минуты, 20 %; "
            "ровно предел — соблюдено"
        ),
    )
    limits: tuple[Edition, ...] = Field(
        (),
        title="Пределы по датам",
        description="Если предел менялся: список {from: дата, max: предел}; каждый факт судится по своему дню",
    )

    @property
    def limit_units(self) -> tuple[Unit, ...]:
        """Units the limits of this norm may have; kinds whose parameters decide it override this."""
        return self.units

    def editions(self) -> tuple[Edition, ...]:
        """Limits in order of their dates."""
        if not self.limits:
            return (Edition(since=self.since, min=self.min, max=self.max),)
        ordered = sorted(self.limits, key=lambda edition: edition.since or date.min)
        since = self.since
        if since is None:
            return tuple(ordered)
        # The edition that was already written when the norm came into force starts with it; older ones never judged.
        before = [edition for edition in ordered if (edition.since or date.min) <= since]
        first = [before[-1].model_copy(update={"since": since})] if before else []
        return (*first, *(edition for edition in ordered if (edition.since or date.min) > since))

    def quantities(self) -> Iterable[tuple[tuple[str | int, ...], Quantity]]:
        """Every limit with its place inside the norm, for the checks of sources."""
        places: list[tuple[tuple[str | int, ...], Any]] = [((name,), self) for name in ("min", "max")]
        places += [(("limits", index, name), item) for index, item in enumerate(self.limits) for name in ("min", "max")]
        for pointer, holder in places:
            quantity = getattr(holder, str(pointer[-1]))
            if quantity is not None:
                yield pointer, quantity

    @property
    def requires_nothing(self) -> bool:
        """Whether there is no limit to judge by."""
        return not any(True for _ in self.quantities())


class WorkingTimeNorm(LimitedNorm):
    """A norm whose limit may be in working time: of the company, or of one of its schedules."""

    schedule: ScheduleId | None = Field(
        None, title="График работы", description="По какому графику считать рабочее время; по умолчанию — компании"
    )

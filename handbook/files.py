"""What each file under ``regulations/`` holds: one record, or a list of them."""

from __future__ import annotations

from pydantic import Field

from handbook.indicators import AnyIndicator
from handbook.layout import Kind
from handbook.model.base import Record
from handbook.model.company import Company
from handbook.model.competency import CompetencyCard
from handbook.model.document import Document
from handbook.model.glossary import Term
from handbook.model.meeting import Meeting
from handbook.model.motivation import Principle
from handbook.model.operation import Operation
from handbook.model.people import Person, Position, Role
from handbook.model.process import Process
from handbook.model.profile import Profile
from handbook.model.training import Course, LearningPath
from handbook.model.waiver import Waiver
from handbook.norms import AnyNorm


class PositionsFile(Record):
    """``positions.yaml``."""

    positions: tuple[Position, ...] = Field(
        (), title="Должности", description="По записи на должность штатного расписания"
    )


class StaffFile(Record):
    """``staff.yaml``: the only file with personal data."""

    staff: tuple[Person, ...] = Field(
        (),
        title="Сотрудники",
        description="По записи на человека, уволенных не удаляют: их прошлую работу аудит судит по должности",
    )


class GlossaryFile(Record):
    """``glossary.yaml``."""

    terms: tuple[Term, ...] = Field((), title="Термины", description="Слова и сокращения, которых новичок не знает")


class NormsFile(Record):
    """``norms.yaml``: norms of the company as a whole."""

    norms: tuple[AnyNorm, ...] = Field(
        (),
        title="Нормы компании",
        description="Только те, что не относятся ни к операции, ни к процессу, ни к должности",
    )


class IndicatorsFile(Record):
    """``indicators.yaml``: what the company watches."""

    indicators: tuple[AnyIndicator, ...] = Field(
        (), title="Показатели", description="За чем следят, не наказывая: каждый показатель с причиной"
    )


class WaiversFile(Record):
    """``waivers.yaml``: breaches that are allowed for a time."""

    waivers: tuple[Waiver, ...] = Field(
        (), title="Исключения", description="Разрешённые до срока нарушения; в долю они не входят"
    )


class MeetingsFile(Record):
    """``meetings.yaml``: regular meetings with their agendas."""

    meetings: tuple[Meeting, ...] = Field((), title="Планёрки", description="Регулярные встречи с повесткой по минутам")


class TrainingFile(Record):
    """``training.yaml``: courses, and the path of a newcomer by role."""

    courses: tuple[Course, ...] = Field((), title="Обучение", description="Курсы, разборы и зачёты")
    paths: tuple[LearningPath, ...] = Field(
        (), title="Пути ввода в роль", description="Что новичок роли делает к какому дню"
    )


class CompetenciesFile(Record):
    """``competencies.yaml``: the dictionary of competencies."""

    competencies: tuple[CompetencyCard, ...] = Field(
        (), title="Компетенции", description="По карточке на компетенцию: пять уровней и способ проверки"
    )


class MotivationFile(Record):
    """``motivation.yaml``: principles of pay and praise."""

    principles: tuple[Principle, ...] = Field(
        (), title="Принципы мотивации", description="За что платят и хвалят, с оговоркой, как принцип обойдут"
    )


#: What each kind of file holds.
FILE_MODELS: dict[Kind, type[Record]] = {
    "company": Company,
    "role": Role,
    "positions": PositionsFile,
    "staff": StaffFile,
    "document": Document,
    "process": Process,
    "operation": Operation,
    "glossary": GlossaryFile,
    "norms": NormsFile,
    "indicators": IndicatorsFile,
    "waivers": WaiversFile,
    "meetings": MeetingsFile,
    "training": TrainingFile,
    "competencies": CompetenciesFile,
    "motivation": MotivationFile,
    "profile": Profile,
}

#: Files that are lists of records: where the lists stand, and the key that tells their records apart.
PARTS: dict[type[Record], tuple[tuple[str, str], ...]] = {
    StaffFile: (("staff", "name"),),
    GlossaryFile: (("terms", "id"),),
    MeetingsFile: (("meetings", "id"),),
    TrainingFile: (("courses", "id"), ("paths", "role")),
    CompetenciesFile: (("competencies", "id"),),
    MotivationFile: (("principles", "id"),),
}

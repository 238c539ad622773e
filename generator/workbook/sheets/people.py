"""Sheets of the people: roles, posts and where these stand."""

from __future__ import annotations

from generator.workbook.codecs import YES_NO, Whole
from generator.workbook.plan import Column, Plan
from generator.workbook.sheets.columns import COMPETENCY, choice, lines, ref, refs, text
from handbook.model.company import Department
from handbook.model.people import Competency, Position, Role

CATEGORIES = {"head": "руководитель", "specialist": "специалист", "clerk": "служащий", "worker": "рабочий"}
#: What a role and a post both have.
_PROFILE = (
    text("Назначение", "purpose"),
    text("Образование", "education", width=24),
    text("Стаж и опыт", "experience", width=30),
    lines("Должен знать", "knowledge"),
    lines("Должен уметь", "skills"),
    lines("Личные качества", "qualities", width=30),
    lines("Обязанности вне процессов", "duties"),
    lines("Права", "rights"),
    lines("Отвечает за", "responsibilities"),
    lines("Обучение", "training"),
    lines("Показатели", "kpi"),
)
ROLES = Plan(
    "Роли",
    "роль",
    "file",
    ("role",),
    Role,
    (
        text("Название", "title", width=30, required=True),
        text("Кратко", "short", width=18),
        Column("Внешняя сторона", ("external",), YES_NO, 10, choices=("да", "нет")),
        *_PROFILE,
    ),
    target="role",
)
POSITIONS = Plan(
    "Должности",
    "должность",
    "list",
    ("positions",),
    Position,
    (
        text("Название", "title", width=30, required=True),
        refs("Роли", "roles"),
        ref("Подразделение", "department", target="department"),
        choice("Категория", "category", CATEGORIES),
        ref("Кому подчиняется", "reports_to", target="position"),
        ref("Кто замещает", "substitutes", target="position"),
        Column("Штатных единиц", ("headcount",), Whole(), 10),
        *_PROFILE,
        text("Режим работы", "conditions", "schedule", width=24),
        text("Командировки", "conditions", "travel", width=24),
        lines("Оборудование", "conditions", "equipment", width=24),
    ),
    "positions",
    target="position",
    alone="positions.yaml",
)
ROLE_COMPETENCIES = Plan(
    "Компетенции ролей",
    "компетенция роли",
    "nested",
    ("role",),
    Competency,
    COMPETENCY,
    "competencies",
    key_title="Ключ",
    owner=("Роль", "role"),
)
DEPARTMENTS = Plan(
    "Подразделения",
    "подразделение",
    "list",
    ("company",),
    Department,
    (
        text("Название", "title", width=40, required=True),
        ref("Должность руководителя", "head", target="position"),
        ref("Вышестоящее", "parent", target="department"),
        text("Назначение", "purpose", width=50),
        lines("Задачи", "tasks", width=50),
        lines("Права", "rights", width=40),
    ),
    "departments",
    target="department",
    alone="company.yaml",
)

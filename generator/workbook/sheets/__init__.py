"""The sheets of the workbook, in their order."""

from __future__ import annotations

from generator.workbook.plan import Plan
from generator.workbook.sheets.norms import NORMS
from generator.workbook.sheets.papers import CLAUSES, DOCUMENT_FIELDS, DOCUMENTS, GLOSSARY
from generator.workbook.sheets.people import DEPARTMENTS, POSITIONS, ROLE_COMPETENCIES, ROLES
from generator.workbook.sheets.work import (
    COMPETENCIES,
    CONTROL_POINTS,
    CRM_FIELDS,
    INPUTS,
    OPERATIONS,
    OUTPUTS,
    PARTICIPANTS,
    PROCESSES,
    QUESTIONS,
    STEPS,
)

PLANS: tuple[Plan, ...] = (
    OPERATIONS,
    STEPS,
    INPUTS,
    OUTPUTS,
    PARTICIPANTS,
    CONTROL_POINTS,
    CRM_FIELDS,
    QUESTIONS,
    COMPETENCIES,
    PROCESSES,
    ROLES,
    ROLE_COMPETENCIES,
    POSITIONS,
    DEPARTMENTS,
    DOCUMENTS,
    CLAUSES,
    DOCUMENT_FIELDS,
    NORMS,
    GLOSSARY,
)

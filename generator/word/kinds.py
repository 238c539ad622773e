"""Kinds of documents: each has a template of its own and a record its template is given."""

from __future__ import annotations

from dataclasses import dataclass

from generator.word.daily_report.record import DailyReport
from generator.word.department_regulation.record import DepartmentRegulation
from generator.word.document_sheet.record import DocumentSheet
from generator.word.employee_sheet.record import EmployeeSheet
from generator.word.governing_document.record import GoverningDocument
from generator.word.inventory.record import Inventory
from generator.word.job_description.record import JobDescription
from generator.word.meeting_pack.record import MeetingPack
from generator.word.notice.record import Notice
from generator.word.operation_checklist.record import OperationChecklist
from generator.word.order.record import Order
from generator.word.overdue_list.record import OverdueList
from generator.word.process_regulation.record import ProcessRegulation


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    Attributes:
        id: Its name in English: ``job-description``; the template is called so.
        title: What a user calls it: «Должностная инструкция».
        record: What its template is given.
    """

    id: str
    title: str
    record: type

    @property
    def template(self) -> str:
        """The template inside ``templates/``, with forward slashes."""
        return f"word/{self.id}.docx"


JOB_DESCRIPTION = Kind("job-description", "Должностная инструкция", JobDescription)
PROCESS_REGULATION = Kind("process-regulation", "Регламент процесса", ProcessRegulation)
DEPARTMENT_REGULATION = Kind("department-regulation", "Положение о подразделении", DepartmentRegulation)
GOVERNING_DOCUMENT = Kind("governing-document", "Регламент, стандарт, процедура", GoverningDocument)
OPERATION_CHECKLIST = Kind("operation-checklist", "Чек-лист операции", OperationChecklist)
ORDER = Kind("order", "Приказ", Order)
INVENTORY = Kind("inventory", "Опись документов", Inventory)
DOCUMENT_SHEET = Kind("document-sheet", "Лист ознакомления с документом", DocumentSheet)
EMPLOYEE_SHEET = Kind("employee-sheet", "Лист ознакомления работника", EmployeeSheet)
NOTICE = Kind("notice", "Уведомление об изменениях", Notice)
DAILY_REPORT = Kind("daily-report", "Рапорт руководителю", DailyReport)
OVERDUE_LIST = Kind("overdue-list", "Список просрочек сотрудника", OverdueList)
MEETING_PACK = Kind("meeting-pack", "Материалы планёрки", MeetingPack)

#: Every kind there is.
KINDS: tuple[Kind, ...] = (
    JOB_DESCRIPTION,
    PROCESS_REGULATION,
    DEPARTMENT_REGULATION,
    GOVERNING_DOCUMENT,
    OPERATION_CHECKLIST,
    ORDER,
    INVENTORY,
    DOCUMENT_SHEET,
    EMPLOYEE_SHEET,
    NOTICE,
    DAILY_REPORT,
    OVERDUE_LIST,
    MEETING_PACK,
)

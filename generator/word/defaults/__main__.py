"""Write the default templates, and the list of names they may use, where the program looks for them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from generator import assets
from generator.word import kinds
from generator.word.defaults import (
    daily_report,
    department_regulation,
    document_sheet,
    employee_sheet,
    governing_document,
    inventory,
    job_description,
    meeting_pack,
    notice,
    operation_checklist,
    order,
    overdue_list,
    process_regulation,
)
from generator.word.kinds import Kind
from generator.word.vocabulary import vocabulary

#: Who makes the template of a kind.
MAKERS: Mapping[Kind, Callable[[], bytes]] = {
    kinds.JOB_DESCRIPTION: job_description.make,
    kinds.PROCESS_REGULATION: process_regulation.make,
    kinds.DEPARTMENT_REGULATION: department_regulation.make,
    kinds.GOVERNING_DOCUMENT: governing_document.make,
    kinds.OPERATION_CHECKLIST: operation_checklist.make,
    kinds.ORDER: order.make,
    kinds.INVENTORY: inventory.make,
    kinds.DOCUMENT_SHEET: document_sheet.make,
    kinds.EMPLOYEE_SHEET: employee_sheet.make,
    kinds.NOTICE: notice.make,
    kinds.DAILY_REPORT: daily_report.make,
    kinds.OVERDUE_LIST: overdue_list.make,
    kinds.MEETING_PACK: meeting_pack.make,
}


def main() -> int:
    """Write them all."""
    for kind, make in MAKERS.items():
        path = assets.templates() / kind.template
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())
    (assets.templates() / "word" / "README.md").write_bytes(vocabulary().encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Makes the binary workbooks beside it with LibreOffice: ``python -m tests.audit.ingest.made.make``."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

HERE = Path(__file__).parent
ROWS = (
    ("1234567890123456789", "Поставка «Ёлка»", 1250.5, datetime.fromisoformat("2026-01-31 12:05"), True),
    ("2", "Обслуживание", 7, datetime.fromisoformat("2026-02-01"), False),
)


def main() -> None:
    """Write ``deals.xlsx`` and let LibreOffice save it in other formats."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "deals.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
            sheet = book.add_worksheet("Сделки")
            sheet.write_row(0, 0, ["ID", "Название сделки", "Сумма", "Дата создания", "Закрыта"])
            for number, row in enumerate(ROWS, 1):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell, moment if isinstance(cell, datetime) else None)
        for kind in ("xls", "ods"):
            command = ("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind)
            subprocess.run([*command, "--outdir", str(HERE), str(path)], check=True)


if __name__ == "__main__":
    main()

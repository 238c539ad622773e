"""Rows of a notice: words an employee reads, without identifiers of the sources."""

from __future__ import annotations

import re

from generator.word.notice.content import rows
from handbook.editions.alignment import Amendment
from handbook.editions.approved import Clause


def test_identifiers_of_norms_stay_in_the_regulation() -> None:
    texts = [f"Скидка (n-skidka) — не более {limit}\u00a0%; каждая (crm-2) сделка" for limit in (10, 5)]
    before, after = (Clause("9, таблица, строка 1", text) for text in texts)
    (row,) = rows([Amendment((before,), (after,))], {"n-skidka": None})
    was, now = (re.sub("<[^>]+>", "", str(cell)) for cell in (row.before, row.after))
    assert was == "Скидка — не более 10\u00a0%; каждая (crm-2) сделка"
    assert now == was.replace("10", "5")

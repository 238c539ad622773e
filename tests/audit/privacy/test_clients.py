"""Names of clients in texts: whole ones only, and none that any text holds by chance."""

from __future__ import annotations

import pytest

from audit.privacy.clients import Clients

CODES = {
    name: f"Клиент {place}"
    for place, name in enumerate(
        ("-", "1", "2026", "КП", "сделка", "Клиент", "Вектор", "ООО Вектор", "ООО Вектор Плюс", "«Ромашка» ООО", "Лад+")
    )
}


@pytest.mark.parametrize(
    ("text", "strict", "told"),
    [
        ("сделка 2026-11: КП отправлено", True, "сделка 2026-11: КП отправлено"),
        ("поставка для ООО Вектор Плюс и ООО Вектор", True, "поставка для Клиент 8 и Клиент 7"),
        ("ООО Векторный", True, "ООО Векторный"),
        ("отгрузка «Ромашка» ООО, Лад+", True, "отгрузка Клиент 9, Клиент 10"),
        ("Вектор молчит", True, "Клиент 6 молчит"),
        ("Вектор развития", False, "Вектор развития"),
        ("Клиент ждёт ответа", False, "Клиент ждёт ответа"),
    ],
)
def test_only_whole_names_of_clients_leave_a_text(text: str, told: str, *, strict: bool) -> None:
    assert Clients(CODES).hidden(text, strict=strict) == told

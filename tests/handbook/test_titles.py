import pytest

from handbook.titles import title_text
from tests.conftest import Company


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Клиент ответил", "Клиент ответил"),
        ("КП ждёт дольше [[norm:n-kp]]", "КП ждёт дольше 7\u00a0дней"),
        ("Сделка идёт дольше [[norm:n-dlitelnost]]", "Сделка идёт дольше 30\u00a0дней"),
        ("Ниже [[norm:n-plan]]", "Ниже 90\u00a0%"),
        ("Вышел [[norm:n-kp|срок КП]]", "Вышел срок КП"),
        ("Пора в [[document:kp]]", "Пора в Коммерческое предложение"),
        ("[[operation:podgotovit-kp]] не вышло", "Подготовить КП не вышло"),
        ("Есть [[norm:gone]] и [[what:ever]]", "Есть gone и ever"),
    ],
)
def test_a_title_is_shown_with_the_limits_of_norms(company: Company, written: str, shown: str) -> None:
    assert title_text(company.reading().handbook, written) == shown

import pytest

from handbook.feedback import kind_of
from tests.conftest import Company

PLACE = "regulations/company.yaml:7:11"


@pytest.mark.parametrize(
    "written",
    [
        "reglament@vektor",
        "a@@b.ru",
        "htp://vektor.ru",
        "www.vektor.ru/forma",
        "vektor.ru/forma",
        "https://",
        "ttps://a.ru",
    ],
)
def test_what_looks_like_an_address_and_is_none_is_told(company: Company, written: str) -> None:
    company.append("regulations/company.yaml", f'feedback: "{written}"\n')
    assert [line.partition(": ")[0] for line in company.told("feedback-address")] == [PLACE]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("reglament@vektor.ru", "mail"),
        ("почта@компания.рф", "mail"),
        ("https://forms.vektor.ru/r?page={page}&title={title}", "form"),
        ("http://intranet/forma", "form"),
        ("Кабинет 5, Анна Ивановна", "words"),
        ("@reglament_bot в Telegram", "words"),
        ("@reglament_bot", "words"),
        ("javascript:alert(1)", "words"),
    ],
)
def test_addresses_and_words_are_let_pass(company: Company, written: str, kind: str) -> None:
    assert kind_of(written) == kind
    company.append("regulations/company.yaml", f'feedback: "{written}"\n')
    assert company.told("feedback-address") == []

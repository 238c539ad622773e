"""Texts without people: every form of a known name, names of strangers, phones and addresses."""

from __future__ import annotations

from time import process_time

import pytest

from audit.privacy.scrub import Scrubber
from handbook.russian.cases import Case
from handbook.russian.names import inflect_name, initials, surname_initials

PEOPLE = (
    "Белова Ирина Сергеевна",
    "Гордеев Максим Олегович",
    "Сафин Тимур Рашидович",
    "Рязанова Вера Михайловна",
    "Мухаметшина Алина Фаритовна",
    "Ким Лев Аркадьевич",
    "Шевченко Ольга",
    "Smith John",
)
CODES = {name: f"№{number}" for number, name in enumerate(PEOPLE, 1)}


@pytest.fixture(scope="module")
def scrubber() -> Scrubber:
    return Scrubber(PEOPLE, CODES.__getitem__, {"ООО «Вектор»": "Клиент X"})


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("case", list(Case))
def test_a_name_in_any_case_is_a_code(scrubber: Scrubber, name: str, case: Case) -> None:
    declined = inflect_name(name, case).text
    for written in (declined, surname_initials(declined), initials(declined), declined.split()[0], declined.upper()):
        told = scrubber.text(f"спросить у {written} завтра")
        assert told == f"спросить у {CODES[name]} завтра", written


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("перезвонить Маше Петровой", "перезвонить [имя]"),
        ("обещал Иван Петрович", "обещал [имя]"),
        ("звонить +7 (912) 345-67-89 вечером", "звонить [телефон] вечером"),
        ("8 912 345 67 89", "[телефон]"),
        ("89123456789", "[телефон]"),
        ("тел. 22-33-44", "тел. [телефон]"),
        ("(843) 222-33-44", "[телефон]"),
        ("+44 20 7946 0958", "[телефон]"),
        ("писать на i.belova@mera-potok.example", "писать на [почта]"),
        ("почта@пример.рф", "[почта]"),
        ("t.me/masha и @masha_petrova", "[ссылка] и [ссылка]"),
        ("поставка для ООО «Вектор»", "поставка для Клиент X"),
        ("Belova Irina просит", "№1 просит"),
        ("Mukhametshinoy, muhametshina", "№5, №5"),
        ("ryazanova и riazanovoi, ryazanovoj", "№4 и №4, №4"),
        ("Беловой и Гордееву", "№1 и №2"),
        ("Ирина Гордеева", "№1 №2"),
        ("звонила Анна-Мария Петрова-Водкина", "звонила [имя]"),
    ],
)
def test_people_leave_a_text(scrubber: Scrubber, text: str, told: str) -> None:
    assert scrubber.text(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "8 776 705 ₽ под вопросом",
        "сделка 2943 создана 01.10.2026, 14:30",
        "1 250 000,50 и 2026-03-05",
        "43 дня на стадии «КП отправлено» при норме не более 7 календарных дней",
        "не заполнено поле «Причина отказа»",
        "Новый запрос, Квалификация, Встреча, Тендеры",
        "верно, что верить нельзя",
        "Чек-лист переданного лида",
    ],
)
def test_what_is_no_name_stays(scrubber: Scrubber, text: str) -> None:
    assert scrubber.text(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Лид передаёт тот, кто его довёл", None),
        ("Лист оценки. Лиды без даты: 3", None),
        ("Откройте раздел «Лиды»", None),
        ("Роман и Фёдор ждут", "Роман и [имя] ждут"),
        ("Белову ждут", "№1 ждут"),
        ("Петров ждёт", "[имя] ждёт"),
    ],
)
def test_words_of_the_program_open_sentences_with_capitals(scrubber: Scrubber, text: str, told: str | None) -> None:
    assert scrubber.told(text) == (told or text)


@pytest.mark.parametrize(
    "text", ["z" * 200_000, "Ы" * 200_000, "." * 200_000, "a@" * 100_000, "8 " * 100_000, "А. " * 60_000]
)
def test_an_endless_text_is_read_once(scrubber: Scrubber, text: str) -> None:
    begun = process_time()
    scrubber.text(text)
    assert process_time() - begun < 5

import pytest

from audit.ingest.recognition.likeness import FAR_SLIP, SAME_WORDS, SLIP, STRONG_WORD, WEAK_WORD, likeness
from audit.ingest.recognition.titles import ROW_POSITION, Titles


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("Бюджет ", "Бюджет"),
        ("Бюджет ₽", "Бюджет"),
        ("Сумма, руб.", "Сумма"),
        ("Amount (USD)", "Amount"),
        ("СТАДИЯ СДЕЛКИ", "Стадия сделки"),
        ("Cтадия cделки", "Стадия сделки"),
        ("Причина отказа.", "Причина отказа"),
        ("Счёт", "Счет"),
        ("deal_id", "Deal ID"),
        ("\ufeffID", "ID"),
    ],
)
def test_a_title_is_known_however_it_is_written(header: str, title: str) -> None:
    assert Titles(["Другое", header]).find(title) == (1,)


def test_a_title_as_written_wins_over_one_that_looks_like_it() -> None:
    titles = Titles(["Бюджет ₽", "Бюджет", "Бюджет"])
    assert titles.find("бюджет") == (1, 2)
    assert titles.find("Бюджет ₽") == (0,)
    assert titles.is_written("Бюджет")
    assert not Titles(["Бюджет ₽"]).is_written("Бюджет")


def test_other_titles_are_not_known() -> None:
    titles = Titles(["Дата изменения", ""])
    assert titles.find("Дата создания") is None
    assert titles.find("") is None


def test_a_prefix_is_left_out_where_it_is_one_and_the_bare_title_wins() -> None:
    titles = Titles(["Deal - ID", "Deal - Owner", "Person - Owner", "Owner"], ("Deal",))
    assert titles.find("ID") == (0,)
    assert titles.find("Owner") == (3,)
    assert titles.find("Deal - Owner") == (1,)
    assert Titles(["Deal - ID"]).find("ID") is None


def test_a_column_may_be_called_by_its_place_or_be_the_row_number() -> None:
    titles = Titles(["А", "Б"])
    assert titles.find("@2") == (1,)
    assert titles.find("@3") is None
    assert titles.find("@row") == (ROW_POSITION,)
    assert titles.first(["Нет", "@1", "Б"]) == (0,)


@pytest.mark.parametrize(
    ("title", "wanted", "sure"),
    [
        ("Стадия сделки", "стадия  сделки", 1.0),
        ("Closing Date", "Close Date", SAME_WORDS),
        ("Даты создания", "Дата создания", SAME_WORDS),
        ("Стадия", "Стадия сделки", WEAK_WORD),
        ("Loss reason description", "Loss Reason", WEAK_WORD),
        ("dealStage", "Stage", WEAK_WORD),
        ("Client CRM", "Client", STRONG_WORD),
        ("PPC budget USD", "Budget", STRONG_WORD),
        ("Ответственный менеджер", "Ответственный", STRONG_WORD),
        ("Ответсвенный", "Ответственный", SLIP),
        ("Контракт", "Контакт", SLIP),
        ("Дата изменения", "Дата создания", 0.0),
        ("Номер сделки", "ID сделки", 0.0),
        ("Кем изменена", "Кем создана", 0.0),
        ("Имя", "Название", 0.0),
        ("", "ID", 0.0),
        ("Ид", "ID", 0.0),
    ],
)
def test_how_much_a_title_is_like_another(title: str, wanted: str, sure: float) -> None:
    assert likeness(title, wanted) == sure
    assert likeness(wanted, title) == sure
    assert FAR_SLIP < SLIP < 0.8 < WEAK_WORD


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        *(("Дата создания клиента", "Дата создания"), ("Авто", "Автор"), ("Тип клиента", "Тип"), ("Этаж", "Этап")),
        *(("State", "Status"), ("Lead Create Date", "Create Date"), ("Lead Owner", "Owner"), ("Продажа", "Продавец")),
        *(("Контракты", "Контрагент"), ("Бюджет клиента", "Бюджет"), ("Менеджер клиента", "Менеджер")),
        *(("Темп", "Тема"), ("Current", "Currency"), ("Customer Value", "Customer"), ("Value", "Valuta")),
        *(("Creator", "Created"), ("Сделка", "Номер сделки"), ("Скидка клиента", "Скидка"), ("Country", "Count")),
        *(("Lead Close Date", "Close Date"), ("Организатор", "Организация"), ("Статус клиента", "Статус")),
    ],
)
def test_what_is_named_otherwise_is_never_sure(title: str, wanted: str) -> None:
    assert likeness(title, wanted) < 0.8


def test_words_of_the_record_itself_depend_on_the_table() -> None:
    assert likeness("Дата создания лида", "Дата создания", "leads") == WEAK_WORD
    assert likeness("Дата создания лида", "Дата создания", "deals") == STRONG_WORD


def test_an_endless_title_takes_no_time() -> None:
    assert Titles(["x" + " (" * 20_000 + "y", "x" + " " * 20_000 + "y"]).find("ID") is None

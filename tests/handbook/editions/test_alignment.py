from handbook.editions.alignment import amendments
from handbook.editions.approved import Clause
from handbook.editions.clauses import Statement
from handbook.editions.keyed import keyed

CALL = "звонить клиенту в день обращения и записывать разговор в карточку сделки"
SEND = "отправлять коммерческое предложение не позднее одного рабочего дня"
REPORT = "сдавать отчёт по отказам в пятницу до 17:00"


def numbered(*texts: str, section: str = "3", title: str = "Обязанности") -> tuple[Clause, ...]:
    rows = [Clause(f"{section}.{place}", text) for place, text in enumerate(texts, 1)]
    return (Clause(section, title), *rows)


def told(before: tuple[Clause, ...], after: tuple[Clause, ...]) -> list[tuple[str, str]]:
    return [
        (" ".join(one.number for one in pair.before), " ".join(one.number for one in pair.after))
        for pair in amendments(before, after)
    ]


def test_nothing_has_changed() -> None:
    assert told(numbered(CALL, SEND), numbered(CALL, SEND)) == []


def test_the_marks_of_a_list_are_no_change() -> None:
    assert told(numbered(f"{CALL};", f"{SEND}."), numbered(f"{CALL};", f"{SEND};", REPORT)) == [("", "3.3")]


def test_a_clause_put_in_renumbers_the_others_and_is_the_only_change() -> None:
    assert told(numbered(CALL, SEND), numbered(REPORT, CALL, SEND)) == [("", "3.1")]


def test_a_clause_moved_to_another_section_is_no_change() -> None:
    before = (*numbered(CALL, SEND), *numbered(REPORT, section="4", title="Отчёты"))
    after = (*numbered(CALL), *numbered(SEND, REPORT, section="4", title="Отчёты"))
    assert told(before, after) == []


def test_a_section_put_in_before_renumbers_without_a_change() -> None:
    after = (*numbered(REPORT, section="3", title="Отчёты"), *numbered(CALL, SEND, section="4"))
    assert told(numbered(CALL, SEND), after) == [("", "3"), ("", "3.1")]


def test_a_reworded_clause_is_one_change_even_when_it_has_moved() -> None:
    reworded = SEND.replace("одного рабочего дня", "двух рабочих дней")
    assert told(numbered(CALL, SEND), numbered(REPORT, CALL, reworded)) == [("", "3.1"), ("3.2", "3.3")]


def test_a_removed_clause_stands_after_the_one_it_followed() -> None:
    reworded = REPORT.replace("17:00", "16:00")
    assert told(numbered(CALL, SEND, REPORT), numbered(CALL, reworded)) == [("3.2", ""), ("3.3", "3.2")]


def test_other_words_are_another_clause() -> None:
    assert told(numbered(CALL), numbered(REPORT)) == [("3.1", ""), ("", "3.1")]


def test_the_statement_a_clause_comes_from_holds_it_together() -> None:
    old, new = "звонить клиенту утром", "связываться с клиентом письмом утром"
    assert told(numbered(old), numbered(new)) == [("3.1", ""), ("", "3.1")]
    before = (Clause("3", "Обязанности"), Clause("3.1", old, "operation/a/steps/1"))
    after = (Clause("3", "Обязанности"), Clause("3.1", new, "operation/a/steps/1"))
    assert told(before, after) == [("3.1", "3.1")]


def test_a_step_put_in_shifts_keys_and_nothing_else() -> None:
    before = tuple(Clause(f"3.{n}", text, f"steps/{n}") for n, text in enumerate((CALL, SEND), 1))
    after = tuple(Clause(f"3.{n}", text, f"steps/{n}") for n, text in enumerate((REPORT, CALL, SEND), 1))
    assert told(before, after) == [("", "3.1")]


def test_a_clause_split_in_two_with_its_words_is_no_change() -> None:
    first, second = "звонить клиенту в день обращения", "записывать разговор в карточку сделки"
    assert told(numbered(f"{first}; {second}", REPORT), numbered(first, second, REPORT)) == []
    assert told(numbered(first, second, REPORT), numbered(f"{first}; {second}", REPORT)) == []


def test_a_clause_split_with_another_word_is_one_change() -> None:
    first, second = "звонить клиенту в день обращения", "записывать разговор в карточку сделки"
    later = second.replace("разговор", "договорённости")
    assert told(numbered(f"{first}; {second}"), numbered(first, later)) == [("3.1", "3.1 3.2")]


def test_two_clauses_made_one_are_one_change() -> None:
    first, second = "звонить клиенту в день обращения", "записывать разговор в карточку сделки"
    assert told(numbered(first, second), numbered(f"{first} и {second} и закрывать дело")) == [("3.1 3.2", "3.1")]


def test_repeated_clauses_are_counted() -> None:
    assert told(numbered(CALL, CALL), numbered(CALL)) == [("3.2", "")]


def test_printed_texts_are_recognised_by_their_words() -> None:
    statements = (
        Statement("operation/a/steps/1", "шаг 1", "Позвоните клиенту в день обращения и запишите разговор"),
        Statement("operation/a/steps/2", "шаг 2", "Отправьте коммерческое предложение за один рабочий день"),
        Statement("norm/n-srok", "Норма «Срок ответа»", "не более 3 рабочих дней"),
    )
    printed = (
        Clause("3.1", "звонить клиенту в день обращения и записывать разговор;"),
        Clause("3.2", "отправлять коммерческое предложение за один рабочий день."),
        Clause("4, таблица, строка 1", "Срок ответа — не более 3 рабочих дней; каждое обращение; CRM"),
        Clause("5.1", "Работник имеет право:"),
    )
    assert [one.source for one in keyed(printed, statements)] == [
        "operation/a/steps/1",
        "operation/a/steps/2",
        "norm/n-srok",
        None,
    ]

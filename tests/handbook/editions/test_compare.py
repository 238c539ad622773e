import pytest

from handbook.editions.compare import Change, compare
from handbook.model.operation import ENTITY_TITLES
from tests.conftest import Company

SELL = "regulations/processes/sell/prodat"
OFFER = f"{SELL}/podgotovit-kp.yaml"
REPLY = f"{SELL}/prinyat-zapros.yaml"


def changes(before: Company, after: Company) -> tuple[Change, ...]:
    return compare(before.reading().handbook, after.reading().handbook)


def told(before: Company, after: Company) -> list[str]:
    """Changes on one line each."""
    return [
        f"{change.kind} {change.what} {change.id}: "
        + "; ".join(f"{', '.join(one.where)}: {one.before} → {one.after}" for one in change.differences)
        for change in changes(before, after)
    ]


def test_the_same_sources_differ_in_nothing(company: Company, later: Company) -> None:
    later.append(OFFER, "# комментарий\n")
    text = later.text(REPLY)
    later.write(
        REPLY,
        text.replace("id: prinyat-zapros\ntitle: Принять запрос\n", "title: Принять запрос\nid: prinyat-zapros\n"),
    )
    assert changes(company, later) == ()


def test_a_new_title_under_the_same_identifier_is_a_renaming(company: Company, later: Company) -> None:
    later.replace(OFFER, "title: Подготовить КП", "title: Составить КП")
    (change,) = changes(company, later)
    assert (change.kind, change.what, change.title, change.was) == (
        "renamed",
        "operation",
        "Составить КП",
        "Подготовить КП",
    )


def test_a_new_identifier_is_another_record(company: Company, later: Company) -> None:
    later.replace("regulations/glossary.yaml", "id: kp", "id: kp-2")
    assert [line.rstrip(": ") for line in told(company, later)] == ["added term kp-2", "removed term kp"]


def test_a_limit_is_told_in_words_with_its_dates(company: Company, later: Company) -> None:
    later.replace(f"{SELL}/process.yaml", "max: 30 d", "max: 28 d")
    ((limit,),) = (change.differences for change in changes(company, later))
    assert (
        limit.before == "не более 45\u00a0календарных дней с 01.01.2026; не более 30\u00a0календарных дней с 01.07.2026"
    )
    assert (
        limit.after == "не более 45\u00a0календарных дней с 01.01.2026; не более 28\u00a0календарных дней с 01.07.2026"
    )


def test_parameters_of_a_norm_are_told_too(company: Company, later: Company) -> None:
    later.replace("regulations/positions.yaml", "severity: warning", "severity: error")
    assert told(company, later) == ["changed norm n-otkrytye: Важность: предупреждение → ошибка"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("text: Собрать КП", "text: Собрать и сверить КП", "Шаги, 1, Действие: Собрать КП → Собрать и сверить КП"),
        (
            "  - text: Собрать КП\n    document: kp\n",
            "  - text: Прочитать запрос\n  - text: Собрать КП\n    document: kp\n",
            "Шаги, 1: None → Прочитать запрос",
        ),
        (
            "  - role: rop\n    text: Проверить скидку\n",
            "",
            "Шаги, 2: Руководитель отдела продаж; Проверить скидку → None",
        ),
        ("direction: both", "direction: to", "Участники, rop, Направление: обмен → владелец передаёт"),
        ('clause: "1.1"', "clause: null", "Чем регламентируется, reglament-kp, Пункт: 1.1 → None"),
        ("owner: menedzher", "owner: rop", "Владелец: Менеджер → Руководитель отдела продаж"),
    ],
)
def test_what_is_not_as_it_was_is_found_inside_an_operation(
    company: Company, later: Company, old: str, new: str, words: str
) -> None:
    later.replace(OFFER, old, new)
    assert f"changed operation podgotovit-kp: {words}" in told(company, later)


def test_steps_that_changed_places_are_not_rewritten_by_field(company: Company, later: Company) -> None:
    later.replace(
        OFFER,
        "  - text: Собрать КП\n    document: kp\n  - role: rop\n    text: Проверить скидку\n",
        "  - role: rop\n    text: Проверить скидку\n  - text: Собрать КП\n    document: kp\n",
    )
    (change,) = changes(company, later)
    assert all(one.where[0] == "Шаги" for one in change.differences)
    assert {one.before for one in change.differences} | {one.after for one in change.differences} >= {None}


def test_prose_shows_what_people_read(company: Company, later: Company) -> None:
    later.replace(REPLY, "text: Ответить клиенту, не позже", "text: Позвонить клиенту, не позже")
    (line,) = told(company, later)
    assert "[[" not in line
    assert "30\u00a0рабочих минут" in line


def test_the_flow_of_a_process_is_compared_by_its_nodes(company: Company, later: Company) -> None:
    later.replace(f"{SELL}/process.yaml", "title: Клиент отказался", "title: Отказ записан")
    assert told(company, later) == [
        "changed process prodat: Ход процесса, otkaz, Подпись: Клиент отказался → Отказ записан"
    ]


def test_a_norm_that_moved_is_told(company: Company, later: Company) -> None:
    text = later.text(OFFER)
    norm = text[text.index("  - id: n-kp\n") : text.index("purpose:")]
    later.write(OFFER, text.replace(f"norms:\n{norm}", ""))
    later.replace(REPLY, "\nnorms:\n", f"\nnorms:\n{norm}")
    assert "changed norm n-kp: Где стоит: Подготовить КП → Принять запрос" in told(company, later)


def test_words_of_closed_lists_are_told_in_russian(company: Company, later: Company) -> None:
    later.replace(OFFER, "crm: {stage: КП отправлено}", "crm: {stage: КП отправлено, fields: [{title: Сумма}]}")
    company.replace(
        OFFER, "crm: {stage: КП отправлено}", "crm: {stage: КП отправлено, fields: [{title: Сумма, entity: lead}]}"
    )
    (line,) = told(company, later)
    assert line.endswith(f"Чья карточка: {ENTITY_TITLES['lead']} → {ENTITY_TITLES['deal']}")


def test_publication_is_no_change_of_what_a_paper_says(company: Company, later: Company) -> None:
    later.append(f"{SELL}/process.yaml", "publication: {number: РП-01, date: 2026-01-12}\n")
    assert changes(company, later) == ()


WORK = "  - operation: podgotovit-kp\n"


def timer(words: str) -> str:
    return f"{WORK}    timers: [{{timer: dolgo, {words}}}]\n"


class TestDeadlines:
    def test_a_new_one_is_told_in_words(self, company: Company, later: Company) -> None:
        later.replace(f"{SELL}/process.yaml", WORK, timer("title: Долго, to: otkaz"))
        (line,) = told(company, later)
        assert line.startswith("changed process prodat: Ход процесса, podgotovit-kp, Сроки на границе, dolgo: ")
        assert line.endswith("None → Долго: операцию прерывают, дальше «Клиент отказался»")

    def test_what_it_does_is_told_in_words(self, company: Company, later: Company) -> None:
        company.replace(f"{SELL}/process.yaml", WORK, timer("title: Долго, to: otkaz"))
        later.replace(f"{SELL}/process.yaml", WORK, timer("title: Долго, to: zaklyuchit-dogovor, interrupts: false"))
        (line,) = told(company, later)
        assert "Куда: «Клиент отказался» → «Заключить договор»" in line
        assert line.endswith("Прерывает ли операцию: да → нет")

    def test_a_limit_in_its_title_is_written_out(self, company: Company, later: Company) -> None:
        company.replace(f"{SELL}/process.yaml", WORK, timer("title: Долго, to: otkaz"))
        later.replace(f"{SELL}/process.yaml", WORK, timer('title: "Дольше [[norm:n-kp]]", to: otkaz'))
        (line,) = told(company, later)
        assert line.endswith("Подпись: Долго → Дольше 7\u00a0дней")


def test_ways_of_a_flow_are_told_by_what_they_lead_to(company: Company, later: Company) -> None:
    later.replace(f"{SELL}/process.yaml", "when: отказался, to: otkaz", "when: отказался, to: prinyat-zapros")
    later.append(f"{SELL}/process.yaml", "lanes: auto\n")
    company.append(f"{SELL}/process.yaml", "lanes: [menedzher]\n")
    (line,) = told(company, later)
    assert "Куда: «Клиент отказался» → «Принять запрос»" in line
    assert "Порядок дорожек: Менеджер → подбирает схема" in line

from handbook.editions.compare import compare
from handbook.editions.readers import Reader, readers
from tests.conftest import Company

SELL = "regulations/processes/sell/prodat"


def concerned(before: Company, after: Company) -> dict[str, Reader]:
    old, new = before.reading().handbook, after.reading().handbook
    return {reader.position: reader for reader in readers(old, new, compare(old, new))}


def papers(reader: Reader) -> set[tuple[str, str]]:
    return {(paper.what, paper.id) for paper in reader.sign}


def test_an_operation_concerns_those_who_perform_it(company: Company, later: Company) -> None:
    later.replace(f"{SELL}/zaklyuchit-dogovor.yaml", "Подписать договор", "Подписать и отправить договор")
    found = concerned(company, later)
    assert papers(found["menedzher"]) == {("process", "prodat"), ("position", "menedzher")}
    assert papers(found["rop"]) == {("process", "prodat")}, "the owner of the process signs its regulation"
    assert "direktor" not in found
    assert found["menedzher"].people == ("Иванова Анна Сергеевна",)


def test_a_norm_concerns_whom_it_judges_and_the_papers_that_cite_it(company: Company, later: Company) -> None:
    later.replace(f"{SELL}/podgotovit-kp.yaml", "max: 7 d", "max: 5 d")
    found = concerned(company, later)
    assert ("document", "reglament-kp") in papers(found["menedzher"])
    assert ("position", "menedzher") in papers(found["menedzher"])
    paper = next(paper for paper in found["menedzher"].sign if paper.id == "reglament-kp")
    assert paper.why == ("Ожидание КП",)


def test_a_working_document_is_read_and_not_signed(company: Company, later: Company) -> None:
    later.replace("regulations/documents/kp.yaml", "Каждая сделка", "Каждая сделка с ценой")
    found = concerned(company, later)
    assert found["menedzher"].sign == ()
    assert found["menedzher"].read == ("Коммерческое предложение",)


def test_what_no_paper_says_is_read_and_not_signed(company: Company, later: Company) -> None:
    later.replace(f"{SELL}/podgotovit-kp.yaml", "load: {count: 2, per: day}", "load: {count: 3, per: day}")
    found = concerned(company, later)
    assert found["menedzher"].sign == ()
    assert found["menedzher"].read == ("Подготовить КП",)


def test_a_step_of_another_role_does_not_reach_ones_own_description(company: Company, later: Company) -> None:
    later.replace(f"{SELL}/podgotovit-kp.yaml", "text: Проверить скидку", "text: Проверить скидку и срок")
    found = concerned(company, later)
    assert papers(found["rop"]) == {("process", "prodat"), ("position", "rop")}
    assert papers(found["menedzher"]) == {("process", "prodat")}


def test_the_weight_of_a_norm_is_read_and_its_limit_is_signed(company: Company, later: Company) -> None:
    later.replace("regulations/positions.yaml", "severity: warning", "severity: error")
    found = concerned(company, later)
    assert {position: reader.sign for position, reader in found.items()} == {"menedzher": ()}
    assert len(found["menedzher"].read) == 1


def test_what_was_before_the_regulation_is_not_signed(company: Company, later: Company) -> None:
    for one in (company, later):
        one.replace(f"{SELL}/process.yaml", "\nblock: ", "\nvariant: as-is\nblock: ")
    later.replace(f"{SELL}/zaklyuchit-dogovor.yaml", "Подписать договор", "Подписать и отправить договор")
    found = concerned(company, later)
    assert papers(found["menedzher"]) == {("position", "menedzher")}


def test_who_has_left_is_not_named(company: Company, later: Company) -> None:
    later.replace("regulations/staff.yaml", "hired: 2026-01-12", "hired: 2026-01-12\n    dismissed: 2026-08-31")
    later.replace("regulations/roles/menedzher.yaml", "Ведёт сделку", "Ведёт клиента")
    assert concerned(company, later)["menedzher"].people == ()


def test_a_record_that_is_gone_concerns_those_who_had_it(company: Company, later: Company) -> None:
    later.remove(f"{SELL}/zaklyuchit-dogovor.yaml")
    assert ("position", "menedzher") in papers(concerned(company, later)["menedzher"])


def test_nothing_changed_concerns_nobody(company: Company, later: Company) -> None:
    assert concerned(company, later) == {}


def test_a_norm_that_a_deadline_cites_concerns_the_regulation_of_its_process(company: Company, later: Company) -> None:
    work = "  - operation: prinyat-zapros\n"
    for one in (company, later):
        timer = '    timers: [{timer: d, title: "План ниже [[norm:n-plan]]", to: otkaz}]\n'
        one.replace(f"{SELL}/process.yaml", work, work + timer)
    later.replace("regulations/norms.yaml", "min: 90 %", "min: 80 %")
    assert ("process", "prodat") in papers(concerned(company, later)["rop"])

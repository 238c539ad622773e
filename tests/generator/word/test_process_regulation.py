from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from generator.documents.series import PROCESS_REGULATIONS
from generator.word import kinds, paper
from generator.word.people import bearer
from generator.word.pictures import Figure
from generator.word.process_regulation.content import process_regulation
from generator.word.process_regulation.matrix import matrix
from generator.word.process_regulation.record import Matrix
from generator.word.process_regulation.terms import terms
from generator.word.process_regulation.view import View
from generator.word.speech import Speech
from handbook.book import Handbook
from handbook.model.process import Process
from handbook.read import read
from handbook.work import operations_in
from tests.conftest import Company
from tests.generator.word.reading import Printed, figure, printed
from tests.generator.word.regulations import expected, generated
from tests.generator.word.vector import OPERATIONS, POSITIONS, PROCESS, write_company

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEETS = ["Лист ознакомления", "Лист регистрации изменений"]
_BARE = """
id: prodat
title: Продать со склада
block: sell
goal: Продать
trigger: Обращение
result: Оплата
"""
_BARE_OPERATION = "{{id: {name}, title: Принять обращение}}"

Regulation = Callable[..., Printed]


@pytest.fixture(scope="module")
def regulation() -> Regulation:
    """Renders the regulation of a process and reads it back, once for a company."""
    known: dict[tuple[Path, str, int], Printed] = {}

    def made(handbook: Handbook, process: str, figures: tuple[Figure, ...] = ()) -> Printed:
        key = handbook.root, process, len(figures)
        if key not in known:
            content = process_regulation(handbook, handbook.processes[process])
            known[key] = printed(paper.render(handbook, kinds.PROCESS_REGULATION, content, figures=figures))
        return known[key]

    return made


def _appendices(document: Printed) -> list[str]:
    return [text for style, text in document.paragraphs if style == "РГ Заголовок приложения"]


def _table(document: Printed, head: str) -> tuple[tuple[str, ...], ...]:
    return next(table for table in document.tables if table[0][0] == head)


def test_every_section_stands_in_its_place(vector: Handbook, regulation: Regulation) -> None:
    document = regulation(vector, "prodat", (figure(400, 300),))
    assert document.headings == [
        "Назначение и область применения",
        "Нормативные ссылки",
        "Паспорт процесса",
        "Роли и распределение ответственности",
        "Схема процесса",
        "Порядок выполнения",
        "Контрольные точки и отчётность",
        "Нормы и показатели",
        "Документы и записи",
        "Отклонения и эскалация",
        "Ответственность",
        "Порядок пересмотра",
    ]
    assert _appendices(document) == ["Схема процесса", *_SHEETS]


def test_a_process_of_which_little_is_known_has_no_empty_sections(tmp_path: Path, regulation: Regulation) -> None:
    bare = {f"processes/sell/prodat/{name}": _BARE_OPERATION.format(name=name) for name in OPERATIONS}
    root = write_company(tmp_path, **{"processes/sell/prodat/process": _BARE}, **bare)
    document = regulation(read(root).handbook, "prodat")
    assert document.headings == [
        "Назначение и область применения",
        "Нормативные ссылки",
        "Паспорт процесса",
        "Порядок выполнения",
        "Отклонения и эскалация",
        "Ответственность",
        "Порядок пересмотра",
    ]
    assert _appendices(document) == _SHEETS
    assert "None" not in document.text


def test_the_first_sections_say_what_whom_and_by_what(vector: Handbook, regulation: Regulation) -> None:
    document = regulation(vector, "prodat")
    said = document.under("Назначение и область применения")
    assert said[0] == (
        "Настоящий регламент устанавливает, кто, в каком порядке и в какие сроки выполняет процесс "
        "«Продать со склада» в ООО «Вектор-Снаб» (далее\u00a0— Процесс, Компания)."
    )
    assert said[2:] == [
        "Регламент обязаны знать и соблюдать:",
        "руководитель отдела продаж;",
        "менеджер по продажам;",
        "ассистент отдела продаж.",
    ]
    assert document.under("Нормативные ссылки")[-2:] == [
        "приём обращений (СТ-01);",
        "регламент предоставления скидок (РГ-04).",
    ]


def test_an_operation_says_who_does_what_by_when(vector: Handbook, regulation: Regulation) -> None:
    said = [text for text in regulation(vector, "prodat").under("Порядок выполнения") if text]
    assert said == [
        "Принять обращение.",
        "Ассистент отдела продаж: зарегистрируйте обращение в CRM.",
        "Менеджер по продажам: свяжитесь с клиентом. Срок: не более 15\u00a0рабочих минут.",
        "Подготовить КП.",
        "Менеджер по продажам: подготовьте коммерческое предложение по шаблону. Приложите спецификацию.",
        (
            "Менеджер по продажам: согласуйте скидку. Документ: коммерческое предложение. "
            "Утверждает: руководитель отдела продаж."
        ),
        "Менеджер по продажам: отправьте предложение клиенту. Срок: в течение двух дней.",
    ]


def test_the_passport_of_an_operation_is_not_torn_from_its_steps(regulation: Regulation, vector: Handbook) -> None:
    with ZipFile(io.BytesIO(regulation(vector, "prodat").content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    word = f"{{{root.nsmap['w']}}}"
    passports = [
        one for one in root.iter(f"{word}tbl") if "Паспорт операции" in one.find(f".//{word}tblCaption").values()
    ]
    assert passports
    for passport in passports:
        assert len(list(passport.iter(f"{word}p"))) == len(list(passport.iter(f"{word}keepNext")))


def test_norms_bear_the_codes_of_their_checks_and_drafts_do_not_stand(vector: Handbook, regulation: Regulation) -> None:
    rows = _table(regulation(vector, "prodat"), "Норма, её код и назначение")[1:]
    assert [row[0] for row in rows] == [
        "Длительность сделки (n-dlitelnost)\nСтарые сделки закрывают обзор.",
        "Время первой реакции (n-reakciya)\nСкорость.",
        "Скидка (n-skidka)\nМаржа.",
    ]
    assert rows[0][1] == "не более 45\u00a0календарных дней; с\u00a001.01.2027\u00a0— не более 30\u00a0календарных дней"


def test_what_makes_operations_late_or_lost_is_said_once(tmp_path: Path, regulation: Regulation) -> None:
    flow = PROCESS.replace(
        "  - operation: podgotovit\n",
        "  - operation: podgotovit\n"
        "    timers: [{timer: molchit, title: 'Молчит [[norm:n-dlitelnost]]', to: prinyat}]\n"
        "  - gateway: soglasen\n    title: Клиент согласен?\n    branches:\n"
        "      - {when: да, to: konec}\n      - {when: 'нет', to: otkazat}\n"
        "  - {operation: otkazat, next: konec}\n",
    )
    refusal = "{id: otkazat, title: Записать отказ, owner: menedzher, bottleneck: Забывают., crm: {stage: Отказ}}"
    root = write_company(tmp_path, **{"processes/sell/prodat/process": flow, "processes/sell/prodat/otkazat": refusal})
    document = regulation(read(root).handbook, "prodat")
    said = document.under("Отклонения и эскалация")
    assert said[1:] == [
        "Когда срок операции вышел:",
        "молчит 30\u00a0дней: «Подготовить КП» прекращают и переходят к «Принять обращение».",
        "Процесс закрывают отказом, если на развилке ответ таков:",
        "«Клиент согласен?»\u00a0— нет: «Записать отказ».",
        "Узкие места, за которыми следят прежде всего:",
        "«Записать отказ»\u00a0— забывают.",
        "Только руководитель отдела продаж решает:",
        "кому отдать запрос;",
        "дать ли скидку сверх прав менеджера.",
    ]
    assert _table(document, "Развилка")[1] == (
        "Клиент согласен?",
        "Менеджер по продажам",
        "да\u00a0— «Оплата»;\nнет\u00a0— «Записать отказ»",
    )


def _marks(given: Matrix) -> list[dict[str, str]]:
    return [
        {name: mark for name, mark in zip(given.roles, row.marks, strict=True) if mark}
        for row in given.rows
        if not row.is_head
    ]


def _rows_checked(book: Handbook, process: Process) -> int:
    """The number of rows of the matrix, all of them as the twin has them and each with one who answers."""
    given = matrix(View(book, process))
    rows = _marks(given) if given else []
    assert rows == expected(book, process, operations_in(book, process))
    assert all(sum("A" in mark for mark in row.values()) == 1 for row in rows)
    assert given is None or all(any(mark.get(name) for mark in rows) for name in given.roles)
    return len(rows)


def test_a_step_is_not_cut_at_an_abbreviation(tmp_path: Path) -> None:
    step = "Возьмите документы, в т. ч. счёт на 500 руб. за доставку и т. п. бумаги. Проверьте их"
    operation = OPERATIONS["prinyat"].partition("steps:")[0] + f"steps: [{{text: '{step}'}}]\n"
    book = read(write_company(tmp_path, **{"processes/sell/prodat/prinyat": operation})).handbook
    given = matrix(View(book, book.processes["prodat"]))
    assert given is not None
    titles = [row.title.replace("\u00a0", " ") for row in given.rows]
    assert "Возьмите документы, в т. ч. счёт на 500 руб. за доставку и т. п. бумаги" in titles


def test_exactly_one_answers_for_every_row_of_the_sample(sample: Handbook) -> None:
    assert sum(_rows_checked(sample, process) for process in sample.processes.values()) > 300


def test_exactly_one_answers_for_every_row_of_generated_processes() -> None:
    books = map(generated, range(150))
    assert sum(_rows_checked(book, book.processes["p"]) for book in books) > 500


def test_the_matrix_is_a_table_whose_grid_has_all_its_columns(vector: Handbook, regulation: Regulation) -> None:
    document = regulation(vector, "prodat")
    rows = _table(document, "Шаг")
    assert rows[0] == ("Шаг", "Ассистент отдела продаж", "Менеджер по продажам", "Руководитель отдела продаж")
    assert rows[1] == ("Принять обращение", "", "", "")
    assert rows[3][1:] == ("A", "R", "")
    assert rows[6][1:] == ("", "R", "A")
    for table in _root(document).iter(f"{_W}tbl"):
        widths = [int(column.get(f"{_W}w", "")) for column in table.iter(f"{_W}gridCol")]
        assert {len(row.findall(f"{_W}tc")) for row in table.iter(f"{_W}tr")} == {len(widths)}
        assert sum(widths) == pytest.approx(9638, abs=20)
        cells = [int(width.get(f"{_W}w", "")) for width in next(table.iter(f"{_W}tr")).iter(f"{_W}tcW")]
        assert cells == pytest.approx(widths, abs=20)


def _root(document: Printed) -> etree._Element:
    return etree.fromstring(ZipFile(io.BytesIO(document.content)).read("word/document.xml"))


def test_a_role_goes_by_its_only_position(vector: Handbook) -> None:
    assert str(bearer(vector, "assistent")) == "Ассистент отдела продаж"
    assert str(bearer(vector, "client")) == "Клиент"
    assert str(bearer(vector, "unknown")) == "unknown"


def test_roles_of_several_positions_are_explained(tmp_path: Path, regulation: Regulation) -> None:
    shared = POSITIONS.replace(
        "title: Ассистент отдела продаж, roles: [assistent]", "title: Стажёр, roles: [menedzher]"
    )
    document = regulation(read(write_company(tmp_path, positions=shared)).handbook, "prodat")
    assert _table(document, "Роль")[1:] == (("Менеджер по продажам", "менеджер по продажам, стажёр"),)


def test_what_the_process_makes_is_shown_as_plain_lines(tmp_path: Path, regulation: Regulation) -> None:
    letter = """
id: kp
title: Коммерческое предложение
kind: letter
scope: Продажи
fields: [{title: Номер, required: true}, {title: Скидка}]
sample: |-
  **КП 1** для
  клиента

  | Позиция | Цена, ₽ |
  |---|---:|
  | Терминал | 500 |

  - Срок — неделя
"""
    document = regulation(read(write_company(tmp_path, **{"documents/kp": letter})).handbook, "prodat")
    assert document.under("Образцы документов")[:6] == [
        "Коммерческое предложение",
        "Заполняют: номер; по случаю\u00a0— скидка.",
        "КП 1 для клиента",
        "Позиция | Цена, ₽",
        "Терминал | 500",
        "Срок\u00a0— неделя",
    ]


_GLOSSARY = """
terms:
  - {id: kp, term: Коммерческое предложение, abbreviation: КП, definition: Цена и срок для клиента CRM}
  - {id: crm, term: Система учёта, abbreviation: CRM, definition: Программа со сделками}
  - {id: plan, term: План, definition: Сумма месяца}
  - {id: dubl, term: Повтор, synonyms: [Вторая карточка], definition: Лишняя запись}
  - {id: vip, term: Важный клиент, abbreviation: VIP, definition: Много покупает}
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("С коммерческими предложениями не тянут", ["Коммерческое предложение (КП)", "Система учёта (CRM)"]),
        ("Отправьте КП", ["Коммерческое предложение (КП)", "Система учёта (CRM)"]),
        ("В КПСС и шКП", []),
        ("Двух планов не бывает", ["План"]),
        ("Планёрка, планировать, плановый", []),
        ("Нашли вторые карточки", ["Повтор"]),
        ("Предложение коммерческое", []),
        ("Вторая и третья карточка", []),
        ("важных клиентов", ["Важный клиент (VIP)"]),
    ],
)
def test_terms_are_those_the_text_uses_in_any_form(tmp_path: Path, text: str, found: list[str]) -> None:
    book = read(write_company(tmp_path, glossary=_GLOSSARY)).handbook
    assert [row.term for row in terms(book, Speech(book), [text])] == found


def test_a_long_regulation_has_contents_that_lead_to_its_headings(sample: Handbook, regulation: Regulation) -> None:
    document = regulation(sample, "uchastvovat-v-tendere")
    lines = [text for style, text in document.paragraphs if style == "toc 1"]
    headings = [f"{number}. {text}" for number, text in enumerate(document.headings, 1)]
    appendices = [f"Приложение №\u00a0{number}. {text}" for number, text in enumerate(_appendices(document), 1)]
    assert [line.rstrip("\t") for line in lines] == headings + appendices
    root = _root(document)
    bookmarks = {mark.get(f"{_W}name"): mark.getparent() for mark in root.iter(f"{_W}bookmarkStart")}
    anchors = [link.get(f"{_W}anchor") for link in root.iter(f"{_W}hyperlink")]
    assert len(bookmarks) == len(anchors)
    for anchor, text in zip(anchors, [*document.headings, *_appendices(document)], strict=True):
        assert "".join(bookmarks[anchor].itertext()) == text
    fields = ["".join(text.itertext()).split() for text in root.iter(f"{_W}instrText")]
    assert fields == [["PAGEREF", anchor, "\\h"] for anchor in anchors]


def test_a_short_regulation_has_none(vector: Handbook, regulation: Regulation) -> None:
    document = regulation(vector, "prodat")
    assert "Оглавление" not in document.text
    assert not list(_root(document).iter(f"{_W}bookmarkStart"))


def test_regulations_are_of_processes_as_they_are_to_be(sample: Handbook) -> None:
    names = [process.id for process in PROCESS_REGULATIONS.subjects(sample)]
    assert "prodat-tipovoe" in names
    assert "prodat-tipovoe-kak-est" not in names


@pytest.mark.parametrize("process", ["prodat-tipovoe", "upravlyat-lyudmi"])
def test_a_regulation_of_the_sample_reads_well(sample: Handbook, regulation: Regulation, process: str) -> None:
    document = regulation(sample, process)
    assert not re.search(r"\{\{|\{%|object at 0x|None|(?<!\.)\.\.(?!\.)|\[\[| ,| \.\s|;\.|\.;", document.text)
    assert all(document.under(heading) for heading in document.headings)
    names = [person.name.split()[0] for person in sample.staff]
    said = [text for heading in document.headings[:-1] for text in document.under(heading)]
    assert not [text for text in said for name in names if re.search(rf"\b{name}\b", text)]
    known = {placed.norm.id for placed in sample.norms.values()}
    codes = [re.findall(r"\((n-[\w-]+)\)", row[0]) for row in _table(document, "Норма, её код и назначение")[1:]]
    assert codes
    assert all(len(found) == 1 and found[0] in known for found in codes)


def test_any_company_gets_its_regulation(company: Company, regulation: Regulation) -> None:
    document = regulation(company.reading().handbook, "prodat")
    assert document.headings[-1] == "Порядок пересмотра"
    assert "None" not in document.text

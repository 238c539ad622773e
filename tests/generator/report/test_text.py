import re

from generator.report.text import summary
from handbook.result import Result
from tests.generator.report.stories import living, make_story


def test_the_summary_names_score_norms_people_and_files(result: Result) -> None:
    text = summary(result, ("out/audit.html", "out/audit.xlsx"))
    assert text.startswith(
        "Аудит: ООО «Мера-Поток», 12.01.2026 — 30.09.2026 (состояние на 01.10.2026)\nОценка: 82,4 из 100"
    )
    assert "НАРУШАЕТСЯ: 5\n" in text
    assert "  Разбор нового запроса — 243 из 580, 41,9\u00a0% (приближённо)\n" in text
    assert "НЕ ПРОВЕРЕНО: 2\n" in text
    assert "  Выполнение плана продаж — 0 из 54, исключений 3\n" in text
    assert text.index("Ковалёва Марина: 62,5") < text.index("Яхина Лилия: 97,6") < text.index("без ответственного")
    assert text.endswith("Файлы: out/audit.html, out/audit.xlsx\n")


def test_an_unchecked_norm_stands_under_its_own_heading(result: Result) -> None:
    block = summary(result).split("НЕ ПРОВЕРЕНО: 2\n")[1].split("\n\n")[0]
    assert "Конверсия из квалификации" in block
    assert " из 0" not in block


def test_hostile_text_cannot_steer_the_terminal(hostile: Result) -> None:
    text = summary(hostile)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    assert max(map(len, text.splitlines())) < 400
    assert len(text.splitlines()) == len(summary(hostile).split("\n")) - 1


def test_what_changed_and_what_to_do_first_is_told(result: Result) -> None:
    known = living(result)
    text = summary(known, story=make_story(known))
    assert "СРАВНЕНИЕ с аудитом на 24.09.2026 (2026-09-24.json)\n" in text
    assert "  оценка тогда: 71\n" in text
    block = text.split("С ЧЕГО НАЧАТЬ\n")[1].split("\n\n")[0].splitlines()
    assert len(block) == 4
    assert block[0].endswith((". Заполнить поле в карточке", "с руководителем", "с причиной отказа"))
    assert block[-1].startswith("  и ещё ")
    assert "С ЧЕГО НАЧАТЬ" not in summary(result)

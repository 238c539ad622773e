from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.word import package
from generator.word.checking import check_templates, copy_templates
from generator.word.checking.run import strays
from generator.word.dialect import filters
from generator.word.kinds import KINDS
from generator.word.vocabulary import FILTERS
from handbook.finding import Finding, Severity
from handbook.model.papers import Papers

Spoil = Callable[..., Path]
Told = Callable[..., list[Finding]]

TORN = "</w:t></w:r></w:p><w:p><w:r><w:t>"
#: What HR does to a template, and what it is told: code, place, message, tip.
MISTAKES = [
    (("{{ организация.кратко }}", "{{ организация.титл }}"), "template-name", "абзац 5", "нет данных", "«название»"),
    (("{{ должность|род }}", "{{ кратко }}"), "template-name", "", "«кратко»", "«организация.кратко»"),
    (("дата|цифрами }}", "дата|цифраи }}"), "template-filter", "абзац 2", "«цифраи»", "«цифрами»"),
    (("{{ документ.номер }}", "{ { документ.номер }}"), "template-tag", "", "не сходятся", "вплотную"),
    (("{{ категория }}", "{{ категория }"), "template-tag", "", "«{{ категория }", "вплотную"),
    (("Общие положения", f"{{{{ назначение{TORN}|строчная }}}}"), "template-tag", "", "разорвана", "заново"),
    (("{{ начальник|дат }}", "{{ документ }}"), "template-value", "", "стоит запись", "по частям"),
    (("Работник никому", "{{ согласование }}"), "template-value", "", "стоит список", "по частям"),
    (("{%p если начальник %}", "{%p когда начальник %}"), "template-tag", "", "«когда»", "для … в …"),
    (("Работник вправе:", "{{ профстандарт..код }}"), "template-tag", "", "записано с ошибкой", "точки"),
    (("{%p для пункт в права %}", "{%p для пункт права %}"), "template-tag", "", "цикл", "для пункт в права"),
    (("УТВЕРЖДАЮ", "{% для а в категория %}{% конец %}"), "template-value", "", "только список", "README"),
    (("{%p если права %}", "а {%p если права %}"), "template-tag", "", "рядом с меткой", "больше ничего"),
    (("{{ группа.название }}", "{{ группа.нзвание }}"), "template-name", "", "«обязанности[…]»", "«название»"),
    (("{{ группа.номер }}", "{{ группы.номер }}"), "template-name", "", "«группы»", "«группа»"),
    (("строка.показатель", "строка.показтель"), "template-name", "таблица 1, строка 3, ячейка 1", "", "«показатель»"),
    (("условия.режим", "условия.режим|словами"), "template-value", "", "не дата", "Уберите"),
    (("документ.пересмотр|словами", "стажировка"), "template-name", "", "«стажировка»", "README"),
    (("Обязан знать.", "{имя} {% если права %}"), "template-tag", "", "«{% если права %}» не закрыта", "{% конец %}"),
    (("{%tr для", "№ {%tr для"), "template-tag", "таблица 1, строка 2", "пропадёт", "строка таблицы"),
]


def test_every_template_of_the_program_is_without_a_mistake(tmp_path: Path) -> None:
    assert [finding.message for finding in check_templates(tmp_path)] == []
    assert len({kind.template for kind in KINDS}) == len(KINDS)


def test_the_guide_tells_of_every_filter() -> None:
    assert {name for alike, *_ in FILTERS for name in alike} == set(filters())


def test_all_mistakes_are_told_at_once_with_place_and_tip(spoil: Spoil, told: Told) -> None:
    findings = told(spoil(*(edit for edit, *_ in MISTAKES)))
    for _, code, place, what, tip in MISTAKES:
        fitting = [
            one
            for one in findings
            if one.code == code and place in one.message and what in one.message and tip in (one.tip or "")
        ]
        assert fitting, (code, place, what, tip, [one.message for one in findings])
    assert {finding.places[0].file for finding in findings} == {"templates/word/job-description.docx"}
    named = [one for one in findings if one.code == "template-name"]
    assert all(re.match(r"основной текст, (абзац|таблица) \d+.* «.+»: ", one.message) for one in named)


def test_an_unclosed_and_an_odd_tag(spoil: Spoil, told: Told) -> None:
    [one] = told(spoil(("Обязан знать.", "{%p если права %}")))
    assert "метка «{%p если права %}» не закрыта" in one.message
    assert one.tip == "Добавьте {%p конец %}"
    findings = told(spoil(("{%p для пункт в права %}", "Права")))
    assert any("лишняя метка «{%p конец %}»" in one.message for one in findings)


def test_a_pair_written_or_placed_apart(spoil: Spoil, told: Told) -> None:
    opened = ("Обязан знать.", f"{{% если права %}}знать{TORN}{{% конец %}}")
    assert [one.severity for one in told(spoil(opened))] == [Severity.WARNING]
    [differs] = told(spoil(("{%p для пункт в права %}", "{% для пункт в права %}")))
    assert "записаны по-разному" in differs.message
    [apart] = told(spoil(("Показатель", "{%p если права %}"), ("Норматив", "{%p конец %}")))
    assert "в разных ячейках" in apart.message


def test_a_mistake_in_a_running_title_is_placed_there(spoil: Spoil, told: Told, running: Callable[[str], str]) -> None:
    [one] = told(spoil(("{{ документ.номер }}", "{{ документ.номр }}"), part=running("документ.номер")))
    assert one.message.startswith("нижний колонтитул")
    assert one.tip == "Возможно, «номер»"


@pytest.mark.parametrize(
    "edit",
    [
        ("{%p если начальник %}", "{%р\u00a0Если  Начальник\u00a0%}"),
        ("{%tr для строка в нормы %}", "{%тр Для строка в нормы %}"),
        ("{{ начальник|дат }}", "{{\u00a0Начальник\u00ad|Дат }} {{ подчиненные }}"),
        ("{% если подразделение %}", "{%- если подразделение и категория == «специалистов» -%}"),
        ("{{ категория }}", "{{ кате</w:t></w:r><w:proofErr/><w:r><w:t>гория</w:t><w:tab/></w:r><w:r><w:t> }}"),
        (
            "{{ организация.кратко }}",
            (
                '{</w:t></w:r><w:hyperlink w:anchor="x"><w:r><w:t>{ организация.</w:t></w:r></w:hyperlink>'
                "<w:sdt><w:sdtContent><w:r><w:t>кратко }</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>}"
            ),
        ),
        ("{{ организация.кратко }}", "{{ oрганизация.крaтко }}"),
        ("Работник вправе:", "{# не забыть: {{ это }} не метка #}Работник вправе:"),
    ],
)
def test_what_word_does_to_tags_is_no_mistake(spoil: Spoil, told: Told, edit: tuple[str, str]) -> None:
    assert [one.message for one in told(spoil(edit))] == []


def test_a_trial_print_finds_what_only_data_show(spoil: Spoil, told: Told) -> None:
    findings = told(spoil(("{{ пункт }}", "{{ пункт }}.")))
    assert any("«образец;.»" in one.message for one in findings)
    [empty] = told(spoil(("Работник вправе:", ""), ("{%p если права %}", "{%p если категория %}")))
    assert "раздел «Права» окажется пустым" in empty.message
    assert "только обязательные данные" in empty.message


def test_numbers_typed_by_hand(spoil: Spoil, told: Told) -> None:
    findings = told(spoil(("Обязан знать", "1.1. Обязан знать"), ("Конец.", "2.3 Конец.")))
    assert [one.code for one in findings] == ["template-number"] * 2
    assert "его ставит стиль «РГ Пункт»" in findings[0].message.replace("а его", "его")
    assert "номер «2.3» набран вручную" in findings[1].message


def test_styles_that_no_longer_number(spoil: Spoil, told: Told) -> None:
    [gone] = told(spoil(('w:val="РГ Пункт"', 'w:val="Обычный"'), part="word/styles.xml"))
    assert "нет стиля «РГ Пункт»" in gone.message
    number = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    root = spoil((number, ""), part="word/styles.xml")
    assert told(root) == []
    own = root / "templates" / "word" / "job-description.docx"
    parts = package.read(own.read_bytes())
    lists = parts["word/numbering.xml"].decode().replace('<w:pStyle w:val="RgClause"/>', "")
    own.write_bytes(package.write(parts | {"word/numbering.xml": lists.encode()}))
    [unbound] = told(root)
    assert "стиль «РГ Пункт» отвязан от списка" in unbound.message


def test_pages_by_the_standard(spoil: Spoil, told: Told, running: Callable[[str], str]) -> None:
    root = spoil(('w:right="567"', 'w:right="200"'))
    [narrow] = (one for one in told(root) if "гриф" not in one.message)
    assert (narrow.code, narrow.severity) == ("template-page", Severity.WARNING)
    assert "30 мм слева, 4 справа" in narrow.message
    assert told(root, Papers(gost="off")) == []
    [unnumbered] = told(spoil((" PAGE ", " DATE "), part=running(" PAGE ")))
    assert "номер страницы не стоит" in unnumbered.message
    [wide] = told(spoil(('w:ind w:left="5103"', 'w:ind w:left="3000"'), part="word/styles.xml"))
    assert "гриф утверждения шириной 117 мм" in wide.message


def test_the_language_and_an_older_copy(spoil: Spoil, told: Told) -> None:
    [english] = told(spoil(('w:val="ru-RU" w:eastAsia', 'w:val="en-US" w:eastAsia'), part="word/styles.xml"))
    assert english.code == "template-language"
    [older] = told(spoil(("{{ условия.режим }}", "обычный")))
    assert (older.code, older.severity) == ("template-older", Severity.INFO)
    assert "«условия.режим»" in older.message


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "это не документ Word"),
        (b"PK\x03\x04 torn", "файл повреждён"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "закрытый паролем"),
    ],
)
def test_a_file_that_is_no_template(tmp_path: Path, told: Told, content: bytes, what: str) -> None:
    path = tmp_path / "templates" / "word" / "job-description.docx"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    [one] = told(tmp_path)
    assert one.code == "template-file"
    assert what in one.message


def test_a_part_beside_the_text_that_is_no_xml(spoil: Spoil, told: Told) -> None:
    [torn] = told(spoil(("</w:numbering>", ""), part="word/numbering.xml"))
    assert (torn.code, "файл повреждён" in torn.message) == ("template-file", True)


def test_copies_are_made_once_and_strays_are_told(tmp_path: Path) -> None:
    first = copy_templates(tmp_path, ["job-description", "Должностная инструкция", "job-descriptoin"])
    assert first.written == ("templates/word/job-description.docx",)
    assert first.unknown == (("job-descriptoin", "job-description"),)
    own = tmp_path / "templates" / "word" / "job-description.docx"
    own.write_bytes(own.read_bytes() + b"edited")
    assert copy_templates(tmp_path, ["job-description.docx"]).kept == first.written
    assert own.read_bytes().endswith(b"edited")
    assert (tmp_path / "templates" / "word" / "README.md").read_text(encoding="utf-8").startswith("# Шаблоны Word")
    assert len(copy_templates(tmp_path).written) == len(KINDS) - 1
    for name in ("job-descripion.docx", "~$job-description.docx"):
        (own.parent / name).write_bytes(b"")
    [stray] = strays(tmp_path)
    assert (stray.code, stray.places[0].file) == ("template-stray", "templates/word/job-descripion.docx")
    assert stray.tip == "Назовите его «job-description.docx»"

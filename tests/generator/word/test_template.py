from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.environment import TemplateMistakeError
from generator.word.dialect import translate
from generator.word.mistake import WordTemplateError
from generator.word.paper import load
from handbook.book import Handbook
from tests.generator.word.reading import Render

Edit = Callable[[str, str], Path]


@pytest.mark.parametrize(
    ("russian", "jinja"),
    [
        ("{% для п в список %}{{ п }}{% конец %}", "{% for п in список %}{{ п }}{% endfor %}"),
        ("{% если а и не б %}1{% иначе %}2{% конец %}", "{% if а and not б %}1{% else %}2{% endif %}"),
        ("{% если а %}1{% иначе если б %}2{% конец %}", "{% if а %}1{% elif б %}2{% endif %}"),
        ("{%- for п in список -%}{%endfor%}", "{%- for п in список -%}{% endfor %}"),
        ("{% для а в б %}{% если в %}{% конец %}{% конец %}", "{% for а in б %}{% if в %}{% endif %}{% endfor %}"),
        ("{% для\u00a0п\u00a0из\u00a0список %}{% endfor %}", "{% for п in список %}{% endfor %}"),
    ],
)
def test_russian_tags_are_those_of_jinja(russian: str, jinja: str) -> None:
    assert translate(russian).replace("  ", " ") == jinja


@pytest.mark.parametrize(
    "case",
    [
        ("{{ организация.город }}", "{{ организация.горд }}", "нет данных с именем «горд»", "«город»"),
        ("{{ организация.город }}", "{{ фирма }}", "нет данных с именем «фирма»", ""),
        ("{{ организация.город }}", "{{ организация.name }}", "нет данных с именем «name»", ""),
        ("{{ организация.город }}", "{{ должность.text.upper() }}", "нет данных с именем «text»", ""),
        ("{{ организация.город }}", "{{ должность|рот }}", "нет фильтра «рот»", "«род»"),
        ("{{ организация.город }}", "{{ согласование }}", "в {{ }} стоит список или запись", "по частям"),
        ("{{ организация.город }}", "{{ документ }}", "в {{ }} стоит список или запись", "по частям"),
        ("{{ организация.город }}", "{{ организация.город", "метка", ""),
        ("{{ организация.город }}", "{{ организация..город }}", "записана с ошибкой", "скобки"),
        ("{{ организация.город }}", "{{ организация.город|цифрами }}", "данные не подставляются", "фильтр"),
        ("{%p если начальник %}", "{%p когда начальник %}", "неизвестная метка «когда»", "для … в …"),
        ("{%p если начальник %}", "начальник", "лишняя метка {% иначе %}", "для"),
        ("{%p если назначение %}", "назначение", "лишняя метка {% конец %}", "для"),
        ("{%p для пункт в знания %}", "{% для пункт в знания %}", "не документ Word", "парами"),
    ],
)
def test_a_broken_template_is_told_in_russian_with_its_place(
    vector: Handbook, render: Render, edited: Edit, case: tuple[str, str, str, str]
) -> None:
    old, new, what, tip = case
    with pytest.raises(WordTemplateError) as caught:
        render(vector, "menedzher", template=edited(old, new))
    error = caught.value
    assert what in str(error)
    assert tip in error.tip
    assert error.where.startswith("основной текст")
    assert "mine.docx" in str(error)
    assert "Traceback" not in str(error)
    assert isinstance(error, TemplateMistakeError)


def test_the_place_quotes_the_paragraph(vector: Handbook, render: Render, edited: Edit) -> None:
    broken = edited("{{ начальник|дат }}", "{{ нечальник|дат }}")
    with pytest.raises(WordTemplateError, match="Работник подчиняется непосредственно") as caught:
        render(vector, "menedzher", template=broken)
    assert "возможно, «начальник»" in str(caught.value).lower()


def test_the_place_quotes_tags_as_they_were_written(vector: Handbook, render: Render, edited: Edit) -> None:
    written = "{% для п в знания %}{% если п и нет_такого %}да{% иначе %}нет{% конец %}{% конец %}"
    with pytest.raises(WordTemplateError, match="нет данных с именем «нет_такого»") as caught:
        render(vector, "menedzher", template=edited("{{ организация.город }}", written))
    assert written in caught.value.where


def test_an_unclosed_loop_is_told(vector: Handbook, render: Render, edited: Edit) -> None:
    with pytest.raises(WordTemplateError, match="не закрыта"):
        render(vector, "menedzher", template=edited("{%p конец %}", "конец"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not really", b"{\\rtf1 text}"])
def test_not_a_word_document(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "job.docx"
    path.write_bytes(content)
    with pytest.raises(WordTemplateError, match="не открывается как документ Word"):
        load(path)


def test_a_missing_template(tmp_path: Path) -> None:
    with pytest.raises(WordTemplateError, match="файл не открывается"):
        load(tmp_path / "none.docx")


def test_tags_torn_apart_by_word_still_work(vector: Handbook, render: Render, edited: Edit) -> None:
    torn = (
        '{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{ организация</w:t></w:r><w:r><w:t>.город }}'
    )
    document = render(vector, "menedzher", template=edited("{{ организация.город }}", torn))
    assert "г.\u00a0Екатеринбург" in [text for _, text in document.paragraphs]


def test_a_cell_emptied_by_a_condition_still_has_a_paragraph(vector: Handbook, render: Render, edited: Edit) -> None:
    between = "</w:t></w:r></w:p><w:p><w:r><w:t>"
    emptied = f"{{%p если не документ.издан %}}{between}черновик{between}{{%p конец %}}"
    document = render(vector, "menedzher", template=edited("{{ строка.содержание }}", emptied))
    assert document.tables[-1][1][2] == ""


def test_templates_are_compiled_once() -> None:
    path = Path(__file__).parents[3] / "templates" / "word" / "job-description.docx"
    assert load(path) is load(path)

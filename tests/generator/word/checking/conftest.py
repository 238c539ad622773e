from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator import assets
from generator.word import kinds, package
from generator.word.checking.run import check_template
from generator.word.defaults.front import FOOTER
from generator.word.making.maker import TemplateMaker
from generator.word.making.table import Table
from handbook.finding import Finding
from handbook.model.papers import Papers

NAME = kinds.JOB_DESCRIPTION.template
#: A small template of a job description: whoever words the real one does not break these tests.
TEXTS = """
RgApproval УТВЕРЖДАЮ
RgKind {{ документ.дата|цифрами }} № {{ документ.номер }}
Heading1 Общие положения
RgClause Инструкция определяет обязанности {{ должность|род }} в {{ организация.кратко }}.
RgClause Работник относится к категории {{ категория }}{% если подразделение %}, {{ подразделение|кавычки }}{% конец %}.
RgTag {%p если начальник %}
RgClause Работник подчиняется {{ начальник|дат }}.
RgTag {%p иначе %}
RgClause Работник никому не подчиняется.
RgTag {%p конец %}
RgTag {%p если права %}
Heading1 Права
RgClause Работник вправе:
RgTag {%p для пункт в права %}
RgItem {{ пункт }}
RgTag {%p конец %}
RgTag {%p конец %}
Heading1 Обязанности
RgClause Режим: {{ условия.режим }}, {{ документ.пересмотр|словами }}
RgTag {%p для группа в обязанности %}
RgClause {{ группа.название }}: {{ группа.номер }}
RgTag {%p для пункт в группа.пункты %}
RgSubclause {{ пункт }}
RgTag {%p конец %}
RgTag {%p конец %}
RgClause Обязан знать.
RgText Конец.
"""


@cache
def small() -> bytes:
    """The small template."""
    maker = TemplateMaker()
    maker.running_titles(FOOTER)
    for line in TEXTS.strip().splitlines():
        style, _, text = line.partition(" ")
        maker.paragraph(style, "").add_run(text)
    cells = ("{{ строка.показатель }}", "{{ строка.норматив }}")
    maker.table(Table((70, 100), ("Показатель", "Норматив"), cells, loop="строка в нормы", alt="Нормы"))
    maker.paragraph("RgBreak", "")
    return maker.finish(title="Образец")


@pytest.fixture
def spoil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Makes a company whose copy of the small template has some text of a part replaced."""
    packaged = tmp_path / "packaged"
    (packaged / NAME).parent.mkdir(parents=True)
    (packaged / NAME).write_bytes(small())
    monkeypatch.setattr(assets, "templates", lambda: packaged)

    def make(*edits: tuple[str, str], part: str = "word/document.xml") -> Path:
        parts = package.read(small())
        text = parts[part].decode()
        for old, new in edits:
            assert old in text, old
            text = text.replace(old, new, 1)
        path = tmp_path / "company" / "templates" / NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(package.write(parts | {part: text.encode()}))
        return tmp_path / "company"

    return make


@pytest.fixture
def told() -> Callable[..., list[Finding]]:
    """Checks the job description of a company."""

    def check(root: Path, papers: Papers | None = None) -> list[Finding]:
        return list(check_template(kinds.JOB_DESCRIPTION, root, papers or Papers()))

    return check


@pytest.fixture
def running() -> Callable[[str], str]:
    """Finds the running title of the small template that holds some text."""

    def find(text: str) -> str:
        parts = package.read(small())
        return next(n for n, body in parts.items() if ("header" in n or "footer" in n) and text in body.decode())

    return find

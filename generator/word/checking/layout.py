"""Styles, numbers, pages and language of a template: what makes a printed document look and count as it should."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.word.checking.report import WARNING, Draft, Report
from generator.word.checking.sheet import Sheet, sheets
from generator.word.checking.styles import Styles
from generator.word.tags import WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Styles bound to levels of the list of clauses, and what a number typed before their text looks like.
_NUMBERED = ("heading 1", "РГ Пункт", "РГ Подпункт", "РГ Перечисление")
_TYPED = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+|[–—-])[\s\u00a0]")
#: A clause outside those styles: «3.1. …».
_CLAUSE = re.compile(r"\s*\d+(?:\.\d+)+\.?[\s\u00a0]+\S")
_APPROVAL, _WIDEST = "РГ Гриф", 80.0
_FIELD = re.compile(r"\bPAGE\b")
_CLOSE = 0.5


def check_numbers(draft: Draft, report: Report) -> None:
    """Find numbers typed by hand where a style or a list should put them."""
    styles = Styles(draft.parts, draft.main)
    for spot in draft.pages[0].spots:
        name = styles.name_of(spot.element)
        if name in _NUMBERED and _TYPED.match(spot.text):
            number = spot.text.split()[0]
            what = f"номер «{number}» набран вручную, а его ставит стиль «{name}»: номеров будет два"
            report.finding("template-number", WARNING, what, "Удалите набранный номер", spot)
        elif name not in _NUMBERED and spot.within("tc") is None and _CLAUSE.match(spot.text):
            what = f"номер «{spot.text.split()[0]}» набран вручную и не изменится, когда пунктов станет больше"
            tip = "Удалите номер и назначьте абзацу стиль «РГ Пункт»"
            report.finding("template-number", WARNING, what, tip, spot)


def check_styles(draft: Draft, packaged: Draft, report: Report) -> None:
    """Find numbered styles that are gone or no longer put numbers."""
    styles = Styles(draft.parts, draft.main)
    ours = Styles(packaged.parts, packaged.main)
    needed = {ours.name_of(spot.element) for spot in packaged.pages[0].spots}
    for name in _NUMBERED:
        if name not in needed:
            continue
        if styles.by_name(name) is None:
            tip = f"Скопируйте абзац этого стиля из встроенного шаблона «{packaged.kind.id}.docx»: стиль придёт с ним"
            report.finding("template-style", WARNING, f"нет стиля «{name}»: его пункты останутся без номеров", tip)
        elif not styles.is_numbered(name):
            what = f"стиль «{name}» отвязан от списка: его пункты останутся без номеров"
            tip = "В Word: «Главная» → «Многоуровневый список» → «Определить новый», привяжите уровень к стилю"
            report.finding("template-style", WARNING, what, tip)
    if not (styles.language or "").casefold().startswith("ru"):
        what = "язык текста — не русский: переносы и проверка правописания не работают"
        tip = "Выделите весь текст и выберите «Рецензирование» → «Язык» → «Русский», «По умолчанию»"
        report.finding("template-language", WARNING, what, tip)


def check_pages(draft: Draft, packaged: Draft, report: Report) -> None:
    """Find pages that fall short of what is known of the standard."""
    main = draft.pages[0]
    found = sheets(main.root)
    # A page that comes so with the program is no sheet of a document under the standard.
    meant = {sheet.margins for sheet in sheets(packaged.pages[0].root)}
    for number, sheet in enumerate(found, 1):
        if not sheet.is_enough and sheet.margins not in meant:
            report.finding(
                "template-page",
                WARNING,
                f"поля раздела {number} — {sheet}, а стандарт просит не меньше 20, 10, 20 и 20 мм",
                "Задайте поля: «Макет» → «Поля»; либо gost: off в company.yaml, если стандарт вам не нужен",
            )
    if any(_numbers(packaged)) and not any(_numbers(draft)):
        what = "номер страницы не стоит в верхнем колонтитуле посередине"
        tip = "«Вставка» → «Номер страницы» → «Вверху страницы», по центру"
        report.finding("template-page", WARNING, what, tip)
    if found:
        _check_approval(draft, found[0], report)


def _numbers(draft: Draft) -> Iterator[bool]:
    """For every paragraph of a header with the field of the page number: whether it is centred."""
    styles = Styles(draft.parts, draft.main)
    for page in draft.pages:
        if page.title.startswith("верхний"):
            for spot in page.spots:
                if _has_field(spot.element):
                    yield styles.value(spot.element, "jc") == "center" or _has_frame(spot.element)


def _has_field(paragraph: _Element) -> bool:
    codes = [item.get(f"{WORD}instr", "") for item in paragraph.iter(f"{WORD}fldSimple")]
    codes += [item.text or "" for item in paragraph.iter(f"{WORD}instrText")]
    return any(_FIELD.search(code) for code in codes)


def _has_frame(paragraph: _Element) -> bool:
    """Word's own page numbers may stand in a frame that is centred itself."""
    frame = paragraph.find(f"{WORD}pPr/{WORD}framePr")
    return frame is not None and frame.get(f"{WORD}xAlign") == "center"


def _check_approval(draft: Draft, sheet: Sheet, report: Report) -> None:
    styles = Styles(draft.parts, draft.main)
    told: set[str] = set()
    for spot in draft.pages[0].spots:
        if styles.name_of(spot.element) != _APPROVAL:
            continue
        width = sheet.text - styles.left(spot.element)
        text = f"гриф утверждения шириной {width:.0f} мм, а строка грифа — не длиннее {_WIDEST:.0f} мм"
        if width > _WIDEST + _CLOSE and text not in told:
            told.add(text)
            tip = "Увеличьте отступ слева у стиля «РГ Гриф»"
            report.finding("template-page", WARNING, text, tip, spot)

"""The names a Word template may use, described for whoever edits it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args, get_type_hints

from generator.word.context import JobDescription
from generator.word.dialect import names

_HEAD = """# Шаблоны Word

`job-description.docx` — шаблон должностной инструкции. Чтобы изменить текст или оформление, скопируйте его в папку
`templates/word/` своей компании и правьте в Word: ваша копия важнее встроенной. Файл собирает программа
`python -m generator.word.default_template`; этот список — тоже.

## Метки

- `{{ имя }}` — данные; `{{ должность|род }}` — данные через фильтр.
- `{%p для пункт в права %}` … `{%p конец %}` — абзацы между строками повторяются для каждого пункта.
- `{%p если нормы %}` … `{%p иначе %}` … `{%p конец %}` — абзацы печатаются, только если данные есть.
- `{%tr для строка в нормы %}` … `{%tr конец %}` — повторяются строки таблицы.
- Метки с буквами `p` и `tr` занимают целый абзац и целую строку таблицы; без буквы — часть абзаца.
- Номера пунктов ставят стили «heading 1», «РГ Пункт», «РГ Подпункт», «РГ Перечисление»: в тексте их не пишут.

## Фильтры

`им`, `род`, `дат`, `вин`, `тв`, `пр` — падеж; `прописная`, `строчная` — первая буква; `кавычки` — «в кавычках»;
`цифрами`, `словами` — дата; `пункт`, `предложение` — знаки на конце.

## Имена

| Имя | Что это |
|---|---|
"""


def vocabulary() -> str:
    """The list of names as a Markdown page; an item of a list is called as in the default template."""
    rows = "".join(f"| `{name}` | {about} |\n" for name, about in _rows(JobDescription, ""))
    return _HEAD + rows


def _rows(record: type, prefix: str) -> Iterator[tuple[str, str]]:
    hints = get_type_hints(record)
    for name, (attribute, mark) in names(record).items():
        inner, many = _record_in(hints[attribute])
        yield prefix + name, mark.about
        if inner is not None:
            yield from _rows(inner, f"{prefix}{name}{'[…]' if many else ''}.")


def _record_in(hint: object) -> tuple[type | None, bool]:
    """The record a field holds, and whether it holds a list of them."""
    parts = get_args(hint) or (hint,)
    found = [part for part in parts if isinstance(part, type) and names(part)]
    return (found[0] if found else None), Ellipsis in parts

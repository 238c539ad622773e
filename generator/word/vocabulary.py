"""The names a Word template may use, described for whoever edits it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_type_hints

from generator.word.dialect import held, names
from generator.word.kinds import KINDS

_HEAD = """# Шаблоны Word

Чтобы изменить текст или оформление документов, скопируйте шаблон в папку `templates/word/` своей компании и правьте
в Word: ваша копия важнее встроенной. Встроенные шаблоны и этот список собирает `python -m generator.word.defaults`.

{templates}

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

"""


def vocabulary() -> str:
    """The list of names as a Markdown page; an item of a list is called as in the default template."""
    templates = "\n".join(f"- `{kind.id}.docx` — {kind.title.lower()}" for kind in KINDS)
    sections = [_HEAD.replace("{templates}", templates)]
    for kind in KINDS:
        rows = "".join(f"| `{name}` | {about} |\n" for name, about in _rows(kind.record, ""))
        sections.append(f"\n## Имена: {kind.title.lower()}\n\n| Имя | Что это |\n|---|---|\n{rows}")
    return "".join(sections)


def _rows(record: type, prefix: str) -> Iterator[tuple[str, str]]:
    hints = get_type_hints(record)
    for name, (attribute, mark) in names(record).items():
        inner, many = held(hints[attribute])
        yield prefix + name, mark.about
        if inner is not None:
            yield from _rows(inner, f"{prefix}{name}{'[…]' if many else ''}.")

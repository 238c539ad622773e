"""The guide to Word templates for whoever edits them: how to copy, what tags mean, which names there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_type_hints

from generator.word.dialect import held, names
from generator.word.kinds import KINDS, Kind
from generator.word.records import Act, Content

_HEAD = """# Шаблоны Word

По этим шаблонам печатаются документы. Их текст и оформление меняет кадровая служба в Word, программист не нужен.

| Файл | Что по нему печатается |
|---|---|
{templates}
## Как изменить шаблон

1. `reglament docx --copy-templates` положит копии в папку `templates/word/` вашей компании. Ваша копия важнее
   встроенного шаблона, и новая версия программы её не тронет. Копии, которые уже есть, команда не перезаписывает.
2. Правьте копию в Word или LibreOffice: слова, пункты, шрифт, поля, логотип в колонтитуле. Сохраняйте как .docx.
3. `reglament docx --check-templates` назовёт все ошибки сразу: файл, абзац или ячейку, что не так и как исправить.
4. `reglament docx` напечатает документы. Если не понравилось, удалите копию: вернётся встроенный шаблон.

Шрифт, поля и нижний колонтитул из `papers` в `company.yaml` действуют на встроенные шаблоны. Копия получает их
один раз, когда её делают, а дальше выглядит так, как вы её оставили.

## Что важно не сломать

- Номера разделов, пунктов и строк списков ставят стили «heading 1», «РГ Пункт», «РГ Подпункт», «РГ Перечисление»:
  в тексте их не пишут. Новый пункт — новый абзац того же стиля, номера сдвинутся сами.
- Стили «РГ» можно менять, но не удалять.
- Серые строки с метками «для», «если», «конец» в документ не попадают. Каждой «для» и «если» нужна своя «конец».

## Метки

- `{{ имя }}` — данные; `{{ должность|род }}` — данные через фильтр.
- `{%p для пункт в права %}` … `{%p конец %}` — абзацы между строками повторяются для каждого пункта.
- `{%p если нормы %}` … `{%p иначе %}` … `{%p конец %}` — абзацы печатаются, только если данные есть.
- `{%tr для строка в нормы %}` … `{%tr конец %}` — повторяются строки таблицы.
- `{% если подразделение %}…{% конец %}` — часть абзаца.
- `{# заметка #}` — заметка для себя, в документ не попадает.
- Условия соединяют словами «и», «или», «не».
- Метки с буквами `p` и `tr` занимают целый абзац и целую строку таблицы: больше там ничего не пишут.
- Внутри цикла: `{{ loop.index }}` — номер по порядку, `loop.first` и `loop.last` — первый ли он и последний ли.
- Кавычки, неразрывные пробелы, большие буквы и «е» вместо «ё», которые ставит сам Word, меткам не мешают.

## Фильтры

{filters}
Склоняются названия должностей и подразделений; если слово просклонялось неверно, впишите формы в `forms` в YAML.
"""
#: Filters of one sense, what they do, and an example.
FILTERS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("им", "род", "дат", "вин", "тв", "пр"), "падеж", "`{{ должность|род }}` — менеджера по продажам"),
    (("прописная", "строчная"), "первая буква", "`{{ должность|им|прописная }}` — Менеджер по продажам"),
    (("кавычки",), "в кавычках", "`{{ подразделение|кавычки }}` — «Отдел продаж»"),
    (("цифрами", "словами"), "дата", "`{{ документ.дата|словами }}` — 1 декабря 2026 г."),
    (("пункт",), "знак на конце строки списка: «;», у последней точка", "`{{ слово|пункт(loop.last) }}`"),
    (("предложение",), "большая буква и точка", "`{{ назначение|предложение }}`"),
)
_TABLE = "| Имя | Что это |\n|---|---|\n"
_TAIL = """
---

Встроенные шаблоны и этот список делает `python -m generator.word.defaults`.
"""


def vocabulary() -> str:
    """The guide as a Markdown page; names that many kinds share stand in it once."""
    templates = "".join(f"| `{kind.id}.docx` | {kind.title} |\n" for kind in KINDS)
    filters = "".join(
        f"- {', '.join(f'`{name}`' for name in alike)} — {does}: {example}\n" for alike, does, example in FILTERS
    )
    sections = [_HEAD.replace("{templates}", templates).replace("{filters}", filters)]
    acts = ", ".join(f"`{kind.id}.docx`" for kind in KINDS if issubclass(kind.record, Act))
    sections += [
        "\n## Имена во всех шаблонах\n\n",
        "`[…]` после имени значит «у каждого»: список перебирают циклом и пишут имя цикла, точку и имя поля.\n\n",
        *_table(Content, ()),
        f"\n## Имена в документах, которые утверждают\n\nЭто {acts}.\n\n",
        *_table(Act, names(Content)),
    ]
    for kind in KINDS:
        sections += _own(kind)
    return "".join([*sections, _TAIL])


def _own(kind: Kind) -> Iterator[str]:
    base = Act if issubclass(kind.record, Act) else Content
    rows = list(_table(kind.record, names(base)))
    also = "утверждаемых документов и всех шаблонов" if base is Act else "всех шаблонов"
    yield f"\n## Имена: {kind.title[:1].lower()}{kind.title[1:]}\n\n"
    yield f"Файл `{kind.id}.docx`; кроме этих — имена {also}.\n\n" if len(rows) > 1 else f"Только имена {also}.\n"
    if len(rows) > 1:
        yield from rows


def _table(record: type, without: Iterable[str]) -> Iterator[str]:
    yield _TABLE
    left_out = set(without)
    for name, about in _rows(record, ""):
        if name.split(".")[0].removesuffix("[…]") not in left_out:
            yield f"| `{name}` | {about} |\n"


def _rows(record: type, prefix: str) -> Iterator[tuple[str, str]]:
    hints = get_type_hints(record)
    for name, (attribute, mark) in names(record).items():
        inner, many = held(hints[attribute])
        yield prefix + name, mark.about
        if inner is not None:
            yield from _rows(inner, f"{prefix}{name}{'[…]' if many else ''}.")

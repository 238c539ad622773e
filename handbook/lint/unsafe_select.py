"""Запрос нормы, который отвергнет проверка (unsafe-select).

У нормы вида `custom_sql` запрос не SELECT, в нём несколько команд, он читает файлы, служебные таблицы или таблицы,
которых нет среди канонических, не называет нужных столбцов — или область нормы задана тем, чего в строках ответа
нет. Такая норма осталась бы непроверенной.

Как исправить: оставьте один SELECT (или WITH … SELECT) к каноническим таблицам со столбцами object_id, owner, at,
actual, "limit"; воронки, стадии, продукты, источники, сегменты и суммы отберите в самом запросе. Подробнее —
`reglament explain custom_sql`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.norms.custom_sql import CustomSql
from handbook.russian.text import suggest
from handbook.source.locate import Spot
from handbook.tables import TABLE

_ANSWER = ("object_id", "owner", "at", "actual", "limit")
_SCOPE = ("pipelines", "stages", "products", "sources", "segments", "amount")
#: Comments and texts are no words of a query.
_TOKEN = re.compile(
    r"--[^\n]*|/\*.*?\*/|(?P<text>'(?:[^']|'')*')|\"(?P<quoted>(?:[^\"]|\"\")*)\"|(?P<word>\w+)|(?P<sign>[^\s\w])",
    re.DOTALL,
)
_FORBIDDEN = re.compile(
    r"read_\w+|parquet_\w+|sniff_csv|glob|getenv|current_setting|getvariable|pragma_\w+|duckdb_\w+|query(_table)?"
)
#: Functions that use the word FROM in a way of their own.
_OWN_FROM = frozenset({"extract", "substring", "trim", "overlay", "position"})


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every norm of the company's own whose query would be refused."""
    for placed in handbook.norms.values():
        norm = placed.norm
        if not isinstance(norm, CustomSql):
            continue
        spot = handbook.spot(norm)
        yield from _query(norm.select, spot.at("select"), _ANSWER)
        if norm.population is not None:
            yield from _query(norm.population, spot.at("population"), ("object_id",))
        for name in _SCOPE:
            if getattr(norm.scope, name):
                message = f"в области своей нормы «{norm.title}» не бывает {name}: в строках ответа этого нет"
                yield Remark(message, (spot.at("scope", name),), "Отберите нужное в самом запросе")


def _query(text: str, spot: Spot, answer: tuple[str, ...]) -> Iterator[Remark]:
    tokens = [match for match in _TOKEN.finditer(text) if match.lastgroup]
    words = [found["quoted"] or found[0].lower() for found in tokens]
    if not words or words[0] not in {"select", "with"}:
        yield Remark("запрос нормы - не SELECT", (spot,), "Запрос нормы только читает: SELECT … или WITH … SELECT …")
        return
    if ";" in words[:-1]:
        yield Remark("в запросе нормы несколько команд", (spot,), "Оставьте один SELECT без точек с запятой")
    for word, found, following in zip(words, tokens, words[1:], strict=False):
        if following == "(" and _FORBIDDEN.fullmatch(word):
            message = f"функция {word} в запросе нормы не разрешена"
            yield Remark(message, (spot.at(words=found[0]),), "Запрос читает только таблицы выгрузки")
    for before, table in _tables(tokens, words):
        where, name = spot.at(words=text[before.start() : table.end()]), (table["quoted"] or table[0]).lower()
        if table["text"]:
            yield Remark(f"запрос нормы читает файл {name}", (where,), "Запрос читает только таблицы выгрузки")
        elif name not in TABLE:
            near = suggest(name, list(TABLE))
            hint = f"Возможно, вы имели в виду «{near}»" if near else f"Есть таблицы: {', '.join(TABLE)}"
            yield Remark(f"таблицы «{name}» нет среди канонических", (where,), hint)
    absent = [name for name in answer if name not in words]
    if absent and "*" not in words:
        tip = f"Нужны столбцы: {', '.join(answer)}"
        yield Remark(f"в запросе нормы не названы столбцы: {', '.join(absent)}", (spot,), tip)


def _tables(tokens: list[re.Match[str]], words: list[str]) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """FROM or JOIN with what stands after it, parts that the query itself names left out."""
    parts = {
        words[index]
        for index in range(len(words) - 2)
        if words[index + 1] == "as" and words[index + 2] == "(" and index and words[index - 1] in {"with", ","}
    }
    opened: list[str] = []
    for index, word in enumerate(words[:-1]):
        if word == "(":
            opened.append(words[index - 1] if index else "")
        elif word == ")" and opened:
            opened.pop()
        elif word in {"from", "join"} and tokens[index]["word"]:
            plain = not (opened and opened[-1] in _OWN_FROM) and not (index and words[index - 1] == "distinct")
            called = index + 2 < len(words) and words[index + 2] == "("
            if plain and not called and not tokens[index + 1]["sign"] and words[index + 1].lower() not in parts:
                yield tokens[index], tokens[index + 1]


RULE = Rule("unsafe-select", Severity.ERROR, check, __doc__)

"""Имя сотрудника в тексте (named-person).

Операция, роль или документ называет человека из `staff.yaml` по фамилии или по имени и отчеству. Регламенты и
должностные инструкции говорят о должностях: уйдёт человек — и подписанный документ станет неверным. Имена сами встают
там, где им место: в грифе утверждения, в подписях и в листах ознакомления.

Фамилия, которая в языке значит что-то ещё («Белый», «Мороз»), считается именем, только если рядом стоит имя или
инициал. Цитаты в «кавычках» и образцы документов не проверяются.

Как исправить: назовите роль или должность.

    text: Отдайте договор Беловой                    # плохо
    text: Отдайте договор коммерческому директору    # хорошо
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.prose import prose, unquoted
from handbook.lint.rule import Remark, Rule
from handbook.model.people import Person

_CAPITALISED = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*")
_NEAR = 40
#: So many first letters of a name tell which texts to look at at all.
_BEGINNING = 4
#: From this probability on, a surname is also a word: «Мороз», but not «Петров» of «Петров день».
_COMMON = 0.1
_NAMES = ("Surn", "Name", "Patr")
_INITIAL = re.compile(r"[А-ЯЁ]\.")


@dataclass(frozen=True, slots=True)
class _Known:
    """Forms of a person's names in every case, «ё» as «е»."""

    person: Person
    names: frozenset[str]
    common: bool


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every text that names an employee, once for each employee."""
    if not handbook.staff:
        return
    surnames, patronymics = _forms(handbook)
    beginnings = {word[:_BEGINNING].capitalize() for word in (*surnames, *patronymics)}
    likely = re.compile("|".join(sorted(re.escape(word).replace("е", "[её]") for word in beginnings)))
    for written in prose(handbook):
        if not likely.search(written.text):
            continue
        own = unquoted(written.text)
        told = set()
        for found in _CAPITALISED.finditer(own):
            word = _fold(found[0])
            known = surnames.get(word)
            around = own[max(0, found.start() - _NEAR) : found.end() + _NEAR]
            if known is None:
                known = patronymics.get(word)
                if known is None or not _beside(around, known):
                    continue
            elif known.common and not _beside(around, known) and not _INITIAL.search(around):
                continue
            if known.person.name not in told:
                told.add(known.person.name)
                yield Remark(
                    f"текст называет человека: «{found[0]}» — {known.person.name}",
                    (handbook.spot(written.record, *written.pointer, words=found[0]),),
                    "Назовите роль или должность: люди меняются, а документ подписан",
                )


def _fold(word: str) -> str:
    return word.casefold().replace("ё", "е")


def _beside(around: str, known: _Known) -> bool:
    return any(_fold(found[0]) in known.names for found in _CAPITALISED.finditer(around))


def _forms(handbook: Handbook) -> tuple[dict[str, _Known], dict[str, _Known]]:
    """Employees by every form of the surname, and by every form of the patronymic."""
    # The dictionary is loaded only when there is something to ask it.
    from handbook.russian import Case, decline_person, parse_name
    from handbook.russian.morphology import readings

    surnames: dict[str, _Known] = {}
    patronymics: dict[str, _Known] = {}
    for person in handbook.staff:
        name = parse_name(person.name, person.gender)
        cases = [decline_person(name, case)[0] for case in Case]
        word = name.surname.lower()
        others = (r for r in readings(word) if r.known and r.lemma == word and not r.any(_NAMES))
        common = sum(reading.score for reading in others) >= _COMMON
        names = frozenset(_fold(case.name) for case in cases if case.name and not case.name.endswith("."))
        known = _Known(person, names, common)
        for case in cases:
            surnames.setdefault(_fold(case.surname), known)
            if case.patronymic and not case.patronymic.endswith("."):
                patronymics.setdefault(_fold(case.patronymic), known)
    return surnames, patronymics


RULE = Rule("named-person", Severity.WARNING, check, __doc__)

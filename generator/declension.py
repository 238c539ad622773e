"""Every title in every case as a page of text: what a person reads through before the first documents are printed."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.declension import Declined, Form, people, titles
from handbook.read import Reading
from handbook.russian import Case, counted

_WHAT = {
    "role": "Роль",
    "position": "Должность",
    "department": "Подразделение",
    "document": "Документ",
    "person": "Сотрудник",
}
_CASES: dict[Case, str] = {
    Case.GENITIVE: "кого, чего",
    Case.DATIVE: "кому, чему",
    Case.ACCUSATIVE: "кого, что",
    Case.INSTRUMENTAL: "кем, чем",
    Case.PREPOSITIONAL: "о ком, о чём",
}
_MARKS = {"written": "  (вписано в forms)", "doubtful": "  (сомнительно)", "sure": ""}


def table(reading: Reading) -> str:
    """All forms of all titles and names, the doubtful ones marked, with what to write into the sources.

    Args:
        reading: What was read of a company.
    """
    found = [*titles(reading.handbook), *people(reading.handbook)]
    doubtful = [declined for declined in found if declined.doubtful]
    lines = [line for declined in found for line in _block(reading, declined)]
    forms = sum(len(declined.forms) for declined in found)
    lines.append(f"Итого: {_named(len(found))}, {counted(forms, 'форма', 'формы', 'форм')}; {_verdict(doubtful)}")
    return "\n".join(lines) + "\n"


def _block(reading: Reading, declined: Declined) -> Iterator[str]:
    place = reading.place(declined.spot)
    yield f"{_WHAT[declined.what]} «{declined.title}»  {place}"
    for form in declined.forms:
        yield f"    {_CASES[form.case]:<14}{form.text}{_MARKS[form.source]}"
    if declined.doubtful and declined.what == "person":
        yield "    проверьте; если дело в поле, впишите рядом gender: m или gender: f"
    elif declined.doubtful:
        yield "    проверьте и впишите под title:"
        yield "      forms:"
        yield from (_written(form) for form in declined.doubtful)
    yield ""


def _written(form: Form) -> str:
    """A line of YAML; a form with marks that YAML reads otherwise is quoted."""
    plain = not any(mark in form.text for mark in ":#\"'{}[]")
    text = form.text if plain else '"' + form.text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"        {form.case.value}: {text}"


def _named(number: int) -> str:
    return counted(number, "название", "названия", "названий")


def _verdict(doubtful: list[Declined]) -> str:
    if not doubtful:
        return "сомнительных нет."
    forms = sum(len(declined.doubtful) for declined in doubtful)
    return f"сомнительны {counted(forms, 'форма', 'формы', 'форм')} ({_named(len(doubtful))})."

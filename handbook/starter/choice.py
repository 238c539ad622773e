"""What a new company says of itself, and the forms its name is used in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from handbook.sales_models import SalesModel, model

#: Blanks that are plain to see on every page and in every document, and sound all the same.
DEFAULT_NAME, DEFAULT_CITY = "ООО «Ваша компания»", "Ваш город"

_FORMS = {
    "ООО": "Общество с ограниченной ответственностью",
    "АО": "Акционерное общество",
    "ПАО": "Публичное акционерное общество",
    "НАО": "Непубличное акционерное общество",
    "ИП": "Индивидуальный предприниматель",
}
#: The form of a business whose name is that of a person, and stands without quotation marks.
_PERSON = "ИП"
_QUOTED = re.compile(r"«(?P<bare>.+)»")
_STRAIGHT = re.compile(r"[\"“„](?P<inner>[^\"“”„]+)[\"“”]")
#: The name goes into the prose of the library, where other signs would be markup of YAML or Markdown.
_PLAIN = re.compile(r"[\w «».,&+№'’!()/–—-]+")


class OddNameError(ValueError):
    """A name that cannot be written into the texts of the library."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a company is called, where it is, how it sells.

    Attributes:
        name: Its full name, as in the charter.
        short_name: The name documents use: ООО «Вектор».
        bare: What stands between the quotation marks.
        city: Where it is.
        model: Its sales model.
        day: The date its first drafts bear.
    """

    name: str
    short_name: str
    bare: str
    city: str
    model: SalesModel
    day: date


def chosen(name: str, city: str, sales_model: str, day: date) -> Choice:
    """What a company says of itself as the sources need it.

    Args:
        name: Its name as people write it: ООО "Вектор", ООО «Вектор», Вектор.
        city: Where it is.
        sales_model: One of the shipped models.
        day: The date its first drafts bear.

    Raises:
        OddNameError: The name or the city holds signs that texts cannot bear; the message says which.
        KeyError: There is no such model.
    """
    short = _tidy(_STRAIGHT.sub(lambda match: f"«{match['inner']}»", name), "названии")
    form, _, rest = short.partition(" ")
    if form in _FORMS and form != _PERSON and rest and "«" not in rest:
        rest = f"«{rest}»"
        short = f"{form} {rest}"
    quoted = _QUOTED.search(short)
    full = f"{_FORMS[form]} {rest}" if form in _FORMS and rest else short
    bare = re.sub(r"[^\w &+№!.–—-]", "", quoted["bare"] if quoted else short).strip()
    return Choice(full, short, bare or short, _tidy(city, "названии города"), model(sales_model), day)


def _tidy(text: str, where: str) -> str:
    text = " ".join(text.split())
    if not any(sign.isalnum() for sign in text):
        raise OddNameError(f"в {where} нет ни одной буквы")
    odd = "".join(dict.fromkeys(_PLAIN.sub("", text)))
    if odd:
        raise OddNameError(f"в {where} есть знаки, которых тексты не вынесут: {' '.join(odd)}")
    return text

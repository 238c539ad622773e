"""Адрес для отзывов с опечаткой (feedback-address).

В `company.yaml` в ключе `feedback` стоит одно слово, похожее на почту или на адрес страницы, но ни тем, ни другим оно
не является. Внизу каждой страницы сайта вместо ссылки «Сообщить об ошибке или неясности» будет просто этот текст, и
читатель никуда не напишет.

Как исправить: исправьте адрес. Почта пишется целиком, адрес формы — вместе с `https://`; в адресе формы `{page}` и
`{title}` заменяются на адрес и название страницы, с которой пишут.

    feedback: reglament@vektor.ru
    feedback: https://forms.vektor.ru/reglament?page={page}&title={title}

Словами писать тоже можно: «Кабинет 5, Анна Ивановна» на сайте так и останется текстом.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.feedback import trouble_of
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """An address readers cannot write to."""
    written = handbook.company.feedback
    trouble = trouble_of(written) if written else None
    if trouble:
        yield Remark(
            f"«{written}» {trouble}",
            (handbook.spot(handbook.company, "feedback"),),
            "Напишите почту целиком (reglament@vektor.ru) или адрес формы вместе с https://",
        )


RULE = Rule("feedback-address", Severity.WARNING, check, __doc__)

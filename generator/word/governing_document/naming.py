"""How a governing document is called: its kind from its title when the title begins with one."""

from __future__ import annotations

from generator.word.governing_document.record import Naming
from generator.word.words import Title, instrumental, quoted, tidy
from handbook.model.document import KIND_TITLES, Document
from handbook.russian import along_with, lower_first

#: Words a title may begin with, whatever the kind of the record, and how what is approved agrees with them.
_KINDS = {
    "регламент": ("УТВЕРЖДЁН", "его"),
    "стандарт": ("УТВЕРЖДЁН", "его"),
    "порядок": ("УТВЕРЖДЁН", "его"),
    "процедура": ("УТВЕРЖДЕНА", "её"),
    "инструкция": ("УТВЕРЖДЕНА", "её"),
    "политика": ("УТВЕРЖДЕНА", "её"),
    "методика": ("УТВЕРЖДЕНА", "её"),
    "положение": ("УТВЕРЖДЕНО", "его"),
    "правила": ("УТВЕРЖДЕНЫ", "их"),
}


def naming(document: Document) -> Naming:
    """«Регламент ведения CRM» → РЕГЛАМЕНТ / ведения CRM; «Прайс и скидки» → РЕГЛАМЕНТ / «Прайс и скидки»."""
    title = tidy(document.title)
    first, _, rest = title.partition(" ")
    word = first.casefold()
    if word in _KINDS and rest:
        subject = lower_first(rest)
    else:
        word, subject = KIND_TITLES[document.kind], quoted(title)
    approved, its = _KINDS[word]
    return Naming(word.upper(), subject, approved, Title(word), along_with(instrumental(word)), its)

"""What a position is guided by: regulations of its processes and of its operations, one item for each kind."""

from __future__ import annotations

from generator.word.job_description.post import Post
from generator.word.words import listed, quoted, tidy, title_of
from handbook.model.document import KIND_TITLES, Document
from handbook.russian import Case, inflect

#: The word a title of the kind begins with: «Сценарий первого звонка».
_KINDS = {**KIND_TITLES, "script": "сценарий"}
#: Several documents of a kind, in the instrumental case.
_MANY = {
    "regulation": "регламентами",
    "standard": "стандартами",
    "procedure": "процедурами",
    "script": "сценариями",
    "template": "шаблонами",
    "plan": "планами",
    "report": "отчётами",
    "form": "формами",
    "register": "реестрами",
    "record": "записями в CRM",
    "letter": "документами клиенту",
    "incoming": "документами клиента",
}


def governed_by(post: Post) -> tuple[str, ...]:
    """Items in the instrumental case; the template puts the code and the company's rules before them."""
    processes = [f"{quoted(process.title)}{_in_brackets(process.publication)}" for process in post.processes]
    texts = [f"регламентом процесса {processes[0]}"] if len(processes) == 1 else []
    if len(processes) > 1:
        texts = [f"регламентами процессов: {', '.join(processes)}"]
    by_kind: dict[str, dict[str, Document]] = {}
    for operation in post.work:
        for reference in operation.governed_by:
            document = post.handbook.documents.get(reference.document)
            if document:
                by_kind.setdefault(document.kind, {}).setdefault(document.id, document)
    texts += [_of_kind(kind, list(documents.values())) for kind, documents in by_kind.items()]
    return listed(texts, closed=False)


def _of_kind(kind: str, documents: list[Document]) -> str:
    if len(documents) > 1:
        names = sorted(map(_named, documents), key=lambda name: name.startswith("«"))
        return f"{_MANY[kind]}: {', '.join(names)}"
    (document,) = documents
    number = _in_brackets(document.publication)
    declined = _declined(document)
    if declined:
        return declined + number
    titled = tidy(document.title).casefold().startswith(f"{_KINDS[kind]} ")
    # A title that names the kind itself and cannot be declined for certain stays in quotation marks.
    word = "документом" if titled else inflect(_KINDS[kind], Case.INSTRUMENTAL).text
    return f"{word} {quoted(document.title)}{number}"


def _named(document: Document) -> str:
    """A document after the name of its kind: «ведения CRM (РВ-01)», else its title in quotation marks."""
    kind = inflect(_KINDS[document.kind], Case.INSTRUMENTAL).text
    declined = _declined(document) or ""
    rest = declined.removeprefix(f"{kind} ")
    title = rest if declined and rest != declined else quoted(document.title)
    return title + _in_brackets(document.publication)


def _declined(document: Document) -> str | None:
    """The title in the instrumental case: «регламентом ведения CRM».

    Only of one that begins with the kind and is declined without a doubt: the dictionary changes its first word alone.
    """
    kind, title = _KINDS[document.kind], tidy(document.title)
    if not title.casefold().startswith(f"{kind} "):
        return None
    declined, certain = title_of(title, document.forms).cased(Case.INSTRUMENTAL)
    written = document.forms is not None and document.forms.instrumental is not None
    expected = inflect(kind, Case.INSTRUMENTAL).text + title[len(kind) :]
    return declined if written or (certain and declined == expected) else None


def _in_brackets(published: object) -> str:
    number = getattr(published, "number", None)
    return f" ({tidy(number)})" if number else ""

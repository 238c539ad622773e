"""Answers in which a service says why it gives no data: an export script saves them like any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audit.ingest.error import IngestError, failure
from audit.ingest.rest.jsontable import as_text
from audit.ingest.rest.jsonwalk import Path
from handbook.finding import Finding, Place, Severity

#: Where services put their words, the name of the mistake first: Bitrix24, Salesforce, HubSpot, amoCRM, RetailCRM, 1С.
_WORDS: tuple[tuple[Path, ...], ...] = (
    (("error",), ("error_description",)),
    (("errorCode",), ("message",)),
    (("category",), ("message",)),
    (("title",), ("detail",)),
    (("error",), ("error_info",)),
    (("errorMsg",),),
    (("odata.error", "code"), ("odata.error", "message", "value")),
    (("error", "code"), ("error", "message", "value")),
    (("error", "code"), ("error", "message")),
    (("error",),),
)
_LENGTH = 300
_TIP = "Файл хранит отказ сервиса, а не данные: проверьте ключ, права и частоту запросов и выгрузите данные ещё раз"
_PART = "result_error"


def refusal(scalars: Mapping[Path, Any], file: str) -> IngestError | None:
    """The error that quotes a service; None when it did not refuse.

    Args:
        scalars: The values of the answer that stand beside its lists.
        file: Its name for people.
    """
    words = _words(scalars)
    if not words:
        return None
    return failure("rest-error", f"сервис CRM ответил отказом: {words}", Place(file), tip=_TIP)


def refused_in_part(scalars: Mapping[Path, Any], file: str) -> Iterator[Finding]:
    """Remarks on the commands of a batch that the service refused."""
    parts: dict[Path, dict[Path, Any]] = {}
    for path, value in scalars.items():
        if _PART in path[:-1]:
            at = path.index(_PART) + 2
            parts.setdefault(path[:at], {})[path[at:]] = value
    for path, part in parts.items():
        words = _words(part)
        if words:
            message = f"сервис CRM отклонил запрос «{path[-1]}» из пакета: {words}"
            yield Finding("rest-error", Severity.WARNING, message, (Place(file, field=path[-1]),), _TIP)


def _words(scalars: Mapping[Path, Any]) -> str | None:
    if scalars.get(("success",)) is True:
        return None
    # HubSpot says so in its status and may tell nothing else.
    hubspot = ((("message",),),) if scalars.get(("status",)) == "error" else ()
    for paths in (*_WORDS, *hubspot):
        texts = [as_text(scalars.get(path)) for path in paths]
        if all(texts):
            told = ": ".join(dict.fromkeys(text for text in texts if text))
            return f"«{' '.join(told.split())[:_LENGTH]}»"
    return None

"""The link readers write by when something on a page is wrong or unclear."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from handbook.feedback import kind_of

#: Signs an address keeps as they are; a form also keeps what parts its address.
_MAIL, _FORM = "@!$&'*+=~", ":/?#[]@!$&'()*+,;=%~"


@dataclass(frozen=True, slots=True)
class Feedback:
    """Where to write of a page.

    Attributes:
        href: The address; None when the company names no address.
        words: What the company wrote, when it is no address.
        elsewhere: Whether the link opens a page of another site.
    """

    href: str | None = None
    words: str | None = None
    elsewhere: bool = False


def feedback(written: str | None, page: str, title: str) -> Feedback | None:
    """Where to write of a page; None when the company does not say.

    Args:
        written: What the company says: mail, a form whose address may hold ``{page}`` and ``{title}``, or words.
        page: The page, relative to the root of the site.
        title: Its title.
    """
    if not written or not written.strip():
        return None
    text = written.strip()
    match kind_of(text):
        case "mail":
            subject, body = quote(f"Регламент: {title}", safe=""), quote(f"{page}\r\n\r\n", safe="")
            return Feedback(f"mailto:{quote(text, safe=_MAIL)}?subject={subject}&body={body}")
        case "form":
            named = text.replace("{page}", quote(page, safe="")).replace("{title}", quote(title, safe=""))
            return Feedback(quote(named, safe=_FORM), elsewhere=True)
        case _:
            return Feedback(words=text)

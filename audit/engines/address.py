"""Addresses of warehouses, as ``--engine`` takes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import parse_qsl, unquote, urlsplit

from audit.ingest.error import failure

FORMS = (
    "Примеры: postgresql://аудитор@сервер:5432/склад?schema=sales, spark://local?folder=/папка/parquet, "
    "spark://сервер:7077?database=crm"
)


@dataclass(frozen=True, slots=True)
class Address:
    """A parsed address; words for people never hold its user or password.

    Attributes:
        scheme: What comes before ``://``, in lower case.
        host: The server, empty when the driver is to choose.
        port: Its port.
        name: What follows the server: the name of a database.
        options: What follows ``?``.
        user: Who connects.
        password: Their secret.
    """

    scheme: str
    host: str
    port: int | None
    name: str
    options: dict[str, str]
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def words(self) -> str:
        """The address as messages quote it."""
        port = f":{self.port}" if self.port else ""
        name = f"/{self.name}" if self.name else ""
        return f"{self.scheme}://{self.host}{port}{name}"

    def hide(self, text: str) -> str:
        """A text of somebody else's, without the password."""
        return text.replace(self.password, "***") if self.password else text


def parse(url: str) -> Address:
    """Take an address apart.

    Raises:
        IngestError: It cannot be read; nothing of it is repeated, since any part may be a piece of a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        _refuse()
    if not parts.scheme or "@" in parts.path + parts.query + parts.fragment or parts.fragment:
        _refuse()
    return Address(
        parts.scheme.lower(),
        unquote(parts.hostname or ""),
        port,
        unquote(parts.path).strip("/"),
        dict(parse_qsl(parts.query, keep_blank_values=True)),
        unquote(parts.username) if parts.username else None,
        unquote(parts.password) if parts.password else None,
    )


def _refuse() -> NoReturn:
    raise failure(
        "bad-engine",
        "адрес хранилища в --engine не читается",
        tip=f"{FORMS}. Знаки @ : / ? # в имени и пароле пишутся кодами: %40 %3A %2F %3F %23",
    )

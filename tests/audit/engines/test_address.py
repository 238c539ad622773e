"""Addresses of warehouses, and that nothing secret of them is ever repeated."""

from __future__ import annotations

import pytest

from audit.engines import open_engine
from audit.engines.address import parse
from audit.ingest.error import IngestError
from tests.audit.rules.world import handbook


def told(error: IngestError) -> str:
    return " ".join(f"{item.code} {item.message} {item.tip}" for item in error.findings)


def test_an_address_is_taken_apart() -> None:
    address = parse("postgresql://auditor:p%40ss%2Fword@db.local:5433/crm?schema=sales&sslmode=require")
    assert (address.user, address.password, address.host, address.port) == ("auditor", "p@ss/word", "db.local", 5433)
    assert (address.name, address.options) == ("crm", {"schema": "sales", "sslmode": "require"})
    assert address.words == "postgresql://db.local:5433/crm"
    assert "p@ss" not in repr(address)
    assert address.hide("wrong p@ss/word here") == "wrong *** here"


@pytest.mark.parametrize(
    "url",
    [
        "db.local/crm",
        "postgresql://auditor:sec/ret@db.local/crm",
        "postgresql://auditor:sec#ret@db.local/crm",
        "postgresql://auditor:sec?ret@db.local/crm",
        "postgresql://auditor@db.local:secret/crm",
    ],
)
def test_an_address_that_cannot_be_read_is_not_repeated(url: str) -> None:
    with pytest.raises(IngestError) as caught:
        parse(url)
    assert "не читается" in told(caught.value)
    assert "ret" not in told(caught.value)


def test_another_database_is_refused() -> None:
    with pytest.raises(IngestError) as caught:
        open_engine("mysql://auditor:secret@db.local/crm", handbook([]))
    assert "«mysql» аудит не знает" in told(caught.value)
    assert "secret" not in told(caught.value)


def test_a_server_that_does_not_answer() -> None:
    with pytest.raises(IngestError) as caught:
        open_engine("postgresql://auditor:secret@127.0.0.1:1/crm", handbook([]))
    assert "engine-unreachable postgresql://127.0.0.1:1/crm: не удалось подключиться" in told(caught.value)
    assert "secret" not in told(caught.value)


@pytest.mark.parametrize(
    ("module", "url", "way"),
    [("psycopg", "postgresql://db.local/crm", "reglament[postgres]"), ("pyspark", "spark://local", "reglament[spark]")],
)
def test_a_driver_that_is_not_installed(module: str, url: str, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (module, f"{module}.errors", f"{module}.sql"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    with pytest.raises(IngestError) as caught:
        open_engine(url, handbook([]))
    assert "engine-not-installed" in told(caught.value)
    assert way in told(caught.value)

"""Databases in which the rules run: the embedded one by default, others through ``--engine``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.engines.warehouse import Opened, Warehouse
    from handbook.book import Handbook


def connect_engine(url: str) -> Warehouse:
    """Connect to a warehouse, whatever lies there.

    Args:
        url: ``postgresql://…?schema=…`` or ``spark://…?database=…`` (see ``FORMS``).

    Raises:
        IngestError: It cannot be reached; says why and what to do.
    """
    from audit.engines.address import FORMS, parse
    from audit.ingest.error import failure

    address = parse(url)
    match address.scheme:
        case "postgresql" | "postgres":
            from audit.engines.postgres import Postgres

            return Postgres(address)
        case "spark":
            from audit.engines.spark import Spark

            return Spark(address)
        case other:
            raise failure("bad-engine", f"хранилища «{other}» аудит не знает: бывает postgresql и spark", tip=FORMS)


def open_engine(url: str, handbook: Handbook) -> tuple[Warehouse, Opened]:
    """Connect to a warehouse and find the canonical tables in it.

    Args:
        url: Its address, as ``connect_engine`` takes it.
        handbook: The company.

    Returns:
        The engine, to be closed by the caller, and what lies there.

    Raises:
        IngestError: It cannot be reached or holds no deals; says why and what to do.
    """
    from audit.engines.warehouse import open_warehouse

    engine = connect_engine(url)
    try:
        return engine, open_warehouse(engine, handbook)
    except BaseException:
        engine.close()
        raise


__all__ = ["connect_engine", "open_engine"]

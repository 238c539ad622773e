"""``reglament audit --engine``: a warehouse instead of an export."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from reglament.cli import app
from tests.audit.engines.servers import postgres

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["--project", str(ROOT), "audit", "--no-history", *arguments])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "не названо, что проверять"),
        (("deals.csv", "--engine", "spark://local"), "названы и выгрузка (deals.csv), и хранилище --engine"),
        (("--engine", "spark://local", "--crm", "generic"), "профиль --crm не нужен хранилищу"),
        (("--engine", "postgresql://a:sec/ret@h/db"), "адрес хранилища в --engine не читается"),
        (("--engine", "postgresql://a:secret@127.0.0.1:1/db"), "не удалось подключиться"),
    ],
)
def test_what_cannot_be_audited_is_told(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert "ret@" not in result.output
    assert "secret" not in result.output


@pytest.mark.program("postgres")
def test_a_warehouse_gets_the_report_of_an_export(tmp_path: Path) -> None:
    with postgres() as url:
        with psycopg.connect(url, autocommit=True) as con:
            con.execute(
                "CREATE TABLE deals (deal_id text, title text, pipeline text, stage text, owner text, "
                "created_at timestamp, closed_at timestamp)"
            )
            con.execute("INSERT INTO deals VALUES ('77', 'Насосы', NULL, 'КП отправлено', 'Никто', '2026-01-05', NULL)")
        result = run("--engine", url, "--as-of", "2026-09-01", "-o", str(tmp_path), "--format", "html,json")
    assert result.exit_code in (0, 1), result.output
    page = (tmp_path / "audit.html").read_text(encoding="utf-8")
    assert "public.deals" in page
    assert "Хранилище".lower() in (tmp_path / "audit.json").read_text(encoding="utf-8").lower()

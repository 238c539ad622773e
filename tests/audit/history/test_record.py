"""A kept audit reads back as it was, takes little room, and is refused when it is none."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from audit.history.error import HistoryError
from audit.history.record import SCHEMA, digest, dump, load, load_head
from handbook.audits.past import PastAudit, PastBreach
from tests.handbook.audits.given import breach, past, unchecked, verdict

AUDIT = past(
    "2026-03-01",
    verdict("n", [breach("1"), breach("2|Поле", None), breach("Анна|2026-02", standing=None)], departed=["7"]),
    verdict("m", [breach("4", standing=False)], waived=[breach("5|\ud800"), breach("6")]),
    unchecked("k"),
    since="2026-01-01",
)


def with_money(audit: PastAudit) -> PastAudit:
    first, *others = audit.breaches
    return replace(audit, breaches=(replace(first, money=Decimal("1250000.10"), object_id="Д-1"), *others))


def test_an_audit_reads_back_as_it_was() -> None:
    audit = with_money(AUDIT)
    content = dump(audit, "0a1b")
    assert load(content, audit.origin) == (audit, "0a1b")
    assert dump(load(content, "")[0], "0a1b") == content
    assert load(dump(audit), audit.origin) == (audit, None)


def test_a_head_is_an_audit_without_its_breaches(tmp_path: Path) -> None:
    path = tmp_path / AUDIT.origin
    path.write_bytes(dump(AUDIT, "0a1b"))
    assert load_head(path) == (replace(AUDIT, breaches=(), excused=(), departed=()), "0a1b")


def test_an_audit_is_named_after_what_it_found() -> None:
    assert digest(AUDIT) == digest(replace(AUDIT, origin="other", departed=()))
    assert digest(AUDIT) != digest(replace(AUDIT, breaches=AUDIT.breaches[1:]))


def test_nothing_of_the_export_is_kept_but_numbers_and_owners() -> None:
    text = gzip.decompress(dump(AUDIT)).decode()
    assert "Договор" not in text
    assert "долго" not in text
    assert "d.csv" not in text


def test_fifty_thousand_breaches_take_less_than_a_megabyte() -> None:
    breaches = tuple(
        PastBreach(
            f"n-{number % 40}",
            f"{number * 7919 % 100_000}|Поле {number % 5}",
            f"{number * 7919 % 100_000}",
            f"Сотрудник {number * 31 % 60}",
            f"2026-{number % 12 + 1:02}-{number * 17 % 28 + 1:02}",
            Decimal(number * 104_729 % 999_983) * 10,
            (True, False, None)[number % 3],
        )
        for number in range(50_000)
    )
    assert len(dump(replace(AUDIT, breaches=breaches))) < 1_000_000


def spoilt(change: str) -> bytes:
    lines = gzip.decompress(dump(AUDIT)).decode("utf-8").splitlines()
    head, body = json.loads(lines[0]), json.loads(lines[1])
    if change == "newer":
        head["schema"] = "reglament/audit-history/2"
    elif change == "other":
        head["schema"] = "reglament/promises/1"
    elif change == "norm":
        head["norms"][0].pop()
    elif change == "score":
        head["score"] = "90"
    elif change == "owner":
        body["breaches"][0]["owners"][0] = 99
    elif change == "column":
        body["breaches"][0]["moments"].pop()
    elif change == "sign":
        body["breaches"][0]["standing"] = "???"
    elif change == "money":
        body["breaches"][0]["money"][0] = "много"
    return gzip.compress("\n".join([json.dumps(head), json.dumps(body)]).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "повреждён"),
        (b"\x1f\x8b\x08", "повреждён"),
        (b"PK\x03\x04", "повреждён"),
        (dump(AUDIT)[:-20], "повреждён"),
        (gzip.compress(b"[]\n[]", mtime=0), "повреждён"),
        (gzip.compress(b"{}\n{}", mtime=0), "повреждён"),
        (gzip.compress(b"[" * 100_000, mtime=0), "повреждён"),
        (spoilt("newer"), "записан другой версией программы"),
        (spoilt("other"), "не аудит из истории"),
        *((spoilt(what), "повреждён") for what in ("norm", "score", "owner", "column", "sign", "money")),
    ],
)
def test_what_is_no_kept_audit_says_so(content: bytes, said: str) -> None:
    with pytest.raises(HistoryError, match=said) as caught:
        load(content, "2026-03-01-aaaaaa.json.gz")
    assert "2026-03-01-aaaaaa.json.gz" in str(caught.value)


def test_the_schema_is_named_in_the_file() -> None:
    assert json.loads(gzip.decompress(dump(AUDIT)).splitlines()[0])["schema"] == SCHEMA
    assert AUDIT.as_of == date(2026, 3, 1)

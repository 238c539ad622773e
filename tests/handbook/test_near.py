"""A slip is offered its right name; another record that looks alike is not."""

import pytest

from handbook.near import near


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("menedger", "menedzher"),
        ("rpo", "rop"),
        ("podgotovit-pk", "podgotovit-kp"),
        ("Podgotovit-kp", "podgotovit-kp"),
        ("podgotovit-kp-klientu", "podgotovit-kp"),
        ("soglasovat-kp", "soglasovat-kp-klienta"),
        ("reglament-debitorkii", "reglament-debitorki"),
    ],
)
def test_a_slip_is_offered(name: str, meant: str) -> None:
    assert near(name, ["zakaz", meant, "klient-otkazalsya"]) == meant


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("podgotovit-zayavku-tendera", "podgotovit-kp"),
        ("razrabotat-reshenie", "razoslat-priglasheniya"),
        ("anketa-gostya", "anketa-otzyva"),
        ("soglasovat-skidku", "soglasovat-kp"),
        ("povtor", "povod"),
        ("kp-proekta", "kp"),
        ("ab", "ac"),
        ("", "a"),
    ],
)
def test_another_record_is_not(name: str, other: str) -> None:
    assert near(name, [other]) is None


def test_the_nearest_comes_first_then_the_alphabet() -> None:
    assert near("otkaz-klienta", ["otkaz-klienty", "otkaz-klientam", "otkaz-klienti", "otkaz"]) == "otkaz-klientam"
    assert near("otkaz-klienta", ["otkaz-klienta-2", "otkaz-klientu"]) == "otkaz-klientu"
    assert near("otkaz-klienta", []) is None

"""Which texts of the sources are prose for people, and which of those oblige somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Handbook, Written
from handbook.memo import once
from handbook.model.company import Company
from handbook.model.people import Person
from handbook.model.profile import Profile
from handbook.model.waiver import Waiver

#: Keys of texts by which somebody has to act.
_ACTED_BY = """
text duty deadline note information when recorded on_deviation mandatory automation key_factor purpose answer
requirements retention goal trigger result decisions outcome rules topic form proof duties rights
responsibilities kpi target
"""
#: Keys of all other texts that people read as sentences.
_READ = """
title term definition subject bottleneck question why applies scope caution content levels checked_by education
experience knowledge skills qualities training schedule travel equipment summary basis medium about tools
"""
OBLIGING = frozenset(_ACTED_BY.split())
_PROSE = OBLIGING | frozenset(_READ.split())
#: Names and codes that come from a CRM or a staff list, not from a writer.
_NOT_WRITTEN = (Company, Person, Profile, Waiver)

_REFERENCE = re.compile(r"\[\[[^\]]*\]\]")
_QUOTED = re.compile('«[^«»]*»|„[^„“]*“|“[^“”]*”|"[^"]*"|`[^`]*`')


def prose(handbook: Handbook, keys: frozenset[str] = _PROSE) -> Iterator[Written]:
    """Texts under some of the keys of prose, in the order of the records; samples of documents are never among them."""
    return (written for under, written in _prose(handbook) if under in keys)


@once
def _prose(handbook: Handbook) -> tuple[tuple[str, Written], ...]:
    """All prose, each text after the key it stands under: rules ask for it one after another."""
    return tuple(
        (under, written)
        for written in handbook.written
        if written.target is None and (under := key(written)) in _PROSE and not isinstance(written.record, _NOT_WRITTEN)
    )


def key(written: Written) -> str:
    """The key a text stands under, whatever its place in a list."""
    return next((step for step in reversed(written.pointer) if isinstance(step, str)), "")


def plain(text: str) -> str:
    """The text without references to records."""
    return _REFERENCE.sub(" ", text) if "[[" in text else text


def unquoted(text: str) -> str:
    """The author's own words: without references, quotations and names in quotes."""
    return _QUOTED.sub(" ", plain(text))

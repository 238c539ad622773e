"""Labels beside a norm: no word twice, and no deadline where there is none."""

from pathlib import Path

from generator.site.norm_labels import due, period
from handbook.book import Handbook
from tests.generator.site.building import company, small


def weekly(tmp_path: Path) -> Handbook:
    """A company with a norm that is no time: so many meetings a week."""
    sources = small()
    kept = {"kind": "activity_rate", "activity": "meeting", "per": "week", "min": 4}
    sources["processes/sell/main/ask.yaml"]["norms"] += [{"id": "n-meet", "title": "Встречи", "why": "Нужны", **kept}]
    return company(tmp_path, sources)


def test_a_period_that_the_requirement_says_is_not_said_again(tmp_path: Path) -> None:
    book = weekly(tmp_path)
    meetings, offer = book.norms["n-meet"].norm, book.norms["n-offer"].norm
    assert period(meetings, meetings.words()) == ""
    assert period(meetings, "") == "неделя"
    assert period(offer, offer.words()) == offer.period()


def test_a_norm_that_is_no_time_is_not_called_a_deadline(tmp_path: Path) -> None:
    book = weekly(tmp_path)
    assert due(book, "[[norm:n-meet]]") == "Норма"
    assert [due(book, one) for one in ("[[norm:n-offer]]", "в день разговора", "")] == ["Срок"] * 3

"""What follows from a norm on its page: no consequence of another norm."""

from pathlib import Path

from generator.site.norm_points import measured
from tests.generator.site.building import company, small


def test_consequences_of_another_norm_are_not_shown_as_those_of_this_one(tmp_path: Path) -> None:
    sources = small()
    point = {"information": "Всё", "to": "boss", "when": "в пятницу", "recorded": "отчёт"}
    sources["processes/sell/main/offer-it.yaml"]["control_points"] = [
        {**point, "id": "kt-own", "on_deviation": "Звонит клиенту", "norms": ["n-offer"]}
    ]
    sources["processes/sell/main/ask.yaml"]["control_points"] += [
        {**point, "id": "kt-other", "on_deviation": "Меняет наставника", "norms": ["n-offer"]}
    ]
    book = company(tmp_path, sources)
    assert [(one.point.id, one.own) for one in measured(book, book.norms["n-offer"])] == [
        ("kt-own", True),
        ("kt-other", False),
    ]

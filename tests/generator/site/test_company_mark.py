"""Companies whose sites are opened from one disk keep what their readers do apart."""

from pathlib import Path

from generator.site.company_mark import company_mark
from tests.generator.site.building import Built, company, small


def test_the_mark_tells_companies_apart_and_outlives_a_new_name_of_the_site(built: Built, tmp_path: Path) -> None:
    namesake, renamed = small(), small()
    namesake["company.yaml"]["city"] = "Казань"
    renamed["company.yaml"] |= {"site_name": "Иначе", "short_name": "Вектор", "feedback": "other@vektor.example"}
    mark = company_mark(built.book.company)
    assert company_mark(company(tmp_path / "namesake", namesake).company) != mark
    assert company_mark(company(tmp_path / "renamed", renamed).company) == mark


def test_the_mark_stands_before_what_keeps_by_it(built: Built) -> None:
    script = (built.site / "assets/store.js").read_text(encoding="utf-8")
    assert script.startswith(company_mark(built.book.company))

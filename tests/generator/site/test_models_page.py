"""The page that compares the sales models."""

from pathlib import Path

from generator.site import models_page
from generator.site.nav import nav
from generator.site.pages import pages
from handbook.sales_models import models, structures
from tests.generator.site.building import Built, company, small


def test_the_page_tells_every_model_and_marks_the_one_of_the_company(sample: Built) -> None:
    text = sample.page("models.html").text
    for one in models():
        assert one.title in text
        for words in (*one.applies, *one.strengths, *one.weaknesses):
            assert words in text
    assert text.count("наша модель") == 1
    assert text.index("наша модель") > text.index("Менеджер и ассистент")
    for one in structures():
        assert one.title in text
        assert one.how in text


def test_every_operation_has_its_performer_in_every_model(sample: Built) -> None:
    rows = [row for block in models_page._blocks(sample.book) for part in block.parts for row in part.rows]
    assert {row.operation.id for row in rows} == sample.book.operations.keys()
    text = sample.page("models.html").text
    for row in rows:
        assert len(row.performers) == len(models())
        assert all(row.performers), row.operation.id
        assert row.operation.title in text
    same = {row.operation.owner for row in rows if row.same}
    assert "marketolog" in same
    assert "assistent" not in same


def test_a_role_is_carried_by_the_posts_of_each_model(sample: Built) -> None:
    rows = {row.role.id: row for row in models_page._roles(sample.book)}
    carriers = [[post.id for post in posts] for posts in rows["lid-menedzher"].carriers]
    assert carriers == [["menedzher"], ["assistent"], ["lidorub"], ["hanter"], ["lid-menedzher"]]
    assert "marketolog" not in rows


def test_models_stand_under_management_in_the_navigation(sample: Built) -> None:
    groups = [item for item in nav(sample.book) if isinstance(item, dict)]
    management = next(group["Управление"] for group in groups if "Управление" in group)
    assert {"Модели отдела продаж": "models.md"} in management


def test_a_company_of_other_roles_has_no_such_page(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    assert "models.md" not in {page.path for page in pages(book)}
    assert "models.md" not in str(nav(book))

"""The page that compares the sales models."""

from pathlib import Path

from generator.site import models_page, paths
from generator.site.nav import STRUCTURES, nav
from generator.site.pages import pages
from generator.site.parts import of_models
from generator.site.paths import html
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
    apart = sample.page("models/_part-structures.html").text
    for one in structures():
        assert one.title in text
        assert one.title in apart
        assert one.how in apart


def test_every_operation_has_its_performer_in_every_model(sample: Built) -> None:
    parts = of_models(sample.book)
    rows = [row for part in parts for group in models_page._groups(sample.book, part) for row in group.rows]
    assert {row.operation.id for row in rows} == sample.book.operations.keys()
    text = "\n".join(sample.page(html(part.path)).text for part in parts)
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
    (inside,) = (item["Модели отдела продаж"] for item in management if "Модели отдела продаж" in item)
    blocks = ({one.title: one.path} for one in of_models(sample.book))
    assert inside == [{"Сравнение моделей": "models.md"}, *blocks, {STRUCTURES: paths.STRUCTURES}]


def test_a_company_of_other_roles_has_no_such_page(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    assert "models.md" not in {page.path for page in pages(book)}
    assert "models.md" not in str(nav(book))

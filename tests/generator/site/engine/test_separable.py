from pathlib import Path
from typing import Any

import pytest

from generator.site.build import build_site
from generator.site.company_config import company_config
from generator.site.engine.separable import is_separable
from tests.generator.site.building import company, parse, small


@pytest.mark.parametrize(
    ("settings", "apart"),
    [
        ("theme: {name: material}", True),
        ("plugins: [search]\nmarkdown_extensions: [admonition, {pymdownx.tabbed: {alternate_style: true}}]", True),
        ("plugins:\n  search: {lang: ru}\n  tags: {}", False),
        ("hooks: [own.py]", False),
        ("markdown_extensions: [pymdownx.snippets]", False),
        ("copyright: !ENV WHO", False),
        ("strict: true", False),
        ("theme: {name: material, custom_dir: styles}", True),
        ("theme: {name: material, custom_dir: pages}", False),
    ],
)
def test_what_takes_part_in_a_build_decides(tmp_path: Path, settings: str, *, apart: bool) -> None:
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for name in ("styles/a.css", "pages/partials/nav.html"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("")
    theirs: dict[str, Any] | None = company_config(tmp_path)
    assert is_separable(theirs, tmp_path) is apart


def test_hooks_of_the_company_see_every_page_at_every_build(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    said = tmp_path / "said.txt"
    (tmp_path / "mkdocs.yml").write_text("hooks: [own.py]\n", encoding="utf-8")
    (tmp_path / "own.py").write_text(
        "import pathlib\n\n\ndef on_page_markdown(markdown, **_):\n"
        "    said = pathlib.Path(__file__).with_name('said.txt')\n"
        "    return markdown + '\\n\\nСнова ' + said.read_text(encoding='utf-8')\n",
        encoding="utf-8",
    )
    for words in ("раз", "два"):
        said.write_text(words, encoding="utf-8")
        build_site(book, tmp_path)
        assert f"Снова {words}" in parse(tmp_path / "site/glossary.html").text

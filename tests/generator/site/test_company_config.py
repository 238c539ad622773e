"""What a company writes in its own mkdocs.yml: kept, told of, or refused, and never a failure of ours."""

import textwrap
from pathlib import Path

import pytest

from generator.site.build import SiteBuild, build_site
from generator.site.company_config import ConfigError, company_config, dump
from handbook.book import Handbook
from handbook.finding import Severity
from tests.generator.site.building import company, parse, small


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    return company(tmp_path, {"company.yaml": small()["company.yaml"]})


def build(book: Handbook, settings: str, **files: str) -> SiteBuild:
    """Build with these settings and files of the company; two underscores stand for a folder, one for a dot."""
    for name, text in {"mkdocs_yml": settings, **files}.items():
        path = book.root / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return build_site(book, book.root)


def test_what_the_documentation_of_material_shows_works(book: Handbook) -> None:
    result = build(
        book,
        """
        markdown_extensions:
          - pymdownx.emoji:
              emoji_index: !!python/name:material.extensions.emoji.twemoji
              emoji_generator: !!python/name:material.extensions.emoji.to_svg
          - pymdownx.superfences:
              custom_fences:
                - name: mermaid
                  class: mermaid
                  format: !!python/name:pymdownx.superfences.fence_code_format
        """,
        regulations__pages__own_md="# Своя\n\n:material-account:\n\n```mermaid\ngraph LR\n  A --> B\n```\n",
    )
    assert result.findings == ()
    page = (book.root / "site/own.html").read_text(encoding="utf-8")
    assert '<span class="twemoji"><svg' in page
    assert '<pre class="mermaid"><code>graph LR' in page


def test_paths_are_the_companys_and_not_of_the_build_folder(book: Handbook) -> None:
    result = build(
        book,
        """
        hooks: [hooks/mark.py]
        watch: [hooks]
        extra_css: [own.css]
        theme: {name: material, custom_dir: own}
        markdown_extensions:
          pymdownx.snippets: {base_path: [!relative $config_dir/parts], check_paths: true}
        """,
        hooks__mark_py="def on_page_markdown(markdown, **kwargs):\n    return markdown + '\\n\\nИз сценария'\n",
        own__mark_txt="тут",
        parts__part_txt="Из вставки",
        regulations__pages__own_md='# Своя\n\n--8<-- "part.txt"\n',
        regulations__pages__own_css="b{}",
    )
    assert result.findings == ()
    text = parse(book.root / "site/own.html").text
    assert "Из сценария" in text
    assert "Из вставки" in text
    assert (book.root / "site/mark.txt").is_file()


def test_settings_of_an_inherited_file_count(book: Handbook) -> None:
    build(
        book,
        "INHERIT: base.yml\ntheme:\n  palette: {primary: teal}\n",
        base_yml="copyright: Общая\nhooks: [h.py]\n",
        h_py="",
    )
    assert company_config(book.root) == {
        "copyright": "Общая",
        "hooks": ["h.py"],
        "theme": {"palette": {"primary": "teal"}},
    }
    assert "Общая" in parse(book.root / "site/index.html").text


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("x: !!python/object/apply:os.system [echo]\n", "строка 1: метка !!python/object/apply:os.system запрещена"),
        ("a: 1\nx: !!python/object/new:os.system [echo]\n", "строка 2: метка .* запрещена"),
        ("x: !!python/module:os\n", "запрещена"),
        ("INHERIT: base.yml\n", "base.yml, строка 1: метка !!python/object:os.x запрещена"),
        ("INHERIT: mkdocs.yml\n", "INHERIT ведёт по кругу"),
        ("INHERIT: none.yml\n", "INHERIT ведёт к файлу, которого нет"),
        ("x: !own 1\n", "метка !own неизвестна"),
        ("theme: readthedocs\n", "тема «readthedocs» не подходит"),
        ("theme: {name: null, custom_dir: own}\n", "не подходит"),
        ("x: 2026-99-99\n", "есть значение, которое не прочитать"),
        (f"x: {'[' * 3000}{']' * 3000}\n", "есть значение, которое не прочитать"),
    ],
)
def test_what_settings_may_not_do_is_refused(book: Handbook, settings: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        build(book, settings, base_yml="x: !!python/object:os.x {}\n")
    assert not (book.root / "site").exists()


def test_tagged_values_are_written_as_they_were_read(tmp_path: Path) -> None:
    text = "a: !ENV [СЕТЬ, false]\nb:\n- !!python/name:os.path.join\n- !relative\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    found = company_config(tmp_path)
    assert found
    (tmp_path / "mkdocs.yml").write_text(dump(found), encoding="utf-8")
    assert dump(company_config(tmp_path) or {}) == dump(found)
    for tag in ("!ENV [СЕТЬ, false]", "!!python/name:os.path.join", "!relative"):
        assert tag in dump(found)


@pytest.mark.parametrize(
    ("settings", "hook", "place", "words"),
    [
        ("hooks: [h.py]", "raise KeyError('ключ')", "h.py:1:1", "сайт не собран: KeyError: 'ключ'"),
        ("hooks: [h.py]", "\ndef on_files(files, config):\n    return 1 / 0\n", "h.py:3:1", "ZeroDivisionError"),
        ("hooks: [h.py]", "raise SystemExit(3)", "h.py:1:1", "сайт не собран: MkDocs остановился"),
        ("hooks: [h.py]", "def broken(:\n", "mkdocs.yml", "SyntaxError: invalid syntax (h.py, line 1)"),
        ("hooks: [none.py]", "", "mkdocs.yml", "none.py"),
        ("plugins: [no-such]", "", "mkdocs.yml", "плагин «no-such» не установлен"),
        ("markdown_extensions: [no_such]", "", "mkdocs.yml", "расширение «no_such» не установлено"),
        ("theme: {custom_dir: none}", "", "mkdocs.yml", "none"),
    ],
)
def test_code_of_the_company_that_fails_is_a_finding(
    book: Handbook, settings: str, hook: str, place: str, words: str
) -> None:
    result = build(book, settings, h_py=hook, site__index_html="прежний")
    errors = [finding for finding in result.findings if finding.severity is Severity.ERROR]
    assert {finding.code for finding in errors} == {"site-build"}
    found = next(finding for finding in errors if words in finding.message)
    assert str(found.places[0]) == place
    told = " ".join(finding.message for finding in result.findings)
    assert "Traceback" not in told
    assert "File " not in told
    assert str(book.root) not in told
    assert (book.root / "site/index.html").read_text(encoding="utf-8") == "прежний"


def test_settings_that_change_nothing_are_named(book: Handbook) -> None:
    result = build(book, "site_dir: public\ndocs_dir: docs/\nnav: [{Своё: index.md}]\nuse_directory_urls: true\n")
    assert {finding.code for finding in result.findings} == {"site-setting"}
    assert [finding.message.split("»")[0] for finding in result.findings] == [
        "настройка «site_dir",
        "настройка «nav",
        "настройка «use_directory_urls",
    ]
    assert all(finding.severity is Severity.WARNING for finding in result.findings)
    assert (book.root / "site/index.html").is_file()


def test_a_style_that_is_nowhere_is_told_once(book: Handbook) -> None:
    result = build(book, "extra_css: [styles/none.css]\n")
    assert [(finding.code, finding.severity) for finding in result.findings] == [("site-link", Severity.ERROR)]
    assert "«styles/none.css»" in result.findings[0].message

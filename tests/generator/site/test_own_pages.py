from pathlib import Path

from generator.artifact import Artifact
from generator.site.build import build_site
from generator.site.own_pages import own_pages
from handbook.finding import Severity
from tests.generator.site.building import company, parse, small


def own(root: Path, **files: str) -> Path:
    folder = root / "regulations/pages"
    for name, words in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return folder


def test_hand_written_pages_are_copied_with_norms_filled_in(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    own(
        tmp_path, hello_md="# Привет\n\nСрок КП — [[norm:n-offer]]. [роль](roles/seller/index.md)", sub__more_md="# Ещё"
    )
    result = build_site(book, tmp_path)
    assert result.findings == ()
    page = parse(tmp_path / "site/hello.html")
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a" and "href" in attrs]
    assert "norms/n-offer.html" in links
    assert "roles/seller/index.html" in links
    assert "2 календарных дней" in page.text.replace("\u00a0", " ")
    assert (tmp_path / "site/sub/more.html").is_file()


def test_headings_of_a_page_are_named_by_their_words(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    own(
        tmp_path,
        a_md="# А\n\n[раз](b.md#как-звонить-клиенту) [два](b.md#кому_1) [три](b.md#svoyo)",
        b_md="# Б\n\n## Как звонить «клиенту»?\n\n## Кому?\n\n## Кому?\n\n## Своё { #svoyo }\n",
    )
    assert build_site(book, tmp_path).findings == ()
    named = [attrs["id"] for tag, attrs in parse(tmp_path / "site/b.html").tags if tag == "h2"]
    assert named == ["как-звонить-клиенту", "кому", "кому_1", "svoyo"]


def test_a_page_in_the_place_of_a_generated_one_is_a_mistake(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    own(tmp_path, INDEX_md="# Чужая", roles__README_md="# Тоже", operations__ask_md="# И это", free_md="# Можно")
    findings = build_site(book, tmp_path).findings
    assert [(one.code, one.places[0].file) for one in findings] == [
        ("page-collision", "regulations/pages/INDEX.md"),
        ("page-collision", "regulations/pages/operations/ask.md"),
        ("page-collision", "regulations/pages/roles/README.md"),
    ]
    assert all(one.severity is Severity.ERROR for one in findings)
    assert "Расспросить" in (tmp_path / "build/docs/operations/ask.md").read_text(encoding="utf-8")
    assert not (tmp_path / "site").exists()


def test_a_file_in_the_place_of_one_made_later_is_a_mistake(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    own(tmp_path, search__words_js="1", word__a_docx="2")
    findings = build_site(book, tmp_path, extra=[Artifact("word/a.docx", b"3")]).findings
    assert [one.code for one in findings] == ["page-collision", "page-collision"]
    assert not (tmp_path / "site").exists()


def test_dead_links_of_a_page_are_told_once_with_their_file(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    own(
        tmp_path,
        a_md="# А\n\n[раз](nowhere.md) [два](b.md#none) [три](/root) [четыре](roles/seler/index.md)\n\n[[norm:n-ofer]]",
        b_md="# Б",
    )
    findings = build_site(book, tmp_path).findings
    told = {one.message: one for one in findings}
    assert set(told) == {
        "ссылка «nowhere.md» ведёт в никуда",
        "ссылка «b.md#none» ведёт к месту, которого на странице нет",
        "ссылка «/root» начинается с «/» и не откроется из папки",
        "ссылка «roles/seler/index.md» ведёт в никуда",
        "ссылка [[norm:n-ofer]] ведёт в никуда",
    }
    places = {one.places[0].file for one in findings}
    assert places == {"regulations/pages/a.md"}
    assert told["ссылка [[norm:n-ofer]] ведёт в никуда"].places[0].line == 5
    assert "n-offer" in str(told["ссылка [[norm:n-ofer]] ведёт в никуда"].tip)


def test_a_picture_from_a_network_is_told(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    own(tmp_path, a_md="# А\n\n![x](https://example.org/x.png)")
    findings = build_site(book, tmp_path).findings
    assert [one.code for one in findings] == ["site-external"]
    assert findings[0].severity is Severity.WARNING


def test_a_page_in_another_encoding_is_told(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    folder = own(tmp_path, fine_md="# Хорошо")
    (folder / "bad.md").write_bytes("# Плохо".encode("cp1251"))
    findings = build_site(book, tmp_path).findings
    assert [(one.code, one.places[0].file) for one in findings] == [("page-encoding", "regulations/pages/bad.md")]


def test_what_servers_ask_for_is_the_companys_to_say(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    folder = own(tmp_path, CNAME="vektor.example", robots_txt="x", sitemap_xml="<urlset/>", app_js_map="{}")
    (folder / "404.md").write_text("# Нет такой страницы", encoding="utf-8")
    for name in (".nojekyll", ".well-known/security.txt", "templates/form.md", "empty.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("# x" if name.endswith(".md") else "")
    result = build_site(book, tmp_path)
    assert result.findings == ()
    names = {"CNAME", "robots.txt", "sitemap.xml", "app.js.map", "404.html", ".nojekyll", ".well-known/security.txt"}
    assert names | {"templates/form.html", "empty.png"} <= set(result.files)
    assert (tmp_path / "site/sitemap.xml").read_text() == "<urlset/>"
    assert "404.html" not in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_leavings_of_programs_are_passed_over(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    own(tmp_path, Thumbs_db="", desktop_ini="", kept_txt="")
    folder = tmp_path / "regulations/pages"
    for name in ("~$письмо.docx", ".DS_Store", ".git/config", ".gitkeep"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    found = own_pages(book, tmp_path, ())
    assert [one.path for one in found.artifacts] == ["kept.txt"]
    assert found.findings == ()


def test_what_cannot_be_shown_as_it_is_meant_is_told(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    own(tmp_path, BIG_MD="# x", two_markdown="# x", head_md="---\ntitle: [1, 2\n---\n# x", rule_md="---\n\nТекст\n")
    (tmp_path / "regulations/pages/lost.png").symlink_to("nowhere.png")
    told = {one.places[0].file.rpartition("/")[2]: one for one in own_pages(book, tmp_path, ()).findings}
    assert {name: one.code for name, one in told.items()} == {
        "BIG.MD": "page-unreadable",
        "two.markdown": "page-unreadable",
        "head.md": "page-head",
        "lost.png": "page-unreadable",
    }
    assert told["head.md"].places[0].line == 3
    assert "«.md»" in told["BIG.MD"].message


def test_settings_take_hand_written_pages_out_and_no_others(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    own(tmp_path, drafts__a_md="# Черновик", later_md="# Потом", aside_md="# В стороне", shown_md="# Видно")
    settings = "exclude_docs: |\n  drafts/\n  norms/\ndraft_docs: later.md\nnot_in_nav: aside.md\n"
    (tmp_path / "mkdocs.yml").write_text(settings)
    result = build_site(book, tmp_path)
    assert result.findings == ()
    assert {"aside.html", "shown.html", "norms/n-offer.html"} <= set(result.files)
    assert not {"drafts/a.html", "later.html"} & set(result.files)
    links = [attrs.get("href") for tag, attrs in parse(tmp_path / "site/index.html").tags if tag == "a"]
    assert "shown.html" in links
    assert "aside.html" not in links


def test_faults_of_written_html_and_of_a_template_name_the_page(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    folder = own(tmp_path, a_md='# А\n\n<a href="none.html">x</a> <img src="no.png" alt="">')
    result = build_site(book, tmp_path)
    assert {(one.places[0].file, one.message) for one in result.findings} == {
        ("regulations/pages/a.md", "ссылка «none.html» ведёт в никуда"),
        ("regulations/pages/a.md", "страница загружает «no.png», а такого файла на сайте нет"),
    }
    (folder / "a.md").write_text("---\ntemplate: none.html\n---\n# А", encoding="utf-8")
    (found,) = build_site(book, tmp_path).findings
    assert (found.places[0].file, found.message) == (
        "regulations/pages/a.md",
        "сайт не собран: нет шаблона «none.html»",
    )

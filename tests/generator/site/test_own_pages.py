from pathlib import Path

from generator.artifact import Artifact
from generator.site.build import build_site
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

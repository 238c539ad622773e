import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.environment import TemplateMistakeError
from generator.report import FILES, render
from generator.report.html import html, shown
from generator.report.rows import ROWS
from generator.report.view import page
from handbook.book import Handbook
from handbook.result import Missing, Result, Status

VOID = {"meta", "link", "br", "img", "input"}
# The texts an attacker writes come back as text; these are the only elements the page itself is made of.
KNOWN = frozenset(
    re.findall(
        r"\w+",
        """
        html head meta title link style script body svg symbol circle path rect use a header p h1 h2 h3 dl div dt
        dd span nav ol ul li main section strong b small table caption thead tbody tfoot tr th td details summary
        article form label input select option button output blockquote br bdi footer i figure figcaption
        defs pattern line text
        """,
    )
)


class Reader(HTMLParser):
    """Collects elements and complains about any that is not closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"repeated attribute in {tag}: {names}"
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.append((self.open[-1], data))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]

    @property
    def visible(self) -> str:
        return " ".join("".join(data for tag, data in self.texts if tag not in {"style", "script"}).split())


@pytest.fixture(scope="module")
def text(result: Result, shared_handbook: Handbook) -> str:
    return html(result, shared_handbook).decode()


@pytest.fixture(scope="module")
def nasty(hostile: Result, shared_handbook: Handbook) -> str:
    return html(hostile, shared_handbook).decode()


def test_the_page_is_well_formed_and_speaks_russian(text: str) -> None:
    reader = Reader(text)
    assert reader.of("html") == [{"lang": "ru"}]
    assert {tag for tag, _ in reader.found} <= KNOWN
    assert len(reader.of("h1")) == len(reader.of("main")) == 1


def test_ids_are_unique_and_every_inner_link_leads_somewhere(text: str) -> None:
    reader = Reader(text)
    ids = Counter(attrs["id"] for _, attrs in reader.found if "id" in attrs)
    assert [name for name, count in ids.items() if count > 1] == []
    inner = {str(attrs["href"])[1:] for _, attrs in reader.found if str(attrs.get("href")).startswith("#")}
    labels = {str(attrs["aria-labelledby"]) for _, attrs in reader.found if "aria-labelledby" in attrs}
    assert inner | labels <= set(ids)


def test_tables_have_captions_and_scoped_headers(text: str) -> None:
    reader = Reader(text)
    assert len(reader.of("table")) == len(reader.of("caption"))
    assert all(attrs.get("scope") in {"row", "col"} for attrs in reader.of("th"))


def test_nothing_is_loaded_and_only_the_own_script_may_run(text: str) -> None:
    reader = Reader(text)
    policy = next(
        str(attrs["content"]) for attrs in reader.of("meta") if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none';")
    script = text.split("<script>", 1)[1].split("</script>", 1)[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert not re.search(r"https?://|url\((?!#)|@import|//[a-z]", re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    assert [attrs for _, attrs in reader.found if "src" in attrs or "srcset" in attrs] == []
    assert [attrs["href"] for attrs in reader.of("link")] == ["data:,"]


def test_hostile_text_stays_text(nasty: str) -> None:
    reader = Reader(nasty)
    assert {tag for tag, _ in reader.found} <= KNOWN
    assert len(reader.of("script")) == len(reader.of("style")) == len(reader.of("title")) == 1
    for tag, attrs in reader.found:
        assert not [name for name in attrs if name.startswith("on")], tag
        assert not str(attrs.get("href", "")).startswith("javascript:")
        assert all(len(value or "") < 1000 for value in attrs.values())
    seen = "".join(data for tag, data in reader.texts if tag != "script")
    assert "<script>alert(1)</script>" in seen
    assert "{{ 7 * 7 }}{% for x in y %}" in seen
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe]", seen)
    assert "Д" * 700 not in seen


def test_text_that_turns_the_direction_is_isolated(nasty: str) -> None:
    reader = Reader(nasty)
    strays = {tag for tag, data in reader.texts if "\u202e" in data and tag not in {"title", "option"}}
    assert strays == {"bdi"}


def test_a_long_name_is_cut_with_a_bounded_hint() -> None:
    made = str(shown("Ж" * 100_000))
    assert 160 < made.count("Ж") < 800
    assert 'title="' in made
    assert made.count("…") == 2


def test_every_status_is_told_apart_and_unchecked_is_never_passed(result: Result, text: str) -> None:
    articles = dict(re.findall(r'<article id="norm-([\w-]+)" class="norm (\w+)"', text))
    assert articles == {verdict.norm_id: verdict.status.value for verdict in result.verdicts}
    for verdict in result.by_status(Status.NOT_CHECKED):
        section = text.split(f'<article id="norm-{verdict.norm_id}"')[1].split("</article>", maxsplit=1)[0]
        assert "не проверено" in section
        assert "соблюдается" not in section
        assert "Нарушений нет" not in section
    visible = Reader(text).visible
    assert "По этой выгрузке можно судить о 7 из 9 норм, из них о 2 — приближённо (≈)." in visible
    assert "Не проверено: 2 нормы — в оценку они не входят." in visible


def test_an_unchecked_norm_says_what_to_add_to_the_export(text: str) -> None:
    visible = Reader(text).visible
    assert "История стадий: Номер сделки, Стадия, Время входа на стадию" in visible
    assert "crm.stagehistory.list" in visible


def test_a_long_list_is_capped_and_says_so(result: Result, text: str) -> None:
    reader = Reader(text)
    rows = [attrs for attrs in reader.of("tr") if "data-o" in attrs]
    expected = sum(min(len(verdict.violations), ROWS) + len(verdict.waived) for verdict in result.verdicts)
    assert len(rows) == expected
    assert "Показаны 200 самых срочных из 243; полный список — в audit.xlsx и audit.json" in reader.visible


@pytest.mark.parametrize(
    ("formats", "where"),
    [
        (("html", "xlsx", "json"), "audit.xlsx и audit.json"),
        (("html", "json"), "audit.json"),
        (("html",), "отчёте вида xlsx (--format xlsx)"),
    ],
)
def test_nobody_is_sent_to_a_file_that_is_not_made(
    result: Result, handbook: Handbook, formats: tuple[str, ...], where: str
) -> None:
    (made,) = [one for one in render(result, handbook, formats) if one.path == "audit.html"]
    visible = Reader(made.content.decode()).visible
    assert f"Показаны 200 самых срочных из 243; полный список — в {where}." in visible
    assert {name for name in FILES.values() if name in visible} <= {FILES[name] for name in formats}


def test_the_clause_is_quoted_with_the_value_in_force(result: Result, handbook: Handbook, text: str) -> None:
    visible = Reader(text).visible
    assert "Регламент продаж типовых решений, пункт 4.2" in visible
    assert "Типовая сделка длится не более 30 календарных дней; продление согласует руководитель." in visible
    before = replace(result, as_of=result.as_of.replace(month=7))
    assert "Типовая сделка длится не более 45 календарных дней" in Reader(html(before, handbook).decode()).visible


def test_the_page_of_a_norm_is_linked(result: Result, handbook: Handbook) -> None:
    def page_of(placed: object) -> str:
        assert placed in handbook.norms.values()
        return "../site/norm.html"

    links = [attrs["href"] for attrs in Reader(html(result, handbook, page_of).decode()).of("a")]
    assert links.count("../site/norm.html") == len(result.verdicts)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x", "a\x00b"]
)
def test_an_unsafe_address_is_dropped(result: Result, handbook: Handbook, address: str) -> None:
    bad = replace(result, verdicts=(replace(result.verdicts[-1], page=address),))
    assert "страница регламента" not in html(bad, handbook).decode()


def test_rows_add_up_or_the_page_says_they_do_not(result: Result, handbook: Handbook, text: str) -> None:
    assert "не сходится" not in text
    wrong = replace(result.accounts[0], rows_used=1)
    assert "не сходится" in html(replace(result, accounts=(wrong,)), handbook).decode()


def test_the_numbers_on_the_page_are_those_of_the_result(result: Result, handbook: Handbook, text: str) -> None:
    view = page(result, handbook)
    assert view.violations == 525
    assert view.excepted == 3
    assert sum(person.violations for person in view.people) == 525
    assert [norm.verdict.status for norm in view.norms][:5] == [Status.FAILED] * 5
    visible = Reader(text).visible
    assert (
        "Нарушений525 Сумма под вопросом386 868 000 ₽сделки, счета и заказы с нарушениями, каждый один раз" in visible
    )
    assert "Исключений3" in visible
    assert "6 861" in visible


def test_no_money_is_a_dash_wherever_it_stands(result: Result, handbook: Handbook) -> None:
    """A deal of zero roubles and a deal without a sum are the same to a reader: nothing stands on them."""
    verdicts = tuple(
        replace(verdict, violations=tuple(replace(item, money=Decimal(0)) for item in verdict.violations))
        for verdict in result.verdicts
    )
    bare = replace(result, verdicts=verdicts, measures=())
    text = html(bare, handbook).decode()
    listed = text[: text.index('<section id="rows"')].split('<section id="charts"')[0]
    assert not re.search(r"(?<![\d\u00a0,])0(?:\u00a0|&nbsp;)₽", listed)
    assert page(bare, handbook).money is None


def test_an_export_without_a_first_day_says_from_where(result: Result, handbook: Handbook) -> None:
    assert "Период с начала данных по 30.09.2026" in " ".join(
        Reader(html(replace(result, judged_from=None), handbook).decode()).visible.replace("Период", "Период ").split()
    )


def test_a_score_of_a_few_norms_says_how_few(result: Result, handbook: Handbook, text: str) -> None:
    score = replace(result.score, value=100.0, checked=1, not_checked=43)
    assert "из 100, по 1 норме из 44" in Reader(html(replace(result, score=score), handbook).decode()).visible
    assert "из 100, по" not in Reader(text).visible


def test_an_audit_of_nothing_is_still_a_page(result: Result, handbook: Handbook) -> None:
    score = replace(result.score, value=None, checked=0, not_checked=0, violations=0)
    empty = replace(result, verdicts=(), owners=(), accounts=(), findings=(), notes=(), score=score, judged_from=None)
    visible = Reader(html(empty, handbook).decode()).visible
    assert "нет оценки" in visible
    assert "ни одну норму проверить не удалось" in visible


def test_a_norm_the_handbook_has_lost_is_still_shown(result: Result, tmp_path: Path, handbook: Handbook) -> None:
    bare = Handbook(root=tmp_path, company=handbook.company)
    visible = Reader(html(result, bare).decode()).visible
    assert "Скорость реакции на обращение" in visible


def test_unknown_tables_keep_their_names(result: Result, handbook: Handbook) -> None:
    gap = Missing("moon_phases", ("phase",), "Посмотрите на небо")
    verdict = replace(result.verdicts[-1], missing=(gap,))
    visible = Reader(html(replace(result, verdicts=(verdict,)), handbook).decode()).visible
    assert "moon_phases: phase" in visible


def test_the_template_of_the_company_wins(result: Result, handbook: Handbook) -> None:
    folder = handbook.root / "templates" / "report"
    folder.mkdir(parents=True)
    (folder / "audit.html.j2").write_text("<p>{{ page.result.company }}</p>", encoding="utf-8")
    assert html(result, handbook) == "<p>ООО «Мера-Поток»</p>".encode()


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ nothing }}", "audit.html.j2"),
        ("\n{% if %}", "строка 2"),
        ("\n\n{{ page.__class__.__mro__ }}", "audit.html.j2», строка 3: такое действие в шаблонах запрещено"),
        ("\n{{ 1 / 0 }}", "audit.html.j2», строка 2: деление на ноль"),
        ("{{ page.money.missing.deeper }}", "строка 1: нет данных с именем «missing»"),
        ("{% include 'report/audit.html.j2' %}", "вложенность слишком глубока"),
        ("{{ page | nofilter }}", "строка 1: метка записана с ошибкой"),
        ("{% include 'report/own.j2' %}", "report/own.j2», строка 2: значение не подходит .*TypeError"),
    ],
)
def test_a_mistake_in_the_company_template_is_explained(
    result: Result, handbook: Handbook, template: str, message: str
) -> None:
    folder = handbook.root / "templates" / "report"
    folder.mkdir(parents=True)
    (folder / "audit.html.j2").write_text(template, encoding="utf-8")
    (folder / "own.j2").write_text("\n{{ 'a' + 1 }}", encoding="utf-8")
    with pytest.raises(TemplateMistakeError, match=message):
        html(result, handbook)


def test_unknown_formats_are_refused_in_russian(result: Result, handbook: Handbook) -> None:
    with pytest.raises(ValueError, match=r"Неизвестный формат отчёта «pdf»; есть: html, xlsx, json"):
        render(result, handbook, ("html", "pdf"))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "print"])
def test_text_contrasts_with_its_background(theme: int) -> None:
    folder = Path(__file__).parents[3] / "templates" / "report"
    style = "".join((folder / name).read_text(encoding="utf-8") for name in ("audit.css", "print.css"))
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", re.findall(r":root \{(.*?)\}", style, re.DOTALL)[theme]))
    pairs = [
        (ink, ground)
        for ink in ("ink", "soft", "link", "bad", "good", "none", "off", "warn")
        for ground in ("paper", "panel")
    ]
    pairs += [(name, f"{name}-bg") for name in ("bad", "good", "none", "off", "warn")] + [("ink", "warn-bg")]
    for ink, ground in pairs:
        dark, light = sorted((luminance(colours[ink]), luminance(colours[ground])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)
    for bar in ("mark", "bad-bar"):
        dark, light = sorted((luminance(colours[bar]), luminance(colours["track"])))
        assert (light + 0.05) / (dark + 0.05) >= 3, bar

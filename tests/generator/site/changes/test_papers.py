"""What people sign, on the site: editions, what changed, sheets, Word files, and the foot of pages."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from generator.site import paths
from generator.site.changes.editions import limit_steps, steps
from generator.site.changes.feed import feed
from generator.site.feedback import feedback
from generator.site.foot import title_of
from generator.site.given import Given
from generator.site.pages import pages
from handbook.addressees import Paper
from handbook.book import Handbook
from handbook.editions.approved import Approved, Clause
from handbook.editions.clauses import paper
from tests.generator.site.building import company, small

RULES = Paper("document", "rules")
SHEET = paths.role_page("seller", "oznakomlenie")


def published(number: str, edition: int = 1, *, day: str = "2026-01-12") -> dict[str, Any]:
    lines = [{"edition": 1, "date": "2026-01-12", "summary": "Введён впервые", "basis": "Приказ № 1"}]
    if edition > 1:
        lines.append({"edition": edition, "date": day, "summary": f"Редакция {edition} <b>", "basis": "Приказ № 7"})
    order = {"number": "7" if edition > 1 else "1", "date": day}
    return {"number": number, "edition": edition, "date": day, "order": order, "changes": lines}


def book(root: Path, edition: int = 2, feedback_to: str = "reglament@vektor.example") -> Handbook:
    sources = small()
    sources["company.yaml"]["feedback"] = feedback_to
    sources["documents/rules.yaml"]["publication"] = published("РК-01", edition, day="2026-06-22")
    sources["documents/rules.yaml"]["owner"] = "boss"
    sources["positions.yaml"]["positions"][1]["publication"] = published("ДИ-01")
    sources["processes/sell/main/process.yaml"]["publication"] = published("РП-01")
    return company(root, sources)


def approved(handbook: Handbook, edition: int, clauses: tuple[str, ...] = (), on: date = date(2026, 1, 12)) -> Approved:
    return Approved(
        what="document",
        id="rules",
        title="Регламент КП",
        number="РК-01",
        edition=edition,
        order=str(edition),
        on=on,
        effective=on,
        summary="Было решено",
        statements=paper(handbook, "document", "rules"),
        clauses=tuple(Clause(f"1.{number}", text) for number, text in enumerate(clauses, 1)),
    )


def made(handbook: Handbook, page: str, given: Given | None = None) -> str:
    found = [one for one in pages(handbook, None, given, only={page}) if one.path == page]
    return found[0].content.decode() if found else ""


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_editions_come_from_the_register_the_newest_first(tmp_path: Path) -> None:
    found = steps(book(tmp_path), Given())
    assert [(one.key, one.on, one.is_first) for one in found] == [
        ("document-rules-2", date(2026, 6, 22), False),
        ("document-rules-1", date(2026, 1, 12), True),
        ("process-main-1", date(2026, 1, 12), True),
        ("position-seller-1", date(2026, 1, 12), True),
    ]
    assert found[0].order == "7"
    assert found[0].roles == ("seller",)
    assert found[0].signed
    assert found[0].wordings == ()


def test_two_kept_editions_are_compared_clause_by_clause(tmp_path: Path) -> None:
    handbook = book(tmp_path)
    first = approved(handbook, 1, ("Ответить за 45 дней", "Общее", "Лишнее правило о бумаге"))
    second = approved(handbook, 2, ("Ответить за 30 дней", "Общее"), date(2026, 6, 22))
    step = steps(handbook, Given(kept={RULES: (first, second)}))[0]
    told = {
        one.where.replace("\u00a0", " "): [(piece.before, piece.after) for piece in one.pieces if not piece.stays]
        for one in step.wordings
    }
    assert told == {"п. 1.1": [("45", "30")], "п. 1.3": [("Лишнее правило о бумаге", "")]}


def test_an_edition_nobody_has_kept_is_what_the_sources_say(tmp_path: Path) -> None:
    handbook = book(tmp_path)
    before = approved(handbook, 1)
    old = tuple(replace(one, text=one.text.replace("Общее", "Частное")) for one in before.statements)
    given = Given(kept={RULES: (replace(before, statements=old),)})
    now, first, *_ = [one for one in steps(handbook, given) if one.paper == RULES]
    assert [one.where for one in now.wordings] == ["пункт 1"]
    assert "1; " not in now.wordings[0].pieces[0].after
    assert first.wordings == ()
    # In the first edition the same difference is what is being prepared.
    draft, kept = [one for one in steps(book(tmp_path, edition=1), given) if one.paper == RULES]
    assert draft.is_draft
    assert draft.edition == 2
    assert not kept.is_draft
    text = made(book(tmp_path, edition=1), paths.CHANGES, given)
    assert "## Готовится" in text
    assert "Подпишут, когда утвердят" in text
    assert "Готовится редакция 2" in made(book(tmp_path, edition=1), "documents/rules.md", given)


def test_what_is_as_it_was_approved_is_not_prepared(tmp_path: Path) -> None:
    handbook = book(tmp_path, edition=1)
    given = Given(kept={RULES: (approved(handbook, 1),)})
    assert not any(one.is_draft for one in steps(handbook, given))
    assert "## Готовится" not in made(handbook, paths.CHANGES, given)


def test_norms_tell_the_days_their_limits_change(tmp_path: Path) -> None:
    handbook = book(tmp_path)
    assert [(one.placed.norm.id, one.since, one.roles) for one in limit_steps(handbook)] == [
        ("n-age", date(2026, 7, 1), ("boss", "seller"))
    ]
    text = words(made(handbook, paths.CHANGES))
    assert "с 1 июля 2026 г. не более 45 календарных дней не более 30 календарных дней" in text.replace("\u00a0", " ")


def test_the_feed_says_what_changed_for_each_role_without_a_script(tmp_path: Path) -> None:
    raw = made(book(tmp_path), paths.CHANGES)
    assert "Редакция 2 &#60;b&#62;" in raw
    text = unescape(raw)
    assert 'href="#rol-seller"' in text
    section = text.partition("{ #rol-seller }")[2].partition("###")[0]
    assert 'Подписать заново: <a href="changes.html#document-rules-2">Регламент КП</a>' in section
    assert 'href="roles/seller/oznakomlenie.html"' in section
    assert 'id="document-rules-2"' in text
    assert "{ #rol-client }" not in text


def test_a_long_feed_is_several_pages_and_every_edition_is_on_one(tmp_path: Path) -> None:
    sources = small()
    for number in range(150):
        sources[f"documents/d{number}.yaml"] = {
            "id": f"d{number}",
            "title": f"Регламент номер {number} о порядке работы с клиентами и их обращениями",
            "kind": "regulation",
            "scope": "Всем",
            "publication": published(f"РД-{number}", 1 + number % 2, day="2026-06-22"),
        }
    handbook = company(tmp_path, sources)
    found = [one for one in pages(handbook, only={paths.CHANGES}) if one.path.startswith("changes")]
    assert [one.path for one in found] == ["changes.md", *(f"changes-{n}.md" for n in range(2, len(found) + 1))]
    assert len(found) > 2
    assert max(len(one.content) for one in found) < 36_000
    bodies = {one.path: unescape(one.content.decode()) for one in found}
    anchors = [name for body in bodies.values() for name in re.findall(r'id="(document[^"]+)"', body)]
    assert len(anchors) == len(set(anchors)) == 150 + 75
    story = feed(steps(handbook, Given()))
    for step in steps(handbook, Given()):
        page, _, place = str(story.place(step)).partition("#")
        assert place == step.key
        assert f'id="{step.key}"' in bodies[page]


def test_a_sheet_names_everything_the_role_signs(tmp_path: Path) -> None:
    handbook = book(tmp_path)
    text = unescape(made(handbook, SHEET))
    table = words(text.partition("<tbody>")[2].partition("</table>")[0])
    assert table.startswith("1 Продавец Должностная инструкция ДИ-01 ред. 1 от 12.01.2026 2 Регламент КП Регламент")
    assert "РК-01 ред. 2 от 22.06.2026 3 Продать Регламент процесса РП-01" in table
    assert 'href="../../changes.html#document-rules-2"' in text
    assert 'data-read="document-rules-2"' in text
    assert "Фамилия, имя, отчество" in text
    assert "подписи не заменяет" in text


@pytest.mark.parametrize("role", ["client", "boss"])
def test_a_role_nobody_is_employed_for_has_no_sheet(tmp_path: Path, role: str) -> None:
    assert made(book(tmp_path), paths.role_page(role, "oznakomlenie")) == ""


def test_pages_offer_the_word_files_there_are(tmp_path: Path) -> None:
    handbook = book(tmp_path)
    name = "Регламенты и стандарты/РК-01 Регламент КП.docx"
    given = Given(word={name: 20_480, "Должностные инструкции/ДИ-01 Продавец.docx": 3_000_000, "чужой.docx": 1})
    text = made(handbook, "documents/rules.md", given)
    links = re.findall(r'<a class="rg-download" href="([^"]+)" download>', text)
    assert [unquote(unescape(link)) for link in links] == [f"../word/{name}"]
    assert all(link.isascii() and " " not in link for link in links)
    assert "Регламент РК-01, редакция 2, 20 КБ" in words(text)
    for page in ("roles/seller/index.md", paths.ROLES):
        assert "Должностная инструкция ДИ-01, редакция 1, 2,9 МБ" in words(made(handbook, page, given)).replace(
            "\u00a0", " "
        )
    assert "rg-download" not in made(handbook, "operations/ask.md", given)
    assert "rg-download" not in made(handbook, "documents/rules.md")


def test_every_word_document_that_is_built_is_offered_by_a_page(tmp_path: Path) -> None:
    from generator.documents.files import everything, placed
    from generator.site.downloads import downloads

    handbook = book(tmp_path)
    files = {path: 1 for _, _, path in placed(handbook, everything(handbook))}
    offered = {one.file.removeprefix("word/") for ones in downloads(handbook, files).values() for one in ones}
    # The head of the company has no role, so his description is offered by the list of posts.
    assert offered == set(files)


def test_the_foot_names_owner_edition_and_day(tmp_path: Path) -> None:
    handbook = book(tmp_path)
    given = Given(
        changed={"regulations/documents/rules.yaml": date(2026, 8, 9), "regulations/norms.yaml": date(2026, 2, 3)}
    )
    foot = words(made(handbook, "documents/rules.md", given).partition('<div class="rg-foot"')[2])
    assert "Владелец: Начальник РК-01, редакция 2 от 22 июня 2026 г. Описание изменено 9 августа 2026 г." in foot
    assert "Описание изменено 3 февраля 2026 г." in words(made(handbook, "norms/n-gap.md", given))
    assert "Описание изменено" not in made(handbook, "documents/offer.md", given)
    operation = words(made(handbook, "operations/ask.md").partition('<div class="rg-foot"')[2])
    assert "Владелец: Продавец" in operation


def test_a_list_is_dated_only_when_all_its_sources_are(tmp_path: Path) -> None:
    handbook = book(tmp_path)
    day = date(2026, 8, 9)
    assert "Описание изменено 9 августа" in words(
        made(handbook, paths.TRAINING, Given(changed={"regulations/training.yaml": day}))
    )
    assert "Описание изменено" not in made(handbook, paths.TRAINING)


def test_every_generated_page_says_where_to_write(tmp_path: Path) -> None:
    handbook = book(tmp_path)
    for one in pages(handbook):
        if one.path.endswith(".md"):
            text = one.content.decode()
            link = re.search(r'<a href="(mailto:[^"]+)"', text.partition('<div class="rg-foot"')[2])
            assert link, one.path
            told = unquote(unescape(link[1]))
            assert paths.html(one.path) in told
            assert f"subject=Регламент: {title_of(text)}" in told


def test_mail_a_form_and_words() -> None:
    assert feedback(None, "a.html", "А") is None
    assert feedback("  ", "a.html", "А") is None
    mail = feedback("a@b.ru", "operations/a b.html", "Спросить & «узнать»?")
    assert mail
    assert mail.href
    assert mail.href.startswith("mailto:a@b.ru?subject=")
    assert mail.href.count("?") == mail.href.count("&") == 1
    form = feedback("https://f.example/x?p={page}&t={title}&z=%D0%B0", "a/b.html", 'К "П" <1>')
    assert form
    assert form.href == "https://f.example/x?p=a%2Fb.html&t=%D0%9A%20%22%D0%9F%22%20%3C1%3E&z=%D0%B0"
    for text in ("Кабинет 5", "javascript:alert(1)", "a@b"):
        told = feedback(text, "a.html", "А")
        assert told
        assert (told.href, told.words) == (None, text)


def test_feedback_in_words_is_text(tmp_path: Path) -> None:
    text = made(book(tmp_path, feedback_to="<script>alert(1)</script> кабинет 5"), "documents/rules.md")
    assert "<script>" not in text
    assert "Напишите: &#60;script&#62;alert(1)&#60;/script&#62; кабинет 5" in text


def test_a_sheet_tells_papers_of_the_role_from_those_of_other_roles_of_the_post(tmp_path: Path) -> None:
    sources = small()
    sources["positions.yaml"]["positions"][1]["roles"] = ["seller", "boss"]
    for name, owner in (("mine", "seller"), ("other", "boss")):
        clauses = [{"number": "1", "text": "Общее."}]
        act = {"id": name, "title": name, "kind": "regulation", "scope": "Всем", "owner": owner, "clauses": clauses}
        sources[f"documents/{name}.yaml"] = act
    made = pages(company(tmp_path, sources), only={SHEET})
    page = next(one.content.decode() for one in made if one.path == SHEET)
    post, own, other = (part.start() for part in re.finditer(r'class="rg-signing__group"', page))
    assert post < own < page.index("documents/mine.html") < other < page.index("documents/other.html")
    assert "Начальник" in page[other:].partition("</tr>")[0]


def test_groups_are_told_apart_on_every_sheet(tmp_path: Path) -> None:
    sources = small()
    sources["positions.yaml"]["positions"][1]["roles"] = ["seller", "boss"]
    clauses = [{"number": "1", "text": "Общее."}]
    for number in range(60):
        owner = "boss" if number > 55 else "seller"
        act = {"id": f"act-{number}", "title": f"Акт {number}", "kind": "regulation", "scope": "Всем", "owner": owner}
        sources[f"documents/act-{number}.yaml"] = {**act, "clauses": clauses}
    both = {SHEET, paths.sheet("seller", 2)}
    made = pages(company(tmp_path, sources), only=both)
    sheets = [one.content.decode() for one in made if one.path in both]
    assert [sheet.count('class="rg-signing__group"') for sheet in sheets] == [2, 2]


def test_a_sheet_of_the_only_role_of_a_post_has_no_groups(tmp_path: Path) -> None:
    page = next(one.content.decode() for one in pages(book(tmp_path), only={SHEET}) if one.path == SHEET)
    assert "rg-signing__group" not in page

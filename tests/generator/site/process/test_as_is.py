from pathlib import Path

from generator.site.pages import pages
from generator.swimlane import control_points
from generator.word.job_description.post import Post
from handbook.book import Handbook
from tests.generator.site.building import company, small

FORMER = "processes/sell/former/process.yaml"


def with_former(root: Path) -> Handbook:
    """The small company with a process as it was: one operation of its own, one it shares with today's."""
    sources = small()
    sources[FORMER] = {
        **sources["processes/sell/main/process.yaml"],
        "id": "former",
        "title": "Продать по-старому",
        "variant": "as-is",
        "flow": [{"operation": "ask"}, {"operation": "guess"}],
    }
    for key in ("funnel", "norms"):
        del sources[FORMER][key]
    sources["processes/sell/former/guess.yaml"] = {
        "id": "guess",
        "title": "Угадать",
        "owner": "seller",
        "steps": [{"text": "Угадать цену"}],
    }
    return company(root, sources)


def test_a_process_as_it_was_is_nobodys_path_or_duty(tmp_path: Path) -> None:
    book = with_former(tmp_path)
    role = next(page for page in pages(book) if page.path == "roles/seller/index.md").content.decode()
    assert "Продать по-старому" not in role
    assert "operations/ask" in role
    post = Post(book, book.positions["seller"])
    assert [operation.id for operation in post.work] == ["ask", "offer-it"]
    assert [process.id for process in post.processes] == ["main"]


def test_what_is_controlled_today_was_not_then(tmp_path: Path) -> None:
    book = with_former(tmp_path)
    assert control_points(book, book.processes["former"]) == ()
    assert len(control_points(book, book.processes["main"])) == 1

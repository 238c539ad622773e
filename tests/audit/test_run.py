import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audit.ingest.error import IngestError
from audit.run import audit, day_of_audit
from audit.sample import SAMPLE_EXPORT
from handbook.book import Handbook, PlacedNorm
from handbook.norms.deal_age import DealAge
from handbook.norms.quantity import parse_quantity
from handbook.result import Result
from tests.audit.ingest.given import company
from tests.sample import sample_audit, sample_book

TEXT = """ID;Название сделки;Воронка;Стадия сделки;Дата создания;Предполагаемая дата закрытия
1;А;Розница;Новая;02.03.2026;01.06.2026
2;Б;Розница;Новая;20.04.2026;01.06.2026
3;В;Розница;Неизвестная;05.05.2026;01.06.2026
"""


@pytest.fixture
def handbook(tmp_path: Path) -> Handbook:
    norm = DealAge(id="n-age", title="Длительность", why="Надо", max=parse_quantity("30 d"))
    return replace(company(tmp_path), norms={norm.id: PlacedNorm(norm, "company", "company")})


def run(handbook: Handbook, folder: Path, **options: date) -> Result:
    path = folder / "deals.csv"
    path.write_text(TEXT, encoding="utf-8")
    return audit(handbook, [path], **options)


def violators(result: Result) -> list[str]:
    return [violation.key for violation in result.verdicts[0].violations]


def test_a_result_holds_the_answer_and_the_proof(handbook: Handbook, tmp_path: Path) -> None:
    result = run(handbook, tmp_path)
    assert (result.company, result.profile, result.currency) == ("Ромашка", "own", "RUB")
    assert result.as_of == date(2026, 5, 6)
    assert violators(result) == ["1"]
    assert (result.verdicts[0].violations[0].source_file, result.verdicts[0].violations[0].source_row) == (
        "deals.csv",
        2,
    )
    assert [finding.code for finding in result.findings] == ["unmatched-stage"]


def test_rows_after_the_day_of_the_audit_are_in_the_account(handbook: Handbook, tmp_path: Path) -> None:
    result = run(handbook, tmp_path, as_of=date(2026, 5, 1))
    (account,) = result.accounts
    assert (account.rows_read, account.rows_used) == (3, 2)
    assert [(group.reason, group.rows) for group in account.set_aside] == [("после даты аудита", (4,))]


def test_the_last_judged_day_sets_the_day_of_the_audit(handbook: Handbook, tmp_path: Path) -> None:
    assert run(handbook, tmp_path, judged_to=date(2026, 3, 31)).as_of == date(2026, 4, 1)
    assert run(handbook, tmp_path, judged_to=date(2026, 5, 31), as_of=date(2026, 5, 2)).as_of == date(2026, 5, 2)


def test_the_same_export_gives_the_same_result(handbook: Handbook, tmp_path: Path) -> None:
    assert run(handbook, tmp_path) == run(handbook, tmp_path)


def test_what_cannot_be_audited_says_so(handbook: Handbook, tmp_path: Path) -> None:
    with pytest.raises(IngestError) as caught:
        audit(handbook, [tmp_path / "нет такого.csv"])
    assert caught.value.findings[0].code == "missing-export"


def test_less_memory_gives_the_same_verdicts() -> None:
    assert audit(sample_book(), [SAMPLE_EXPORT], memory="100MB") == sample_audit()


def test_too_little_memory_is_said_so() -> None:
    with pytest.raises(IngestError) as caught:
        audit(sample_book(), [SAMPLE_EXPORT], memory="8MB")
    assert caught.value.findings[0].code == "out-of-memory"
    assert "(8MB)" in caught.value.findings[0].message


def test_an_audit_loads_no_more_of_arrow_than_it_needs() -> None:
    """pyarrow.compute alone takes longer to load than a small export to read.

    The database loads pandas and NumPy wherever they are installed; whoever only uses the product has neither.
    """
    code = (
        "import sys; sys.modules.update(pandas=None, numpy=None); from pathlib import Path; "
        "from audit.run import audit; from handbook.read import read; "
        "audit(read(Path(sys.argv[1])).handbook, [*map(Path, sys.argv[2:])]); "
        "print([name for name in ('pyarrow.compute', 'pyarrow.dataset') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    # A workbook, and a page under the name of one, need it to tell groups of rows.
    sample = sorted(path for path in (root / "audit" / "sample" / "data").iterdir() if path.suffix != ".xls")
    done = subprocess.run(
        [sys.executable, "-c", code, str(root), *map(str, sample)], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_end_of_the_period_is_not_beyond_any_calendar() -> None:
    for day in (date(2100, 12, 31), date.max):
        with pytest.raises(IngestError) as caught:
            day_of_audit(None, day)
        (finding,) = caught.value.findings
        assert finding.code == "far-period"
        assert f"{day:%d.%m.%Y}" in finding.message
    assert day_of_audit(None, date(2100, 12, 30)) == date(2100, 12, 31)
    assert day_of_audit(date(2026, 1, 1), date(2026, 3, 31)) == date(2026, 1, 1)

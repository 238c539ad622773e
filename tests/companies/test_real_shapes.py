"""Companies made for two public exports, on small files of the same shape."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from audit.run import audit
from handbook.book import Handbook
from handbook.read import read
from handbook.result import Result

HERE = Path(__file__).parent
PIPELINE = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"


def handbook(name: str) -> Handbook:
    reading = read(HERE / name)
    assert reading.findings == ()
    return reading.handbook


def violators(result: Result) -> dict[str, list[str]]:
    return {verdict.norm_id: [item.key for item in verdict.violations] for verdict in result.verdicts}


def us(day: str) -> str:
    moment = date.fromisoformat(day)
    return f"{moment.month}/{moment.day}/{moment.year}"


def opportunities(*, american: bool = False) -> str:
    """Two closed deals on both sides of each limit, open ones on both sides of 90 days, 81 prospects of one agent."""
    write = us if american else str
    rows = []
    for number, days in enumerate((90, 91, 120, 121)):
        closed = date(2017, 3, 1) + timedelta(days=days)
        stage, value = ("Won", "550") if number % 2 else ("Lost", "0")
        rows.append(f"C{days},Ann Lee,GTX Pro,Acme,{stage},{write('2017-03-01')},{write(closed.isoformat())},{value}")
    rows.append(f"E91,Bob Ray,MG Special,,Engaging,{write('2017-10-01')},,")
    rows.append(f"E90,Bob Ray,MG Special,Acme,Engaging,{write('2017-10-03')},,")
    rows += [f"P{number},Ann Lee,GTX Pro,Acme,Prospecting,,," for number in range(81)]
    return PIPELINE + "".join(f"{row}\n" for row in rows)


EXPECTED = {
    "n-age-90": ["C120", "C121", "C91"],
    "n-age-120": ["C121"],
    "n-engaging-90": ["E91|Engaging|1"],
    "n-open-80": ["Ann Lee|2017-12-31"],
    "n-account": ["E91|account"],
}


@pytest.mark.parametrize("american", [False, True])
def test_maven_both_copies_give_the_same_violators(tmp_path: Path, american: bool) -> None:  # noqa: FBT001 - a parameter
    path = tmp_path / "sales_pipeline.csv"
    path.write_text(opportunities(american=american), encoding="utf-8")
    result = audit(handbook("maven"), [path], as_of=date(2018, 1, 1))
    assert violators(result) == EXPECTED
    assert [note for note in result.notes if "2017-12-31" in note and "81" in note]


def test_maven_the_whole_folder_counts_every_deal_once(tmp_path: Path) -> None:
    for name, text in {
        "accounts.csv": "account,sector,year_established,revenue\nAcme,medical,1999,251.41\n",
        "data_dictionary.csv": "accounts,,,,sales_teams,,\naccount,sector,,,sales_agent,manager,\n,,,,,,\n",
        "products.csv": "product,series,sales_price\nGTX Pro,GTX,4821\n",
        "sales_pipeline.csv": opportunities(),
        "sales_pipeline_usdates.csv": opportunities(american=True),
        "sales_teams.csv": "sales_agent,manager,regional_office\nAnn Lee,Dustin,Central\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = audit(handbook("maven"), [tmp_path], as_of=date(2018, 1, 1))
    assert violators(result) == EXPECTED
    accounts = {account.file: account for account in result.accounts}
    assert (accounts["sales_pipeline.csv"].rows_used, accounts["sales_pipeline_usdates.csv"].rows_used) == (87, 0)
    assert [group.reason for group in accounts["sales_pipeline_usdates.csv"].set_aside] == [
        "сделка уже есть в другом файле"
    ]
    assert sorted(finding.code for finding in result.findings if finding.places) == [
        *["repeated-deals"],
        *["unknown-file"] * 3,
        *["unread-columns"],
    ]


def test_ringostat_rows_are_numbers_and_english_dates_are_read(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(
        "AQL date,Source,Client CRM,Client country,Number of sales reps,Subscription period,PPC budget USD,Stage,"
        "Loss reason description,Closing Date\n"
        '"Jan 2, 2024",Demo Request,No CRM,KZ (Kazakhstan),2.0,90.0,0.0,Closed Lost,Too expensive,"Feb 1, 2024"\n'
        '"Jan 2, 2024",Demo Request,No CRM,KZ (Kazakhstan),2.0,,0.0,Closed Lost,,"Feb 2, 2024"\n'
        '"Jan 31, 2024",Inbound call,Bitrix24,UA (Ukraine),,12-month contract,,Closed Won,,"Feb 2, 2024"\n'
        '"Feb 2, 2024",Inbound call,Bitrix24,UA (Ukraine),,,,Trial,,"Jan 15, 2024"\n',
        encoding="utf-8",
    )
    result = audit(handbook("ringostat"), [path])
    assert violators(result) == {"n-loss-reason": ["3|Loss reason description"], "n-age": ["3"]}
    assert result.as_of == date(2024, 2, 3)
    unread, finding = sorted(result.findings, key=lambda item: item.places[0].row or 0)
    assert unread.message.startswith("аудит не читает столбцы: «Client country», «Number of sales reps»")
    assert (finding.code, finding.places[0].row) == ("closing-date-of-open", 5)

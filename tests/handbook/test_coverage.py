"""How far a company has described itself, counted by hand."""

import pytest

from handbook.coverage import MEASURES, Share, coverage
from tests.conftest import Company

SELL = "regulations/processes/sell/prodat"
GOVERNED = 'governed_by:\n  - {document: reglament-kp, clause: "2.2"}\n'


def shares(company: Company) -> dict[str | None, dict[str, tuple[int, int]]]:
    rows = coverage(company.reading().handbook)
    return {row.id: {key: (share.have, share.of) for key, share in row.shares.items()} for row in rows}


def test_a_whole_company_is_whole(company: Company) -> None:
    found = shares(company)
    assert list(found) == ["prodat", None]
    assert found["prodat"] == {
        "owner": (3, 3),
        "document": (3, 3),
        "control_point": (3, 3),
        "norm": (3, 3),
        "measured": (3, 3),
        "judged": (3, 3),
        "executable": (3, 3),
        "answered": (3, 3),
    }
    # Norms of a position and of the company belong to no process.
    assert found[None] == {**found["prodat"], "executable": (5, 5)}
    assert list(found["prodat"]) == list(MEASURES)


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        ("zaklyuchit-dogovor", "owner: menedzher\n", "", {"owner": (2, 3)}),
        ("zaklyuchit-dogovor", GOVERNED, "", {"document": (2, 3)}),
        ("zaklyuchit-dogovor", "    norms: [n-plan]\n", "", {"norm": (2, 3), "measured": (2, 3), "judged": (2, 3)}),
        ("prinyat-zapros", "max: 30 wmin", "max: 30 wmin\n    draft: true", {"judged": (2, 3), "executable": (2, 3)}),
        ("podgotovit-kp", ", document: kp}\nload", "}\nload", {"answered": (2, 3)}),
    ],
)
def test_every_gap_is_counted(
    company: Company, file: str, old: str, new: str, changed: dict[str, tuple[int, int]]
) -> None:
    before = shares(company)["prodat"]
    company.replace(f"{SELL}/{file}.yaml", old, new)
    assert shares(company)["prodat"] == {**before, **changed}


def test_a_process_as_it_was_is_left_out_and_an_operation_of_two_counts_in_both(company: Company) -> None:
    about = "block: sell\ngoal: А\ntrigger: Б\nresult: В\nflow: [operation: prinyat-zapros]\n"
    for name, variant in (("bylo", "as-is"), ("stalo", "to-be")):
        company.write(
            f"regulations/processes/sell/{name}/process.yaml", f"id: {name}\ntitle: П\nvariant: {variant}\n{about}"
        )
    own = "id: davno\ntitle: Давно\nsteps: [text: Позвонить]\n"
    company.write("regulations/processes/sell/bylo/davno.yaml", own)
    found = shares(company)
    assert set(found) == {"prodat", "stalo", None}
    assert (found["stalo"]["owner"], found["prodat"]["owner"], found[None]["owner"]) == ((1, 1), (3, 3), (3, 3))


@pytest.mark.parametrize(("share", "percent"), [(Share(0, 0), None), (Share(199, 200), 99), (Share(200, 200), 100)])
def test_a_hundred_per_cent_means_all(share: Share, percent: int | None) -> None:
    assert share.percent == percent

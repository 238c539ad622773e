"""The folder of the history: what is taken from it, what is left out, and that this is told."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audit.history import promises as kept_promises
from audit.history.error import HistoryError
from audit.history.folder import FOLDER, keep, listed
from audit.history.people import People, people_of_past
from audit.history.recall import SPAN, recall, recognised, watched
from handbook.audits.naming import rename
from handbook.audits.past import PastAudit
from handbook.audits.promises import Decision, Promise
from handbook.model.people import Person
from handbook.result import OwnerCount
from tests.handbook.audits.given import breach, past, result, unchecked, verdict

KEY = b"k" * 32
STAFF = [
    Person.model_validate({"name": "Белова Ирина Сергеевна", "aliases": ["Ира Белова"], "position": "m"}),
    Person.model_validate({"name": "Чернышёв Павел Евгеньевич", "position": "m"}),
]
WHO = "Белова Ирина Сергеевна"


def audit_of(day: str, *keys: str, owner: str = WHO, company: str = "Проба") -> PastAudit:
    return past(day, verdict("n", [breach(key, owner) for key in keys]), company=company)


def put(root: Path, audit: PastAudit, *, coded: bool = True, key: bytes = KEY) -> Path:
    people = People(STAFF, key, people_of_past(audit))
    as_kept = rename(audit, people.codes) if coded else audit
    return keep(root, audit, as_kept, people.key_print if coded else None)


@pytest.mark.parametrize("coded", [True, False])
def test_people_of_the_history_are_those_known_now(tmp_path: Path, *, coded: bool) -> None:
    audit = audit_of("2026-03-01", "1", f"{WHO}|2026-02")
    path = put(tmp_path, audit, coded=coded)
    assert (WHO in gzip.decompress(path.read_bytes()).decode()) == (not coded)
    found = recall(tmp_path, "Проба", People(STAFF, KEY))
    assert (found.remarks, found.trend, found.whole) == ((), (replace(audit, origin=path.name),), found.trend)


def test_a_person_may_have_been_called_otherwise_in_the_crm(tmp_path: Path) -> None:
    put(tmp_path, audit_of("2026-03-01", "Ира Белова|2026-02", owner="Ира Белова"), coded=False)
    put(tmp_path, audit_of("2026-03-02", "Ира Белова|2026-02", owner="Ира Белова"))
    found = recall(tmp_path, "Проба", People(STAFF, KEY))
    assert [[item.key for item in audit.breaches] for audit in found.whole] == [[f"{WHO}|2026-02"]] * 2


def test_codes_of_people_nobody_knows_stay_until_the_export_names_them(tmp_path: Path) -> None:
    put(tmp_path, audit_of("2026-03-01", "Анна|2026-02", owner="Анна"))
    (audit,) = recall(tmp_path, "Проба", People(STAFF, KEY)).whole
    code = audit.breaches[0].owner
    assert code
    assert code.startswith("Сотрудник ")
    assert audit.breaches[0].key == f"{code}|2026-02"
    assert rename(audit, People(STAFF, KEY, ["Анна"]).names).breaches[0].key == "Анна|2026-02"


@pytest.mark.parametrize(("judged", "departed"), [(5, ()), (0, ("Анна|2026-02",))])
def test_a_stranger_who_is_judged_again_has_not_departed(judged: int, departed: tuple[str, ...]) -> None:
    people = People(STAFF, KEY, ["Анна"])
    code = people.codes["Анна"]
    item = verdict("n", departed=[f"{code}|2026-02"])
    now = result("2026-04-01", replace(item, owners=(OwnerCount("Анна", judged, 0),)))
    audits = [past("2026-03-01", verdict("n", [breach("Анна|2026-02", "Анна", "2026-02", standing=None)]))]
    assert recognised(now, audits, people.names).verdicts[0].departed == departed


def test_the_same_audit_takes_the_same_place(tmp_path: Path) -> None:
    audit = audit_of("2026-03-01", "1")
    assert (
        put(tmp_path, audit)
        == put(tmp_path, audit, coded=False)
        == put(tmp_path, replace(audit, departed=(("n", "9"),)))
    )
    assert len(listed(tmp_path)[0]) == 1


def test_of_one_day_the_fullest_audit_is_taken(tmp_path: Path) -> None:
    full = past("2026-03-01", verdict("n"), verdict("m", [breach("1")]))
    put(tmp_path, past("2026-03-01", verdict("n"), unchecked("m")))
    put(tmp_path, full)
    (found,) = recall(tmp_path, "Проба", None).trend
    assert found.checked == {"n", "m"}


def test_what_is_no_audit_of_the_company_is_told_and_left_out(tmp_path: Path) -> None:
    good = put(tmp_path, audit_of("2026-03-01", "1"))
    put(tmp_path, audit_of("2026-03-02", "1", company="Чужая"))
    folder = tmp_path / FOLDER
    (folder / "2026-03-03-aaaaaa.json.gz").write_bytes(good.read_bytes()[:-9])
    (folder / "2026-03-04-aaaaaa.json.gz").write_bytes(b"")
    (folder / "2026-03-05-aaaaaa.json.gz").mkdir()
    (folder / "2026-99-05-aaaaaa.json.gz").write_bytes(b"")
    (folder / "заметки.txt").write_bytes(b"")
    (folder / ".DS_Store").write_bytes(b"")
    put(tmp_path, audit_of("2026-03-06", "1"), key=b"x" * 32)
    found = recall(tmp_path, "Проба", People(STAFF, KEY))
    assert [audit.as_of.day for audit in found.trend] == [1, 6]
    assert [remark.split(";")[0] for remark in found.remarks if "2026-03-0" not in remark] == [
        (
            "в папке истории history/audits есть посторонние файлы, они не прочитаны: "
            "2026-99-05-aaaaaa.json.gz, заметки.txt"
        ),
        "в истории есть аудиты другой компании, «Чужая»: 1",
    ]
    assert sorted(remark.split(".json")[0][-17:] for remark in found.remarks if "2026-03-0" in remark) == [
        "2026-03-03-aaaaaa",
        "2026-03-04-aaaaaa",
        "2026-03-05-aaaaaa",
        f"2026-03-06-{listed(tmp_path)[0][-1].path.name[11:17]}",
    ]


def test_no_history_is_no_trouble(tmp_path: Path) -> None:
    assert recall(tmp_path, "Проба", None) == recall(tmp_path / "нет", "Проба", None)
    assert recall(tmp_path, "Проба", None).remarks == ()


def test_breaches_are_read_of_the_last_days_before_the_audit(tmp_path: Path) -> None:
    for day in range(1, SPAN + 4):
        put(tmp_path, audit_of(f"2026-03-{day:02}", "1"), coded=False)
    found = recall(tmp_path, "Проба", None, date(2026, 3, SPAN + 3))
    assert [audit.as_of.day for audit in found.trend] == list(range(1, SPAN + 3))
    assert [audit.as_of.day for audit in found.whole] == list(range(3, SPAN + 3))
    assert [len(audit.breaches) for audit in found.trend] == [0, 0] + [1] * SPAN
    assert found.before(date(2026, 3, 3)).whole == ()


def test_every_earlier_violator_is_watched() -> None:
    promise = Promise("m", "5|Поле", "", None, Decision.MEND, None, "", date(2026, 3, 1))
    audits = [
        past("2026-03-01", verdict("n", [breach("1|а")], waived=[breach("2")])),
        audit_of("2026-03-02", "1|а", "3"),
    ]
    assert watched(audits, [promise]) == {"m": [("5|Поле", "5")], "n": [("2", "2"), ("1|а", "1"), ("3", "3")]}


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "history").write_bytes(b"")
    with pytest.raises(HistoryError, match="история не записана"):
        put(tmp_path, audit_of("2026-03-01", "1"))


def promise(key: str, note: str, *, made: str = "2026-03-01", owner: str | None = WHO) -> Promise:
    return Promise("n", key, f"сделка {key}", owner, Decision.MEND, date(2026, 3, 5), note, date.fromisoformat(made))


@pytest.mark.parametrize("coded", [True, False])
def test_promises_are_kept_as_audits_are(tmp_path: Path, *, coded: bool) -> None:
    people = People(STAFF, KEY)
    said = (promise("1", f"обещала {WHO}"), promise(f"{WHO}|2026-02", ""), promise("2", "сам", owner=None))
    kept_promises.keep(tmp_path, said, people if coded else None)
    text = (tmp_path / FOLDER / kept_promises.FILE).read_text(encoding="utf-8")
    assert ("Белова" in text) == (not coded)
    assert set(kept_promises.read(tmp_path, people)) == set(said)
    assert listed(tmp_path) == ((), ())


def test_inflected_names_in_words_of_a_meeting_are_hidden(tmp_path: Path) -> None:
    kept_promises.keep(tmp_path, [promise("1", "помочь Беловой Ирине до пятницы")], People(STAFF, KEY))
    assert "Белов" not in (tmp_path / FOLDER / kept_promises.FILE).read_text(encoding="utf-8")
    (found,) = kept_promises.read(tmp_path, People(STAFF, KEY))
    assert found.note == f"помочь {WHO} до пятницы"


def test_what_a_meeting_says_again_replaces_what_it_said() -> None:
    again = promise("1", "иначе")
    other = promise("1", "через неделю", made="2026-03-08")
    assert kept_promises.merged([promise("1", "так")], [other, again]) == (again, other)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"schema":"reglament/promises/2"}', b'{"schema":"reglament/promises/1","promises":[{}]}'],
)
def test_promises_that_cannot_be_read_are_told_and_laid_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FOLDER / kept_promises.FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(HistoryError, match="не прочитаны"):
        kept_promises.read(tmp_path, None)
    assert kept_promises.lay_aside(tmp_path).read_bytes() == content
    assert kept_promises.read(tmp_path, None) == ()
    assert listed(tmp_path) == ((), ())

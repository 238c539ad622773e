import os
import sys
from pathlib import Path

import pytest

from handbook.claims import ANY
from handbook.files import FILE_MODELS
from handbook.finding import Severity
from handbook.layout import kind_of
from handbook.model.base import Record
from handbook.model.operation import Operation
from handbook.model.people import Person
from handbook.read import read
from tests.conftest import Company

SELL = "regulations/processes/sell/prodat"


def test_a_valid_company_is_read_whole(company: Company) -> None:
    reading = read(company.root)
    book = reading.handbook
    assert reading.findings == ()
    assert book.company.short_name == "ООО «Пример»"
    assert list(book.roles) == ["client", "menedzher", "rop"]
    assert list(book.positions) == ["direktor", "rop", "menedzher"]
    assert [person.name for person in book.staff] == ["Петров Пётр Петрович", "Иванова Анна Сергеевна"]
    assert list(book.documents) == ["kartochka", "kp", "otchet", "reglament-kp", "zapros"]
    assert list(book.processes) == ["prodat"]
    assert list(book.operations) == ["podgotovit-kp", "prinyat-zapros", "zaklyuchit-dogovor"]
    assert list(book.terms) == ["kp", "crm"]
    assert list(book.profiles) == ["vygruzka"]
    assert book.homes == dict.fromkeys(book.operations, "prodat")
    assert {name: (placed.home, placed.home_id) for name, placed in book.norms.items()} == {
        "n-otkrytye": ("position", "menedzher"),
        "n-plan": ("company", "company"),
        "n-dlitelnost": ("process", "prodat"),
        "n-reakciya": ("operation", "prinyat-zapros"),
        "n-kp": ("operation", "podgotovit-kp"),
    }
    assert sorted(reading.files) == sorted(
        path.relative_to(company.root).as_posix() for path in company.root.rglob("*.yaml")
    )


def test_every_record_knows_where_it_stands(company: Company) -> None:
    reading = read(company.root)
    book = reading.handbook
    at = {str(reading.place(book.spot(record))) for record in book.records()}
    assert f"{SELL}/process.yaml:1:1" in at
    assert "regulations/positions.yaml:3:5" in at
    assert str(reading.place(book.spot(book.norms["n-kp"].norm, "max"))) == f"{SELL}/podgotovit-kp.yaml:23:10"
    assert str(reading.place(book.spot(book.staff[1], "absences", 0, "from"))) == "regulations/staff.yaml:8:16"


def test_all_mistakes_are_told_at_once_in_the_order_of_places(company: Company) -> None:
    company.replace("regulations/company.yaml", "city: Пермь\n", "sity: Пермь\n")
    company.replace("regulations/roles/rop.yaml", "id: rop", "id: РОП")
    company.replace("regulations/staff.yaml", "hired: 2026-01-12", "hired: вчера")
    company.replace(f"{SELL}/process.yaml", "owner: rop", "owner rop")
    company.replace(f"{SELL}/prinyat-zapros.yaml", "max: 30 wmin", "max: 30 попугаев")
    company.write("regulations/documents/kp.yaml", "Коммерческое".encode("cp1251"))
    company.write("regulations/glossary.yaml", "")
    company.write("regulations/new.yaml", "id: new\n")
    found = [(str(item.places[0]), item.code) for item in company.check()]
    assert found == [
        ("regulations/company.yaml:1:1", "missing-key"),
        ("regulations/company.yaml:3:1", "unknown-key"),
        ("regulations/documents/kp.yaml:1:1", "not-utf8"),
        ("regulations/glossary.yaml:1:1", "empty-file"),
        ("regulations/new.yaml", "misplaced-file"),
        (f"{SELL}/prinyat-zapros.yaml:14:10", "wrong-value"),
        (f"{SELL}/process.yaml:7:1", "yaml-syntax"),
        ("regulations/roles/rop.yaml:1:5", "wrong-value"),
        ("regulations/staff.yaml:6:12", "wrong-type"),
    ]


#: Whatever makes one file unreadable is told once: what refers to its records, or waits for them, is not to blame.
SPOILT = {
    "not YAML": lambda text: f"{text}a: b: c\n".encode(),
    "not UTF-8": lambda text: text.encode("cp1251"),
    "empty": lambda _text: b"",
    "a list": lambda _text: b"- 1\n",
    "an unknown key": lambda text: (text + "novyj: 1\n").encode(),
    "cut short": lambda text: text[: len(text) // 2].encode() + b'\nx: "',
}
FILES = [
    "regulations/company.yaml",
    "regulations/positions.yaml",
    "regulations/staff.yaml",
    "regulations/norms.yaml",
    "regulations/glossary.yaml",
    "regulations/roles/menedzher.yaml",
    "regulations/roles/rop.yaml",
    "regulations/documents/kp.yaml",
    "regulations/documents/reglament-kp.yaml",
    "regulations/crm/vygruzka.yaml",
    f"{SELL}/process.yaml",
    f"{SELL}/prinyat-zapros.yaml",
    f"{SELL}/podgotovit-kp.yaml",
    f"{SELL}/zaklyuchit-dogovor.yaml",
]


@pytest.mark.parametrize("how", SPOILT)
@pytest.mark.parametrize("name", FILES)
def test_one_unreadable_file_raises_no_second_complaint(company: Company, name: str, how: str) -> None:
    company.append("regulations/roles/rop.yaml", "purpose: См. [[norm:n-plan]], [[norm:n-otkrytye]], [[term:kp]]\n")
    assert company.told() == []
    company.write(name, SPOILT[how](company.text(name)))
    found = company.check()
    assert {finding.places[0].file for finding in found} == {name}
    assert len(found) == 1


def test_a_list_of_records_without_identifiers_is_one_mistake(company: Company) -> None:
    company.replace("regulations/positions.yaml", "  - id: menedzher\n", "  - ident: menedzher\n")
    assert {finding.code for finding in company.check()} == {"unknown-key", "missing-key"}
    company.replace("regulations/company.yaml", "departments:\n  - {id: prodazhi", "departments:\n  {id: prodazhi")
    assert "unknown-reference" not in {finding.code for finding in company.check()}


def test_what_is_known_is_still_checked_beside_a_broken_record(company: Company) -> None:
    company.replace("regulations/positions.yaml", "title: Директор", "title: 5")
    company.replace(f"{SELL}/zaklyuchit-dogovor.yaml", "owner: menedzher", "owner: menager")
    company.replace("regulations/staff.yaml", "position: menedzher", "position: manager")
    assert [finding.code for finding in company.check()] == ["wrong-type", "unknown-reference", "unknown-reference"]


def test_a_handbook_says_what_it_lacks(company: Company) -> None:
    assert not read(company.root).handbook.lacks("role", "process", "operation", "position", "norm", "term")
    company.write(f"{SELL}/process.yaml", "")
    company.write("regulations/positions.yaml", "")
    book = read(company.root).handbook
    assert book.lacks("process")
    assert book.claimed["position"] == {ANY}
    assert book.knows("position", "kto-ugodno")
    assert not book.lacks("operation")
    assert not book.knows("operation", "chto-ugodno")


def test_keys_of_the_program_are_not_keys_of_a_source(company: Company) -> None:
    """``from`` is written in a source; ``since``, its name inside the program, is not."""
    company.replace(f"{SELL}/process.yaml", "{from: 2026-07-01,", "{since: 2026-07-01,")
    assert company.told() == [f"{SELL}/process.yaml:35:10: неизвестный ключ «since»"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("company.yaml", "company"),
        ("roles/rop.yaml", "role"),
        ("documents/kp.yaml", "document"),
        ("crm/amo.yaml", "profile"),
        ("processes/sell/prodat/process.yaml", "process"),
        ("processes/sell/prodat/kp.yaml", "operation"),
        ("processes/sell/kp.yaml", None),
        ("processes/sell/prodat/more/kp.yaml", None),
        ("rop.yaml", None),
        ("role/rop.yaml", None),
    ],
)
def test_what_a_file_holds_is_told_by_its_place(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


def test_hidden_files_pages_and_other_formats_are_left_alone(company: Company) -> None:
    for name in (".schema/role.yaml", "roles/.rop.yaml", "pages/x.yaml", "roles/readme.md", "roles/rop.yaml.bak"):
        company.write(f"regulations/{name}", "]")
    assert company.told() == []


def test_a_file_with_the_short_suffix_is_read(company: Company) -> None:
    company.write("regulations/roles/kassir.yml", "id: kassir\n")
    assert company.told() == ["regulations/roles/kassir.yml:1:1: нет обязательного ключа «title»"]


def test_a_folder_named_like_a_file_is_a_folder(company: Company) -> None:
    company.write("regulations/roles/sales.yaml/kassir.yaml", "id: kassir\n")
    assert company.told() == ["regulations/roles/sales.yaml/kassir.yaml:1:1: нет обязательного ключа «title»"]


LINKS = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links and pipes in other ways")


@LINKS
def test_links_to_nowhere_and_to_themselves_are_told(company: Company) -> None:
    (company.root / "regulations/roles/a.yaml").symlink_to("nowhere.yaml")
    (company.root / "regulations/roles/b.yaml").symlink_to("b.yaml")
    assert company.told("unreadable-file") == [
        "regulations/roles/a.yaml: файл не открывается: ссылка ведёт в никуда",
        "regulations/roles/b.yaml: файл не открывается: ссылка ведёт на саму себя",
    ]


@LINKS
def test_a_pipe_does_not_stop_the_reading(company: Company) -> None:
    os.mkfifo(company.root / "regulations/roles/a.yaml")
    assert company.told() == ["regulations/roles/a.yaml: файл не открывается: это не обычный файл"]


def test_a_file_the_system_will_not_open_is_told(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "rop.yaml":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert company.told() == ["regulations/roles/rop.yaml: файл не открывается: нет прав"]


def test_the_mark_of_windows_editors_and_their_line_ends_do_no_harm(company: Company) -> None:
    for path in company.root.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert company.told() == []
    company.replace("regulations/roles/rop.yaml", "title:", "titel:")
    assert company.told("unknown-key") == ["regulations/roles/rop.yaml:2:1: неизвестный ключ «titel»"]


def test_the_line_of_a_wrong_encoding_is_the_one_with_the_first_wrong_byte(company: Company) -> None:
    company.write("regulations/roles/rop.yaml", b"id: rop\n# ok\ntitle: \xd0\xee\xef\n")
    assert company.told() == ["regulations/roles/rop.yaml:3:1: файл не в кодировке UTF-8"]


def test_a_second_record_with_the_same_name_points_at_the_first(company: Company) -> None:
    company.write("regulations/roles/zam.yaml", "title: Заместитель\nid: rop\n")
    (finding,) = company.check()
    assert (finding.code, finding.severity) == ("duplicate-id", Severity.ERROR)
    assert [str(place) for place in finding.places] == [
        "regulations/roles/zam.yaml:2:5",
        "regulations/roles/rop.yaml:1:5",
    ]


def test_records_of_different_kinds_may_share_a_name(company: Company) -> None:
    assert {"rop", "menedzher"} <= read(company.root).handbook.roles.keys() & read(
        company.root
    ).handbook.positions.keys()


def test_a_file_with_a_repeated_key_is_still_read(company: Company) -> None:
    company.append("regulations/roles/rop.yaml", "title: РОП\n")
    reading = read(company.root)
    assert [finding.code for finding in reading.findings] == ["duplicate-key"]
    assert reading.handbook.roles["rop"].title == "РОП"


def test_reading_nothing_is_a_finding_and_no_failure(tmp_path: Path) -> None:
    (tmp_path / "regulations").mkdir()
    reading = read(tmp_path)
    assert [finding.code for finding in reading.findings] == ["missing-file"]
    assert list(reading.handbook.records()) == []


def test_shorthands_of_a_profile_are_read(company: Company) -> None:
    company.append(
        "regulations/crm/vygruzka.yaml",
        "sources:\n"
        "  - table: deals\n"
        "    recognise: [ID]\n"
        "    columns: {deal_id: ID, title: [Название, Имя], amount: {from: Сумма}}\n",
    )
    assert company.told() == []
    profile = read(company.root).handbook.profiles["vygruzka"]
    assert profile.stages[0].names == ("NEW",)
    columns = profile.sources[0].columns
    assert [columns[name].titles for name in columns] == [("ID",), ("Название", "Имя"), ("Сумма",)]


def test_records_are_frozen_and_files_hold_records(company: Company) -> None:
    book = read(company.root).handbook
    assert all(issubclass(model, Record) for model in FILE_MODELS.values())
    operation = book.operations["prinyat-zapros"]
    assert isinstance(operation, Operation)
    assert isinstance(book.staff[0], Person)
    with pytest.raises(ValueError, match="frozen"):
        operation.title = "Другое"  # type: ignore[misc]

import json
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reglament.cli import app
from tests.conftest import Company

OFFER = "regulations/processes/sell/prodat/podgotovit-kp.yaml"
DOCUMENT = "regulations/documents/reglament-kp.yaml"
ORDER = ("--order", "7-П", "--date", "22.11.2026")


def run(company: Company, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--project", str(company.root), *arguments], prog_name="reglament")


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def kept(company: Company) -> Company:
    """The company in git, in a folder of a larger repository, changed since the commit."""
    company.append(DOCUMENT, "publication: {number: РД-01, date: 2026-01-12}\n")
    git(company.root.parent, "init", "-q")
    git(company.root.parent, "add", "-A")
    git(company.root.parent, "commit", "-qm", "first")
    company.replace(OFFER, "max: 7 d", "max: 5 d")
    return company


class TestDiff:
    def test_a_revision_is_compared_with_what_is_written_now(self, kept: Company) -> None:
        result = run(kept, "diff", "HEAD")
        assert result.exit_code == 0
        assert "* «Ожидание КП» (n-kp)" in result.stdout
        assert "было:  не более 7 календарных дней" in result.stdout
        assert "подписать: РД-01, документ «Регламент подготовки КП» — из-за «Ожидание КП»" in result.stdout
        assert "Иванова Анна Сергеевна" in result.stdout

    def test_two_folders_are_compared_as_json(self, kept: Company, tmp_path: Path) -> None:
        other = Company(tmp_path / "other")
        subprocess.run(["cp", "-r", str(kept.root), str(other.root)], check=True)
        other.replace(OFFER, "max: 5 d", "max: 4 d")
        data = json.loads(run(kept, "diff", str(kept.root), str(other.root), "--format", "json").stdout)
        assert [(change["what"], change["id"]) for change in data["changes"]] == [("norm", "n-kp")]
        assert {reader["position"] for reader in data["readers"]} == {"menedzher", "rop"}

    def test_nothing_changed_is_said(self, kept: Company) -> None:
        assert run(kept, "diff", "HEAD", "HEAD").stdout == "Изменений нет.\n"

    @pytest.mark.parametrize(("editions", "code"), [(["HEAD"], 1), (["HEAD", "HEAD"], 0), (["HEAD~9"], 2)])
    def test_changes_are_told_by_the_exit_code_when_asked(self, kept: Company, editions: list[str], code: int) -> None:
        assert run(kept, "diff", "--exit-code", *editions).exit_code == code

    @pytest.mark.parametrize("name", ["нет-такой", "--upload-pack=x", "HEAD:regulations", "HEAD~9"])
    def test_what_is_no_edition_is_refused(self, kept: Company, name: str) -> None:
        result = run(kept, "diff", "--", name)
        assert result.exit_code == 2
        assert result.stderr.startswith("Ошибка: ")

    @pytest.mark.skipif(os.name == "nt", reason="Windows lets few people make links")
    def test_links_of_a_revision_are_not_followed(self, kept: Company, tmp_path: Path) -> None:
        secret = tmp_path / "secret.txt"
        secret.write_text("чужое", encoding="utf-8")
        (kept.root / "regulations" / "pages").mkdir(exist_ok=True)
        (kept.root / "regulations" / "pages" / "a.md").symlink_to(secret)
        git(kept.root, "add", "-A")
        git(kept.root, "commit", "-qm", "link")
        (kept.root / "regulations" / "pages" / "a.md").unlink()
        result = run(kept, "diff", "HEAD")
        assert (result.exit_code, result.stdout) == (0, "Изменений нет.\n")

    def test_a_shallow_clone_is_told_of(self, kept: Company, tmp_path: Path) -> None:
        kept.append(OFFER, "# ещё\n")
        git(kept.root, "commit", "-qam", "second")
        git(tmp_path, "clone", "-q", "--depth", "1", (kept.root.parent).as_uri(), "shallow")
        copy = Company(tmp_path / "shallow" / kept.root.name)
        assert run(copy, "diff", "HEAD").exit_code == 0
        result = run(copy, "diff", "HEAD~1")
        assert (result.exit_code, "git fetch --unshallow" in result.stderr) == (2, True)

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        result = run(Company(tmp_path / "нет"), "diff", "HEAD", "HEAD~1")
        assert (result.exit_code, "git не найдена" in result.stderr) == (2, False)

    def test_outside_git_only_folders_are_editions(self, company: Company) -> None:
        result = run(company, "diff", "HEAD")
        assert result.exit_code == 2
        assert "не под git" in result.stderr

    def test_an_edition_with_mistakes_is_not_compared(self, kept: Company) -> None:
        kept.replace(OFFER, "owner:", "ovner:")
        result = run(kept, "diff", "HEAD")
        assert result.exit_code == 2
        assert "Сравнить нельзя" in result.stderr


class TestApprove:
    def test_the_edition_is_kept_and_the_source_tells_of_it(self, kept: Company) -> None:
        result = run(kept, "approve", "РД-01", *ORDER, "--effective", "2026-12-01")
        assert result.exit_code == 0, result.stderr
        stored = json.loads(kept.text("history/approved/document-reglament-kp/001.json"))
        assert (stored["edition"], stored["order"], stored["effective"]) == (1, "7-П", "2026-12-01")
        assert "7-П" in kept.text(DOCUMENT)
        again = run(kept, "approve", "РД-01", *ORDER)
        assert again.exit_code == 0
        assert "утверждать нечего" in again.stderr

    def test_clauses_are_kept_as_printed_and_who_signs_is_told(self, kept: Company) -> None:
        result = run(kept, "approve", "РД-01", "рд-01", "reglament-kp", *ORDER)
        assert "Записано редакций: 1." in result.stderr
        stored = json.loads(kept.text("history/approved/document-reglament-kp/001.json"))
        first = next(one for one in stored["clauses"] if one["number"] == "1.1")
        assert first["source"] == "clauses/1.1"
        assert "не более 5 календарных дней" in first["text"].replace("\u00a0", " ")
        signed = result.stderr.partition("Знакомятся под подпись:\n")[2].replace("\u00a0", " ")
        assert "Менеджер по продажам (Иванова А. С.): РД-01" in signed
        assert "Руководитель отдела продаж (имена впишите в лист): РД-01" in signed

    def test_several_documents_of_one_file_are_approved_at_once(self, kept: Company) -> None:
        for name, number in (("rop", "ДИ-02"), ("menedzher", "ДИ-03")):
            line = f"    roles: [{name}]\n"
            publication = f"    publication: {{number: {number}, date: 2026-01-12}}\n"
            kept.replace("regulations/positions.yaml", line, line + publication)
        result = run(kept, "approve", "ДИ-02", "ДИ-03", "РД-01", *ORDER)
        assert "Записано редакций: 3." in result.stderr
        assert kept.text("regulations/positions.yaml").count("7-П") == 4, "an order and a line of changes in both"
        again = run(kept, "approve", "ДИ-02", "ДИ-03", "РД-01", *ORDER)
        assert again.stderr.count("утверждать нечего") == 3

    def test_a_spoilt_template_is_told_of_and_nothing_is_kept(self, kept: Company) -> None:
        kept.write("templates/word/governing-document.docx", b"no document")
        result = run(kept, "approve", "РД-01", *ORDER)
        assert (result.exit_code, "governing-document.docx" in result.stderr) == (2, True)
        assert not (kept.root / "history").exists()

    def test_a_dry_run_writes_nothing(self, kept: Company) -> None:
        before = kept.text(DOCUMENT)
        result = run(kept, "approve", "reglament-kp", *ORDER, "--dry-run")
        assert "Ничего не записано" in result.stderr
        assert "Менеджер по продажам" in result.stderr
        assert kept.text(DOCUMENT) == before
        assert not (kept.root / "history").exists()

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("kp", *ORDER), "нет раздела publication"),
            (("reglament-k", *ORDER), "Возможно, вы имели в виду «reglament-kp»"),
            (("РД-01", "--order", "7-П", "--date", "завтра"), "не дата"),
            (("РД-01", *ORDER, "--effective", "2026-01-01"), "раньше даты приказа"),
            (("РД-01", "--order", " ", "--date", "2026-11-22"), "пустой номер приказа"),
            (("РД-01", "--order", "7\x01", "--date", "2026-11-22"), "управляющий знак"),
            (("РД-01", *ORDER, "--summary", "срок — [[norm:n-kp]]"), "здесь не раскрываются"),
        ],
    )
    def test_what_cannot_be_approved_is_refused(self, kept: Company, arguments: tuple[str, ...], words: str) -> None:
        result = run(kept, "approve", *arguments)
        assert result.exit_code == 2
        assert words in result.stderr

    def test_a_number_two_documents_have_names_neither(self, kept: Company) -> None:
        publication = "    publication: {number: РД-01, date: 2026-01-12}\n"
        kept.replace("regulations/positions.yaml", "    roles: [rop]\n", "    roles: [rop]\n" + publication)
        result = run(kept, "approve", "РД-01", *ORDER)
        assert result.exit_code == 2
        assert "документ «Регламент подготовки КП» (reglament-kp), должность «Руководитель отдела" in result.stderr

    @pytest.mark.parametrize("name", ["Регламент подготовки КП", "«регламент  подготовки кп»", "РД-01"])
    def test_a_document_is_named_as_people_call_it(self, kept: Company, name: str) -> None:
        assert "Записано редакций: 1." in run(kept, "approve", name, *ORDER).stderr

    def test_a_title_two_documents_have_names_neither(self, kept: Company) -> None:
        publication = "    publication: {number: ДИ-02, date: 2026-01-12}\n"
        kept.replace("regulations/positions.yaml", "    roles: [rop]\n", "    roles: [rop]\n" + publication)
        kept.replace(
            "regulations/positions.yaml", "title: Руководитель отдела продаж", "title: Регламент подготовки КП"
        )
        result = run(kept, "approve", "регламент подготовки КП", *ORDER)
        assert (result.exit_code, "называет несколько документов" in result.stderr) == (2, True)

    def test_the_pack_it_advises_is_of_what_has_changed(self, kept: Company) -> None:
        first = run(kept, "approve", "РД-01", *ORDER)
        assert first.stderr.endswith("«Было/Стало»: reglament docx --pack\n"), "there is nothing to compare with"
        kept.replace(OFFER, "max: 5 d", "max: 6 d")
        second = run(kept, "approve", "РД-01", "--order", "8-П", "--date", "2026-12-01")
        assert second.stderr.endswith("docx --pack --changed-since 2026-11-30\n")
        kept.replace(OFFER, "max: 6 d", "max: 4 d")
        third = run(kept, "approve", "РД-01", "--order", "9-П", "--date", "2026-12-01")
        assert third.stderr.endswith("docx --pack --changed-since 2\n"), "both came into force on one day"
        for since in ("2026-11-30", "2"):
            printed = run(kept, "docx", "--pack", "--changed-since", since)
            assert printed.exit_code == 0, printed.stderr
            assert list((kept.root / "build/pack").glob("05_*/*.docx")), since

    def test_what_is_typed_in_several_lines_is_kept_in_one(self, kept: Company) -> None:
        run(kept, "approve", "РД-01", "--order", " 7-П\n", "--date", "2026-11-22", "--summary", "Новый\nсрок")
        stored = json.loads(kept.text("history/approved/document-reglament-kp/001.json"))
        assert (stored["order"], stored["summary"]) == ("7-П", "Новый срок")
        assert run(kept, "check").exit_code == 0

    def test_an_order_older_than_the_last_one_is_refused(self, kept: Company) -> None:
        run(kept, "approve", "РД-01", *ORDER)
        kept.replace(OFFER, "max: 5 d", "max: 6 d")
        result = run(kept, "approve", "РД-01", "--order", "8-П", "--date", "2026-10-01")
        assert result.exit_code == 2
        assert "утверждена позже" in result.stderr

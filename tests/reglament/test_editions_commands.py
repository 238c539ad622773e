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

    def test_a_dry_run_writes_nothing(self, kept: Company) -> None:
        before = kept.text(DOCUMENT)
        result = run(kept, "approve", "reglament-kp", *ORDER, "--dry-run")
        assert "Ничего не записано" in result.stderr
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
        ],
    )
    def test_what_cannot_be_approved_is_refused(self, kept: Company, arguments: tuple[str, ...], words: str) -> None:
        result = run(kept, "approve", *arguments)
        assert result.exit_code == 2
        assert words in result.stderr

    def test_an_order_older_than_the_last_one_is_refused(self, kept: Company) -> None:
        run(kept, "approve", "РД-01", *ORDER)
        kept.replace(OFFER, "max: 5 d", "max: 6 d")
        result = run(kept, "approve", "РД-01", "--order", "8-П", "--date", "2026-10-01")
        assert result.exit_code == 2
        assert "утверждена позже" in result.stderr

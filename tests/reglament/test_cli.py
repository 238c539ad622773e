import contextlib
import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from click.testing import CliRunner, Result
from lxml import etree

from handbook.explain import pages
from reglament import __version__
from reglament.cli import COMMANDS, app
from reglament.locale.compile import CATALOG, compiled
from tests.conftest import Company

ROOT = Path(__file__).parents[2]

#: What click calls kinds of values when nobody gives them a Russian name, and the words of its own help.
ENGLISH = re.compile(
    r"\b(?:TEXT|INTEGER|FLOAT|BOOLEAN|PATH|FILE|FILENAME|DIRECTORY|DATE|DATETIME|UUID|RANGE|OPTIONS|COMMAND|ARGS"
    r"|Usage|Options|Commands|Show|Error|Try|Missing|Invalid|default|required|No such|Got)\b"
)


def run(*arguments: str, project: Path | None = None) -> Result:
    before = [] if project is None else ["--project", str(project)]
    return CliRunner().invoke(app, [*before, *arguments], prog_name="reglament")


def process(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    given = {key: value for key, value in os.environ.items() if key not in ("REGLAMENT_DEBUG", "LANGUAGE")}
    return subprocess.run(
        [sys.executable, "-m", "reglament", *arguments],
        cwd=cwd,
        env={**given, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


class TestHelp:
    @pytest.mark.parametrize(
        "command", [(), *((name,) for name in COMMANDS)], ids=lambda value: "-".join(value) or "all"
    )
    def test_every_help_is_russian(self, command: tuple[str, ...]) -> None:
        result = run(*command, "--help")
        assert result.exit_code == 0
        assert result.stdout.startswith("Запуск: reglament ")
        assert "\nКлючи:\n" in result.stdout
        assert ENGLISH.findall(result.stdout) == []
        assert run(*command, "-h").stdout == result.stdout

    def test_the_list_of_commands_is_the_whole_of_them(self) -> None:
        listed = run("--help").stdout.partition("Команды:\n")[2]
        assert re.findall(r"^  ([a-z-]+)  ", listed, re.MULTILINE) == list(COMMANDS)

    @pytest.mark.parametrize("name", COMMANDS)
    def test_a_listed_command_is_there_under_its_name(self, name: str) -> None:
        command = importlib.import_module(COMMANDS[name][0]).command
        assert isinstance(command, click.Command)
        assert command.name == name

    def test_nothing_asked_shows_the_help(self) -> None:
        result = run()
        assert result.exit_code == 2
        assert "Команды:" in result.output

    def test_the_version(self) -> None:
        assert run("--version").stdout == f"reglament, версия {__version__}\n"


class TestWordsOfClick:
    #: Said to the programmer who declares an option, never to a user; and a type no option here has.
    NOT_MET = (
        "DeprecationWarning: ",
        "Name '{name}' defined twice",
        "Boolean option {decl!r}",
        "Could not determine name",
        "No options defined",
        "Arguments take exactly one parameter declaration",
        "Invalid start character for option",
        "Unknown color",
        "Unknown standard stream",
        "{value!r} is not a valid UUID.",
        "{editor}: Editing failed",
    )

    def test_each_has_a_russian_one(self) -> None:
        with CATALOG.open("rb") as stream:
            catalogue = read_po(stream, locale="ru")
        missing = []
        for _, _, message, _, _ in extract_from_dir(Path(click.__file__).parent):
            words = message if isinstance(message, str) else message[0]
            found = catalogue.get(words)
            if not words.startswith(self.NOT_MET) and (found is None or not all(found.string)):
                missing.append(words)
        assert sorted(set(missing)) == []

    def test_places_for_values_are_kept(self) -> None:
        with CATALOG.open("rb") as stream:
            catalogue = read_po(stream, locale="ru")
        for message in catalogue:
            sources = message.id if isinstance(message.id, tuple) else (message.id,)
            targets = message.string if isinstance(message.string, tuple) else (message.string,)
            known = {place for source in sources for place in re.findall(r"\{\w+|%\(\w+\)s", source)}
            for target in targets:
                assert set(re.findall(r"\{\w+|%\(\w+\)s", target)) <= known, message.id

    def test_the_compiled_catalogue_is_up_to_date(self) -> None:
        assert CATALOG.with_suffix(".mo").read_bytes() == compiled(), "run: python -m reglament.locale.compile"


class TestCommonOptions:
    """`--project` and `-q` mean the same before the command and after it."""

    @pytest.mark.parametrize(
        "line",
        [
            ["--project", "{}", "-q", "check"],
            ["check", "--project", "{}", "-q"],
            ["check", "--project={}", "--quiet"],
            ["-q", "check", "--project", "{}", "--format", "text"],
        ],
        ids=" ".join,
    )
    def test_they_may_stand_anywhere(self, line: list[str], company: Company) -> None:
        result = CliRunner().invoke(app, [word.format(company.root) for word in line], prog_name="reglament")
        assert result.exit_code == 0, result.output

    def test_without_its_value_it_takes_nothing_for_one(self) -> None:
        assert "'--project'" in run("check", "--project").output

    def test_after_two_dashes_they_are_ordinary_words(self) -> None:
        assert "страницы «-q» нет" in run("explain", "--", "-q").output


class TestWrongCalls:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["chek"], "Ошибка: Нет команды 'chek'."),
            (["check", "--formt", "json"], "Ошибка: Нет ключа '--formt'."),
            (["check", "--format", "xml"], "Ошибка: Недопустимое значение '--format': 'xml' не подходит; бывает: "),
            (["check", "--format"], "Ошибка: Ключу '--format' нужно значение."),
            (["--quiet=1", "check"], "Ошибка: Ключ '--quiet' пишется без значения."),
            (["check", "lishnee"], "Ошибка: Лишний аргумент (lishnee)"),
            (["explain", "a", "b", "c"], "Ошибка: Лишние аргументы (b c)"),
            (["export"], "Ошибка: Не указан аргумент"),
            (
                ["explain", "unknown-kee"],
                "Ошибка: страницы «unknown-kee» нет\n  Возможно, вы имели в виду «unknown-key»",
            ),
            (["explain", "щщщ"], "Ошибка: страницы «щщщ» нет\n  Все страницы: reglament explain"),
            (["--project", "net-takoj", "check"], "Ошибка: папки net-takoj нет\n  Проверьте ключ --project"),
        ],
    )
    def test_they_are_refused_in_russian(self, arguments: list[str], said: str) -> None:
        result = run(*arguments)
        assert result.exit_code == 2
        assert said in result.stderr
        assert result.stdout == ""
        assert ENGLISH.findall(result.stderr) == []

    def test_a_file_is_no_project(self, tmp_path: Path) -> None:
        (tmp_path / "f").write_text("")
        result = run("check", project=tmp_path / "f")
        assert result.exit_code == 2
        assert "это файл" in result.stderr

    @pytest.mark.parametrize("command", ["check", "build", "docx"])
    def test_a_folder_without_sources_shows_the_way_out(self, tmp_path: Path, command: str) -> None:
        result = run(command, project=tmp_path)
        assert result.exit_code == 2
        assert f"в папке {tmp_path} нет папки regulations/" in result.stderr
        assert "reglament demo" in result.stderr
        assert list(tmp_path.iterdir()) == []


class TestCheck:
    def test_no_mistakes(self, company: Company) -> None:
        result = run("check", project=company.root)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "Итого: ошибок нет.\n", "")

    def test_warnings_alone_do_not_fail(self, company: Company) -> None:
        company.write("regulations/roles/kassir.yaml", "id: kassir\ntitle: Кассир\n")
        result = run("check", project=company.root)
        assert result.exit_code == 0
        assert "предупреждение: " in result.stdout

    def test_errors_do(self, company: Company) -> None:
        company.replace("regulations/roles/rop.yaml", "title:", "titel:")
        result = run("check", project=company.root)
        assert result.exit_code == 1
        assert result.stdout == company.report()
        assert run("-q", "check", project=company.root).stdout == result.stdout

    @pytest.mark.parametrize(
        ("fail_on", "codes"),
        [("error", (0, 0, 1)), ("warning", (0, 1, 1)), ("info", (1, 1, 1)), ("never", (0, 0, 0))],
    )
    def test_what_it_fails_on_is_chosen(self, company: Company, fail_on: str, codes: tuple[int, int, int]) -> None:
        ended = []
        for name, old, new in (
            ("company.yaml", "city:", 'about: "Заполните: кто вы"\ncity:'),
            ("roles/rop.yaml", "title:", "duties: [Отвечать вовремя]\ntitle:"),
            ("roles/rop.yaml", "title:", "titel:"),
        ):
            company.replace(f"regulations/{name}", old, new)
            result = run("check", "--fail-on", fail_on, "--format", "junit", project=company.root)
            assert ('failures="0"' in result.stdout) == (result.exit_code == 0)
            ended.append(result.exit_code)
        assert tuple(ended) == codes

    def test_a_program_is_told_why_there_is_nothing_to_check(self, tmp_path: Path) -> None:
        said = run("check", "--format", "json", project=tmp_path)
        (finding,) = json.loads(said.stdout)["findings"]
        assert (said.exit_code, finding["code"], finding["message"] in said.stderr) == (2, "missing-file", True)
        drawn = run("check", "--format", "junit", project=tmp_path)
        suites = etree.fromstring(drawn.stdout.encode())
        assert (drawn.exit_code, suites.get("failures")) == (2, "1")
        assert "нет папки regulations/" in (suites[0][0][0].get("message") or "")
        assert run("check", "--format", "github", project=tmp_path).stdout == ""

    def test_json(self, company: Company) -> None:
        company.replace("regulations/roles/rop.yaml", "title:", "titel:")
        result = run("check", "--format", "json", project=company.root)
        assert result.exit_code == 1
        data = json.loads(result.stdout)
        assert data["summary"] == {"error": 2, "warning": 0, "info": 0}
        assert [item["code"] for item in data["findings"]] == ["missing-key", "unknown-key"]

    def test_github(self, company: Company) -> None:
        company.replace("regulations/roles/rop.yaml", "title:", "titel:")
        result = run("check", "--format", "github", project=company.root)
        assert result.exit_code == 1
        assert result.stdout.splitlines()[1].startswith(
            "::error file=regulations/roles/rop.yaml,line=2,col=1,title=unknown-key::неизвестный ключ «titel»"
        )

    def test_junit_fails_when_the_check_does(self, company: Company) -> None:
        assert 'failures="0"' in run("check", "--format", "junit", project=company.root).stdout
        company.replace("regulations/roles/rop.yaml", "title:", "titel:")
        result = run("check", "--format", "junit", project=company.root)
        assert result.exit_code == 1
        assert result.stdout.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ')
        assert 'failures="2"' in result.stdout

    @pytest.mark.parametrize(("day", "count"), [("2026-06-30", 0), ("2026-07-01", 1), ("01.07.2026", 1)])
    def test_reviews_are_asked_as_of_a_day(self, company: Company, day: str, count: int) -> None:
        company.append(
            "regulations/documents/kp.yaml", "publication: {number: Ф-1, date: 2026-01-12, review_by: 2026-06-30}\n"
        )
        result = run("check", "--as-of", day, project=company.root)
        assert result.exit_code == 0
        assert result.stdout.count("[overdue-review]") == count

    def test_without_a_day_today_is_meant(self, company: Company) -> None:
        company.append(
            "regulations/documents/kp.yaml", "publication: {number: Ф-1, date: 2019-01-12, review_by: 2020-06-30}\n"
        )
        assert "[overdue-review]" in run("check", project=company.root).stdout

    def test_what_the_sources_let_stand_is_counted_and_shown_when_asked(self, company: Company) -> None:
        company.append(
            "regulations/roles/rop.yaml", "duties: [Отвечать вовремя]  # reglament: ignore[vague-wording] цитата\n"
        )
        result = run("check", project=company.root)
        assert (result.exit_code, result.stdout) == (0, "Итого: ошибок нет; допущено с причиной: 1.\n")
        shown = run("check", "--show-ignored", project=company.root).stdout
        assert shown.startswith("regulations/roles/rop.yaml:3:19: допущено: расплывчато: «вовремя» [vague-wording]\n")
        (record,) = json.loads(run("check", "--format", "json", project=company.root).stdout)["ignored"]
        assert (record["code"], record["reason"]) == ("vague-wording", "цитата")

    def test_only_what_is_asked_for_is_shown_and_hidden_errors_still_fail(self, company: Company) -> None:
        company.append("regulations/roles/rop.yaml", "duties: [Отвечать вовремя по ТЗ, '[[norm:net]]']\n")
        shown = run("check", "--select", "vague-wording, bare-number", project=company.root)
        assert (shown.exit_code, shown.stdout.count("[vague-wording]"), shown.stdout.count("ТЗ» ")) == (1, 1, 0)
        assert "скрыто ключами: 1\u00a0ошибка, 1\u00a0предупреждение" in shown.stdout
        left = run("check", "--ignore", "vague-wording", "--ignore", "unknown-reference", project=company.root)
        assert (left.exit_code, left.stdout.count("предупреждение: ")) == (1, 1)
        data = json.loads(
            run("check", "--select", "unknown-reference", "--format", "json", project=company.root).stdout
        )
        assert ([item["code"] for item in data["findings"]], data["hidden"]) == (["unknown-reference"], 2)

    @pytest.mark.parametrize("option", ["--select", "--ignore"])
    def test_a_code_nobody_knows_is_refused(self, company: Company, option: str) -> None:
        result = run("check", option, "vague-words", project=company.root)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "проверки «vague-words» нет; возможно, вы имели в виду «vague-wording»" in result.stderr

    @pytest.mark.parametrize("option", [["--all"], ["--select", "idle-role"]])
    def test_the_like_are_counted_unless_all_are_asked_for(self, company: Company, option: list[str]) -> None:
        for number in range(12):
            company.write(f"regulations/roles/r{number}.yaml", f"id: r{number}\ntitle: Кассир\n")
        position = company.text("regulations/positions.yaml").replace(
            "[rop]", f"[rop, {', '.join(f'r{n}' for n in range(12))}]"
        )
        company.write("regulations/positions.yaml", position)
        assert run("check", project=company.root).stdout.count(" предупреждение: ") == 10
        assert run("check", *option, project=company.root).stdout.count(" предупреждение: ") == 12

    def test_coverage_does_not_change_the_exit_code(self, company: Company) -> None:
        result = run("check", "--coverage", project=company.root)
        assert result.exit_code == 0
        assert result.stdout.startswith("Полнота описания: ")
        assert result.stdout.endswith("\n\nИтого: ошибок нет.\n")
        company.replace("regulations/roles/rop.yaml", "title:", "titel:")
        result = run("check", "--coverage", "--format", "json", project=company.root)
        assert result.exit_code == 1
        assert json.loads(result.stdout)["coverage"]["total"]["operations"] == 3

    @pytest.mark.parametrize("form", ["text", "json", "github"])
    def test_hostile_words_reach_no_terminal_and_no_ci(self, company: Company, form: str) -> None:
        nasty = r'"\e[2J\a\n::error::ой\r\u202e\x9b"'
        company.replace("regulations/roles/rop.yaml", "title: Руководитель отдела продаж", f"title: {nasty}")
        company.replace("regulations/positions.yaml", "    roles: [rop]\n", "")
        company.append("regulations/roles/rop.yaml", "# ::error::строка\nx: 1\n")
        company.replace(f"{'regulations/processes/sell/prodat'}/process.yaml", "block: sell", f"block: {nasty}")
        done = process("check", "--format", form, cwd=company.root)
        printed = done.stdout.decode()
        assert (done.returncode, done.stderr) == (1, b"")
        if form != "json":
            assert [letter for letter in printed if not letter.isprintable() and letter not in "\n\u00a0"] == []
            own = [line for line in printed.splitlines() if line.lstrip().startswith("::")]
            assert all(line.startswith("::error file=regulations/") for line in own)
            assert len(own) == (0 if form == "text" else len(printed.splitlines()))
        else:
            json.loads(printed)
            assert "\x1b" not in printed


class TestExplain:
    def test_every_page(self) -> None:
        for code, page in pages().items():
            result = run("explain", code)
            assert (result.exit_code, result.stdout) == (0, f"{page}\n")

    def test_the_list_names_them_all(self) -> None:
        listed = [line.split()[0] for line in run("explain").stdout.splitlines()]
        assert listed[: len(pages())] == list(pages())

    def test_every_code_a_check_prints_has_a_page(self) -> None:
        expected = [path.read_text("utf-8") for path in (ROOT / "tests" / "broken").glob("*/expected.txt")]
        printed = {
            code for text in expected for code in re.findall(r"^regulations/.* \[([a-z0-9-]+)\]$", text, re.MULTILINE)
        }
        assert len(printed) > 20
        assert printed <= pages().keys()


class TestExport:
    def test_schemas_go_where_the_editor_looks(self, company: Company) -> None:
        result = run("export", "schema", project=company.root)
        assert result.exit_code == 0
        written = {path.name for path in (company.root / "regulations/.schema").glob("*.json")}
        assert {"role.json", "operation.json", "process.json"} <= written
        assert "schema: " in result.stderr
        assert "изменено файлов: 0" in run("export", "schema", project=company.root).stderr
        assert company.told() == []

    def test_quietly_and_elsewhere(self, company: Company, tmp_path: Path) -> None:
        result = run("-q", "export", "schema", "-o", str(tmp_path / "out"), project=company.root)
        assert (result.exit_code, result.output) == (0, "")
        assert (tmp_path / "out" / "role.json").is_file()


HEAVY = (
    "pydantic",
    "duckdb",
    "mkdocs",
    "jinja2",
    "docx",
    "docxtpl",
    "pymorphy3",
    "yaml",
    "pyarrow",
    "xlsxwriter",
    "segno",
    "babel",
)
PROBE = """
import io, json, sys
from contextlib import redirect_stdout
loaded = {}
for name in [None, *sys.argv[1:]]:
    sys.argv = ["reglament", *([name] if name else []), "--help"]
    from reglament.cli import main
    with redirect_stdout(io.StringIO()):
        try:
            main()
        except SystemExit as end:
            assert end.code == 0, name
    loaded[name or "--help"] = sorted({module.partition(".")[0] for module in sys.modules})
print(json.dumps(loaded))
"""


class TestProcess:
    def test_help_of_any_command_loads_nothing_heavy(self) -> None:
        done = subprocess.run(
            [sys.executable, "-c", PROBE, *COMMANDS], cwd=ROOT, capture_output=True, check=True, timeout=60
        )
        for name, modules in json.loads(done.stdout).items():
            assert sorted(set(modules) & set(HEAVY)) == [], name

    def test_help_in_any_locale_is_russian_and_without_colour(self, tmp_path: Path) -> None:
        done = process("--help", cwd=tmp_path, LANG="C", LC_ALL="C", LANGUAGE="en", PYTHONUTF8="0")
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode().startswith("Запуск: reglament ")
        assert b"\x1b" not in done.stdout

    def test_a_pipe_gets_no_colour(self, company: Company) -> None:
        company.replace("regulations/roles/rop.yaml", "title:", "titel:")
        done = process("check", cwd=company.root)
        assert (done.returncode, done.stdout.decode()) == (1, company.report())
        refused = process("check", cwd=company.root.parent)
        assert refused.returncode == 2
        assert b"\x1b" not in refused.stderr

    @pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own needs Unix")
    def test_a_terminal_gets_colour(self, company: Company) -> None:
        import pty

        company.replace("regulations/roles/rop.yaml", "title:", "titel:")
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "reglament", "check"],
            cwd=company.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=theirs,
            stderr=theirs,
        ) as running:
            os.close(theirs)
            assert "\x1b[31mошибка\x1b[0m" in b"".join(chunks(ours)).decode()
        os.close(ours)
        assert running.returncode == 1

    def test_a_narrow_encoding_loses_letters_and_not_the_work(self, company: Company) -> None:
        company.write("regulations/roles/kassir.yaml", "id: kassir\ntitle: Кассир 😀 ☎\n")
        done = process("check", cwd=company.root, PYTHONUTF8="0", PYTHONIOENCODING="cp1251")
        assert done.returncode == 0
        assert "роль «Кассир ? ?»" in done.stdout.decode("cp1251")

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes of this kind")
    def test_a_reader_that_leaves_is_no_error(self, company: Company) -> None:
        done = subprocess.run(
            ["bash", "-c", f'"{sys.executable}" -m reglament explain | head -n 1'],
            cwd=company.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            timeout=60,
        )
        assert done.stderr == b""

    def test_our_own_failure_is_told_in_russian(self, company: Company) -> None:
        code = (
            "import sys, handbook.check as c\n"
            "def boom(root, today): raise RuntimeError('бум')\n"
            "c.examine = boom\n"
            "sys.argv = ['reglament', 'check']\n"
            "from reglament.cli import main\n"
            "main()\n"
        )
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        environment.pop("REGLAMENT_DEBUG", None)
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=company.root, env=environment, capture_output=True, check=False, timeout=60)
        assert done.returncode == 2
        said = done.stderr.decode()
        assert "внутренняя ошибка программы: RuntimeError: бум" in said
        assert "REGLAMENT_DEBUG=1" in said
        assert "Traceback" not in said
        environment["REGLAMENT_DEBUG"] = "1"
        done = subprocess.run(command, cwd=company.root, env=environment, capture_output=True, check=False, timeout=60)
        assert "Traceback" in done.stderr.decode()


def chunks(descriptor: int) -> Iterator[bytes]:
    """What a terminal was told, until the other side hangs up."""
    with contextlib.suppress(OSError):
        while chunk := os.read(descriptor, 4096):
            yield chunk


def test_the_public_api_is_what_it_says() -> None:
    import reglament

    assert set(reglament.__all__) == {"__version__", "audit", "check", "read"}
    for name in reglament.__all__:
        assert getattr(reglament, name)
    with pytest.raises(AttributeError, match="nothing"):
        _ = reglament.nothing

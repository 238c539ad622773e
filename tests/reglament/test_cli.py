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
        printed = {code for text in expected for code in re.findall(r"\[([a-z0-9-]+)\]$", text, re.MULTILINE)}
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
            "def boom(root): raise RuntimeError('бум')\n"
            "c.check = boom\n"
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

"""Bootstrap of reglament: in a fresh clone ``python3 start.py demo`` is all there is to do.

It keeps a private environment in ``.venv`` in step with the lock and runs the command in it. Standard library
only; the file must parse on Python 3.6, so that an old Python answers with a sentence, not a SyntaxError.
"""

import hashlib
import io
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - the only line an old Python reaches
    print("Нужен Python 3.11 или новее, а это Python " + sys.version.split()[0] + ".", file=sys.stderr)
    print("Установите новый и повторите команду. (Python 3.11+ is required.)", file=sys.stderr)
    sys.exit(2)

WINDOWS = os.name == "nt"
ROOT = Path(os.path.abspath(__file__)).parent  # noqa: PTH100 - resolve() would turn a mapped drive into a UNC path
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
STAMP = VENV / "reglament-stamp"
LOCK, DEV_LOCK = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
UNFINISHED = "unfinished"
FAILED, INTERRUPTED = 2, 130

HELP = """\
reglament — регламенты продаж как код: сайт, схемы, документы Word и аудит CRM.

  {0} start.py demo              показать на примере: собрать компанию и проверить её выгрузку CRM
  {0} start.py КОМАНДА …         любая команда reglament: init, check, build, audit…
  {0} start.py --help            список команд
  {0} start.py test [ключи]      для разработчиков: все проверки и тесты, ключи уходят в pytest
  {0} start.py tool ИМЯ …        для разработчиков: инструмент из .venv, например ruff

Первый запуск сам ставит всё нужное в папку .venv рядом с этим файлом (нужен интернет)."""
NO_VENV = """\
Этот Python не может создать окружение: в нём нет ни ensurepip, ни virtualenv, ни pip версии 22.3 или новее.
  Debian, Ubuntu:  sudo apt install python3-venv
  Fedora:          sudo dnf install python3-pip
  Windows, macOS:  установите Python с сайта python.org
Потом повторите ту же команду."""
NO_INSTALL = """\
Не получилось установить зависимости; что ответил pip — выше. Что проверить:
  1. Есть ли интернет. Через прокси — задайте переменную HTTPS_PROXY, с внутренним зеркалом — PIP_INDEX_URL.
  2. Python — 64-разрядный, версии 3.11–3.14. Сейчас: {}.
Потом повторите ту же команду: скачанное не пропадёт."""
NO_UPDATE = """\
Не получилось обновить папку .venv: {}
Закройте программы, которые её используют, удалите эту папку сами и повторите команду."""


def say(text: str) -> None:
    """Print for the user; standard output belongs to the command."""
    print(text, file=sys.stderr, flush=True)


def tool(name: str) -> str:
    """Path of a program of the environment."""
    return str(BIN / (name + (".exe" if WINDOWS else "")))


def succeeds(*command: str) -> bool:
    """Whether a command can be run and ends well; what it prints is of no interest."""
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    except OSError:
        return False
    return done.returncode == 0


def place() -> str:
    """What an environment cannot survive a change of: the Python and the folder."""
    return f"{sys.implementation.cache_tag} {os.path.normcase(os.path.realpath(ROOT))}"


def wanted(dev: bool) -> str:  # noqa: FBT001 - what is installed is a yes or no
    """Content of the stamp of an environment that is up to date."""
    digest = hashlib.sha256()
    for path in (LOCK, DEV_LOCK):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return "\n".join([place(), digest.hexdigest(), "dev" if dev else "run"])


def pip_command() -> "list[str]":
    """Return the pip of the environment, else that of this Python pointed at it, else nothing."""
    inside, outside = [tool("python"), "-m", "pip"], [sys.executable, "-m", "pip", "--python", tool("python")]
    return next((command for command in (inside, outside) if succeeds(*command, "--version")), [])


def create() -> "list[str]":
    """Make a new environment, whatever this Python lacks, and return its pip."""
    say("Создаю окружение в папке .venv")
    if VENV.exists():
        shutil.rmtree(VENV)
    complete = succeeds(sys.executable, "-m", "venv", str(VENV)) and pip_command()
    if not complete:  # Debian without python3-venv
        shutil.rmtree(VENV, ignore_errors=True)
        if not succeeds(sys.executable, "-m", "virtualenv", str(VENV)):
            succeeds(sys.executable, "-m", "venv", "--without-pip", str(VENV))
    return pip_command()


def install(pip: "list[str]", lock: Path) -> bool:
    """Install the lock; pip speaks only of what went wrong.

    The project itself is not installed: it runs from its folder. An editable install would name the folder in a file
    that Python reads in the system's encoding, and a Cyrillic folder would break it.
    """
    say("Ставлю зависимости (впервые — несколько минут)")
    quiet = ["install", "-qq", "--no-input", "--disable-pip-version-check", "--no-warn-script-location"]
    pinned = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)]
    environment = {**os.environ, "PIP_USER": "0", "PIP_REQUIRE_HASHES": "0"}
    return subprocess.call([*pip, *quiet, *pinned], env=environment, stdout=2) == 0


def prepare(dev: bool) -> int:  # noqa: FBT001 - what is installed is a yes or no
    """Bring the environment up to date; the stamp comes last, so an interrupted run is seen and redone."""
    stamp = STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""
    dev = dev or stamp.endswith("\ndev")
    if stamp == wanted(dev) and Path(tool("python")).exists():
        return 0
    usable = not stamp or stamp.startswith(place() + "\n")
    usable = usable and succeeds(tool("python"), "-c", "import sys; sys.exit(sys.version_info < (3, 11))")
    pip = (usable and pip_command()) or create()
    if not pip:
        shutil.rmtree(VENV, ignore_errors=True)
        say(NO_VENV)
        return FAILED
    STAMP.write_text(UNFINISHED, encoding="utf-8")
    if not install(pip, DEV_LOCK if dev else LOCK):
        STAMP.unlink()  # pip gives up before it changes anything: what there is stays usable
        say(NO_INSTALL.format(sys.version.split()[0] + (", 64 бита" if sys.maxsize > 2**32 else ", 32 бита")))
        return FAILED
    STAMP.write_text(wanted(dev), encoding="utf-8")
    return 0


def become(command: "list[str]") -> int:
    """Run the command in place of this process: its exit code is ours."""
    if not Path(command[0]).exists():
        say(f"В окружении нет программы {Path(command[0]).name}.")
        return FAILED
    if not WINDOWS:
        os.execv(command[0], command)  # noqa: S606 - a program of our own environment
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command: it ends in its own way
    return subprocess.call(command)


def check(arguments: "list[str]") -> int:
    """Every check of the house, the tests last: the output ends with the summary of pytest."""
    checks = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"])
    failed = []
    for name, *rest in checks:
        say(" ".join(["==>", name, *rest]))
        if subprocess.call([tool(name), *rest], cwd=ROOT):
            failed.append(" ".join([name, *rest]))
    say("==> pytest")
    code = subprocess.call([tool("python"), "-m", "pytest", "-n", "2", *arguments], cwd=ROOT)
    if failed:
        say("Не прошли: " + ", ".join(failed))
    return code or int(bool(failed))


def main(arguments: "list[str]") -> int:
    """Prepare the environment and hand the command over to it."""
    if not arguments:
        print(HELP.format("py" if WINDOWS else "python3"))
        return 0
    own = [str(ROOT), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    os.environ.update(
        PYTHONUTF8="1",
        PYTHONPATH=os.pathsep.join(path for path in own if path),
        PATH=str(BIN) + os.pathsep + os.environ.get("PATH", ""),
    )
    development = arguments[0] == "test" or (arguments[0] == "tool" and len(arguments) > 1)
    try:
        code = prepare(development)
    except OSError as error:
        say(NO_UPDATE.format(error))
        return FAILED
    if code:
        return code
    if development and arguments[0] == "test":
        return check(arguments[1:])
    if development:
        return become([tool(arguments[1]), *arguments[2:]])
    os.environ["REGLAMENT_PROGRAM"] = ("py" if WINDOWS else "python3") + " start.py"
    # -P: a folder of the user's called audit/ or site/ must not come before our packages.
    return become([tool("python"), "-P", "-m", "reglament", *arguments])


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a cp866 or cp1251 console lacks some of our signs
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
#: What a lock may say besides pins: pyspark comes as a source only, and start.py installs nothing else from source.
OPTIONS = {"requirements.lock": [], "requirements-dev.lock": ["--no-binary pyspark"]}

# Put together from halves, so that this file does not match itself. What third-party licences quote, an
# e-mail address or a page of the Debian site, is no registry.
FORBIDDEN = re.compile(
    "|".join(
        [
            "pypi" + r"\.org",
            "python" + "hosted",
            "npm" + r"js\.",
            r"(?<!@)(?<!www\.)debian" + r"\.org",
            r"(?<![\w.\-])/(?:ro" + "ot|wo" + "rk)/",
        ]
    ).encode(),
    re.IGNORECASE,
)


def tree() -> list[Path]:
    """Return the files of the project: those git tracks and those it would, all but the ignored ones."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def pins(lock: str) -> list[tuple[Requirement, int]]:
    """Return what a lock asks for, each with the number of its hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    for option in OPTIONS[lock]:
        text = text.replace(f"{option}\n", "")
    found = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            requirement, *hashes = line.split("--hash=sha256:")
            found.append((Requirement(requirement.strip()), len(hashes)))
    return found


def declared() -> dict[str, list[str]]:
    """Return the requirements of pyproject.toml by the lock that must hold them."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = project["project"]["dependencies"]
    return {LOCKS[0]: run, LOCKS[1]: [*run, *project["dependency-groups"]["dev"]]}


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    found = []
    for path in tree():
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            match = FORBIDDEN.search(line)
            if match:
                found.append(f"{path.relative_to(ROOT)}:{number}: {match.group().decode()}")
    assert found == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_with_hashes(lock: str) -> None:
    held = pins(lock)
    assert held
    assert [str(pin) for pin, _ in held if not re.fullmatch(r"==[\w.]+", str(pin.specifier))] == []
    assert [str(pin) for pin, hashes in held if hashes == 0] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_other_option(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    option = re.compile(r"\s*-(?!-hash=sha256:[0-9a-f]{64})")
    assert [line for line in lines if "://" in line or option.match(line)] == OPTIONS[lock]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_declared_requirement_is_in_the_lock(lock: str) -> None:
    held = [pin for pin, _ in pins(lock)]
    for text in declared()[lock]:
        wanted = Requirement(text)
        same = [pin for pin in held if canonicalize_name(pin.name) == canonicalize_name(wanted.name)]
        assert same, f"{text} is not in {lock}: its first lines say how to renew it"
        for pin in same:
            version = str(pin.specifier).removeprefix("==")
            assert wanted.specifier.contains(version, prereleases=True), f"{lock} holds {pin}, not {text}"


def test_the_locks_agree() -> None:
    # Tools may want a pin on more platforms than the program does.
    run, dev = ({f"{pin.name}{pin.specifier}" for pin, _ in pins(lock)} for lock in LOCKS)
    assert run - dev == set()


def test_start_imports_only_the_standard_library() -> None:
    names: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / "start.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    assert names - sys.stdlib_module_names == set()


def test_the_site_folder_survives_a_clone_empty() -> None:
    assert (ROOT / "site" / ".gitignore").is_file()


@pytest.mark.skipif(os.name == "nt", reason="the script is for Debian")
def test_the_ci_script_can_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(script)], check=True)

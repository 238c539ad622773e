import hashlib
import os
import subprocess
import sys
from pathlib import Path

from generator.report import FILES, render
from handbook.book import Handbook
from handbook.result import Result

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import hashlib, importlib.util, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("samples", sys.argv[1])
samples = importlib.util.module_from_spec(spec)
sys.modules["samples"] = samples
spec.loader.exec_module(samples)
from generator.report import FILES, render
made = render(samples.make_result(), samples.make_handbook(Path(sys.argv[2])), tuple(FILES))
print(*(hashlib.sha256(item.content).hexdigest() for item in made))
"""


def test_the_same_result_gives_the_same_bytes_anywhere(result: Result, handbook: Handbook) -> None:
    here = [hashlib.sha256(item.content).hexdigest() for item in render(result, handbook, tuple(FILES))]
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "77",
        "TZ": "Pacific/Kiritimati",
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(Path(__file__).with_name("conftest.py")), str(handbook.root)],
        env=environment,
        cwd=handbook.root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == here


def test_the_package_is_light_to_import() -> None:
    program = (
        "import sys, generator.report, generator.report.text, generator.writer, generator.environment;"
        "print([name for name in ('jinja2', 'xlsxwriter', 'pymorphy3') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

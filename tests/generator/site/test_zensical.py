"""The generated tree builds with Zensical, which is to follow Material: the same pages, links and files."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.generator.site.building import Built, parse


def test_the_generated_tree_builds_with_zensical(built: Built, tmp_path: Path) -> None:
    build = tmp_path / "build"
    shutil.copytree(built.root / "build/docs", build / "docs")
    shutil.copy(built.root / "build/mkdocs.yml", build)
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "-f", "build/mkdocs.yml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    site = build / "site"
    ours = {path for path in built.result.files if path.endswith(".html")}
    theirs = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert ours <= theirs
    for path in sorted(ours):
        made, usual = parse(site / path), built.page(path)
        headings, expected = ([attrs.get("id") for tag, attrs in one.tags if tag == "h2"] for one in (made, usual))
        assert headings == expected, path
        goals = {attrs["href"] for tag, attrs in usual.tags if tag == "a" and attrs.get("class", "").startswith("rg-")}
        assert goals <= {attrs.get("href") for tag, attrs in made.tags if tag == "a"}, path
    scripts = {attrs["src"] for tag, attrs in parse(site / "index.html").tags if tag == "script" and "src" in attrs}
    assert "assets/access.js" in {script.removeprefix("./") for script in scripts}
    assert (site / "assets/reglament.css").exists()

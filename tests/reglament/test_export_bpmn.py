from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from reglament.cli import app
from tests.conftest import Company


def run(company: Company, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--project", str(company.root), *arguments], prog_name="reglament")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.bpmn"))


def processes(company: Company) -> list[str]:
    return sorted(f"{name}.bpmn" for name in company.reading().handbook.processes)


def test_every_process_beside_what_is_built(company: Company) -> None:
    result = run(company, "export", "bpmn")
    assert (result.exit_code, "изменилось 1" in result.stderr) == (0, True)
    assert names(company.root / "build/bpmn") == processes(company)
    assert "изменилось 0" in run(company, "export", "bpmn").stderr


def test_links_lead_to_pages_of_the_site(company: Company, tmp_path: Path) -> None:
    assert run(company, "export", "bpmn", "-o", str(tmp_path)).exit_code == 0
    text = (tmp_path / processes(company)[0]).read_text(encoding="utf-8")
    operation = next(iter(company.reading().handbook.operations))
    assert f'<reglament:link href="operations/{operation}.html"/>' in text


def test_one_process_upright_and_bare(company: Company, tmp_path: Path) -> None:
    (file,) = processes(company)
    for flags in ((), ("--vertical", "--compact")):
        called = (
            "export",
            "bpmn",
            "--process",
            file.removesuffix(".bpmn"),
            *flags,
            "-o",
            str(tmp_path / str(len(flags))),
        )
        assert run(company, *called).exit_code == 0
    upright = file.replace(".bpmn", "--vertical--compact.bpmn")
    whole, bare = ((tmp_path / one).read_text(encoding="utf-8") for one in (f"0/{file}", f"2/{upright}"))
    assert ('isHorizontal="true"' in whole, 'isHorizontal="false"' in bare) == (True, True)
    assert ("dataObject" in whole, "dataObject" in bare) == (True, False)


def test_an_unknown_process_is_told_with_the_nearest(company: Company) -> None:
    (file,) = processes(company)
    name = file.removesuffix(".bpmn")
    result = run(company, "export", "bpmn", "--process", f"{name}x")
    assert (result.exit_code, f"Возможно, вы имели в виду «{name}»" in result.stderr) == (2, True)
    result = run(company, "export", "bpmn", "--process", "совсем другой")
    title = company.reading().handbook.processes[name].title
    assert (result.exit_code, f"Есть:\n    {name} — {title}\n" in result.stderr) == (2, True)


def test_a_process_may_be_named_by_its_title(company: Company, tmp_path: Path) -> None:
    (process,) = company.reading().handbook.processes.values()
    written = run(company, "export", "bpmn", "--process", process.title.upper(), "-o", str(tmp_path))
    assert (written.exit_code, names(tmp_path)) == (0, [f"{process.id}.bpmn"])


def test_a_title_of_two_processes_names_neither(company: Company, tmp_path: Path) -> None:
    (process,) = company.reading().handbook.processes.values()
    company.write(
        "regulations/processes/sell/bylo/process.yaml",
        f"id: bylo\ntitle: {process.title}\nblock: sell\nvariant: as-is\ngoal: А\ntrigger: Б\nresult: В\n",
    )
    result = run(company, "export", "bpmn", "--process", process.title, "-o", str(tmp_path))
    assert (result.exit_code, names(tmp_path)) == (2, [])
    assert f"    bylo — {process.title}\n" in result.stderr


def test_one_process_may_be_a_file(company: Company, tmp_path: Path) -> None:
    (file,) = processes(company)
    target = tmp_path / "new" / "Схема.bpmn"
    called = ("export", "bpmn", "--process", file.removesuffix(".bpmn"), "--vertical", "-o", str(target))
    assert (run(company, *called).exit_code, names(target.parent)) == (0, ["Схема.bpmn"])
    assert 'isHorizontal="false"' in target.read_text(encoding="utf-8")


def test_several_processes_are_no_file(company: Company, tmp_path: Path) -> None:
    said = "block: sell\nvariant: as-is\ngoal: А\ntrigger: Б\nresult: В\n"
    company.write("regulations/processes/sell/bylo/process.yaml", f"id: bylo\ntitle: Было\n{said}")
    result = run(company, "export", "bpmn", "-o", str(tmp_path / "all.bpmn"))
    assert (result.exit_code, "выбрано схем: 2" in result.stderr, names(tmp_path)) == (2, True, [])


def test_other_drawings_stand_beside_what_is_built_and_no_build_takes_them(company: Company) -> None:
    from reglament.building import build_bpmn
    from reglament.console import Settings

    (file,) = processes(company)
    built = company.root / "build/bpmn"
    build_bpmn(Settings(company.root, quiet=True), company.reading().handbook)
    usual = (built / file).read_bytes()
    for flags in (["--vertical"], ["--compact"], ["--vertical", "--compact"]):
        result = run(company, "export", "bpmn", *flags)
        assert (result.exit_code, "обычные схемы остались" in result.stderr) == (0, True)
    name = file.removesuffix(".bpmn")
    kept = sorted(f"{name}{ending}.bpmn" for ending in ("", "--vertical", "--compact", "--vertical--compact"))
    assert ((built / file).read_bytes(), names(built)) == (usual, kept)
    # Build removes only what it wrote: these were asked for apart from it.
    build_bpmn(Settings(company.root, quiet=True), company.reading().handbook)
    assert names(built) == kept


def test_keys_of_diagrams_are_for_diagrams(company: Company) -> None:
    result = run(company, "export", "schema", "--vertical")
    assert (result.exit_code, "Уберите эти ключи" in result.stderr) == (2, True)


def test_a_company_without_processes_is_told(company: Company) -> None:
    for file in (company.root / "regulations/processes").rglob("*.yaml"):
        file.unlink()
    result = run(company, "export", "bpmn")
    assert result.exit_code in {1, 2}
    assert not (company.root / "build").exists()


def test_build_writes_them_and_takes_away_those_of_processes_that_are_no_more(company: Company) -> None:
    from reglament.building import build_bpmn
    from reglament.console import Settings

    build_bpmn(Settings(company.root, quiet=True), company.reading().handbook)
    assert names(company.root / "build/bpmn") == processes(company)
    (folder,) = (company.root / "regulations/processes").glob("*/*/process.yaml")
    company.write("build/bpmn/svoya.bpmn", "моё")
    folder.write_text(folder.read_text(encoding="utf-8").replace("id: ", "id: novyj-", 1), encoding="utf-8")
    build_bpmn(Settings(company.root, quiet=True), company.reading().handbook)
    # What somebody else put there stays.
    assert names(company.root / "build/bpmn") == sorted([*processes(company), "svoya.bpmn"])

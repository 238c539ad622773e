"""Documents as PDF, by one run of LibreOffice for all of them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from generator.artifact import Artifact

#: What the program is called on PATH; on Windows the .com waits for the end of the work, the .exe does not.
_NAMES = ("soffice.com", "soffice", "libreoffice")
#: A start takes up to a minute on a slow machine, a document with diagrams up to several seconds.
_START, _EACH = 120, 15
_POLL = 0.3
_TARGET = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


class PdfError(Exception):
    """PDF files could not be made; the text says in Russian why and what to do."""


def office() -> str | None:
    """The program that turns documents into PDF; None when it is not installed."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((str(path) for path in _usual() if path.is_file()), None)


def _usual() -> Iterator[Path]:
    """Where installers put the program without telling PATH."""
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        if folder := os.environ.get(variable):
            yield Path(folder) / "LibreOffice" / "program" / "soffice.com"
    yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
    yield Path.home() / "Applications/LibreOffice.app/Contents/MacOS/soffice"
    yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def pdfs(artifacts: Sequence[Artifact], told: Callable[[int], None] = lambda _done: None) -> list[Artifact]:
    """A PDF beside every document.

    Args:
        artifacts: Files; only those named ``*.docx`` are turned into PDF.
        told: Is called with the number of documents done so far.

    Raises:
        PdfError: LibreOffice is not installed, or could not do it.
    """
    documents = [one for one in artifacts if one.path.endswith(".docx")]
    program = office()
    if program is None:
        raise PdfError(
            "не найден LibreOffice, а PDF делает он. Установите его (бесплатно, ru.libreoffice.org) и повторите — "
            "или откройте нужный файл в Word и выберите «Сохранить как» → PDF"
        )
    with tempfile.TemporaryDirectory(prefix="reglament-pdf-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        # Short names keep the line within what Windows allows, however many documents there are.
        names = [f"{number}.docx" for number, _ in enumerate(documents)]
        for name, one in zip(names, documents, strict=True):
            (work / name).write_bytes(one.content)
        _convert(program, work, names, told)
        made = [(one, work / f"{number}.pdf") for number, one in enumerate(documents)]
        lacking = [one.path for one, path in made if not path.is_file()]
        if lacking:
            raise PdfError(
                f"LibreOffice не сделал PDF: {', '.join(lacking[:3])}. Откройте файл в Word и сохраните сами"
            )
        return [Artifact(f"{one.path.removesuffix('.docx')}.pdf", path.read_bytes()) for one, path in made]


def _convert(program: str, work: Path, names: Sequence[str], told: Callable[[int], None]) -> None:
    """Run the program once, with a profile of its own: one that is open already would refuse the work."""
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--norestore", "--convert-to", _TARGET, "--outdir", str(work), *names]
    limit = _START + _EACH * len(names)
    ends = time.monotonic() + limit
    done = 0
    try:
        with subprocess.Popen(  # noqa: S603 - a program of the machine, files of our own
            command,
            cwd=work,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as running:
            while running.poll() is None:
                if time.monotonic() > ends:
                    _stop(running)
                    raise PdfError(f"LibreOffice не справился за {limit} с. Закройте его окна и повторите")
                time.sleep(_POLL)
                if (ready := len(list(work.glob("*.pdf")))) > done:
                    done = ready
                    told(done)
    except OSError as error:
        raise PdfError(f"LibreOffice не запускается: {error.strerror or error}. Переустановите его") from error


def _stop(running: subprocess.Popen[bytes]) -> None:
    """End the program with what it has started: its first process only waits for the second."""
    if os.name == "nt":
        running.kill()
    else:
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()

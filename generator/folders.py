"""Where what is made of a company's sources goes: the one place that spells these folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Folders:
    """The company's folder, the folder of build files and the built site.

    Attributes:
        project: Holds ``regulations/`` and perhaps ``templates/`` and ``mkdocs.yml``.
        build: For everything that is not the site.
        site: The site, readable from the folder.
    """

    project: Path
    build: Path
    site: Path

    @classmethod
    def of(cls, project: Path) -> Folders:
        """The folders of a company."""
        return cls(project, project / "build", project / "site")

    @property
    def docs(self) -> Path:
        """The Markdown pages the site is built of."""
        return self.build / "docs"

    @property
    def drawings(self) -> Path:
        """Pictures drawn by earlier builds."""
        return self.build / "drawings"

    @property
    def prints(self) -> Path:
        """Pictures of processes for paper."""
        return self.build / "png"

    @property
    def documents(self) -> Path:
        """Word documents."""
        return self.build / "docx"

    @property
    def pack(self) -> Path:
        """What is printed, handed out and signed."""
        return self.build / "pack"

    @property
    def bpmn(self) -> Path:
        """Diagrams for other programs."""
        return self.build / "bpmn"

    @property
    def crm_spec(self) -> Path:
        """The requirements for the CRM."""
        return self.build / "crm-spec"

    @property
    def report(self) -> Path:
        """The report of an audit."""
        return self.build / "audit"

    @property
    def start(self) -> Path:
        """The page of the site to open first."""
        return self.site / "index.html"

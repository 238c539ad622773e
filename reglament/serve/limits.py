"""How much one audit in the browser may take: files, bytes, memory, time."""

from __future__ import annotations

from dataclasses import dataclass

from reglament.serve.words import size

_MIB = 1 << 20
#: All workers get half the memory of the machine, each within these bounds, in bytes.
_LEAST, _MOST = 1200 * _MIB, 8192 * _MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """What one audit may take.

    Attributes:
        file: Bytes of one file.
        total: Bytes of all its files.
        files: Number of files.
        spare: Bytes of the disk that are left to others.
        memory: Bytes of memory of its worker, with everything that starts.
        seconds: How long its worker may run.
        jobs: Audits in the session at once; the oldest finished one gives way.
        idle: Seconds after which a job nobody asks about is put away.
        body: Bytes of a form.
    """

    file: int = 1024 * _MIB
    total: int = 2048 * _MIB
    files: int = 500
    spare: int = 300 * _MIB
    memory: int = 3072 * _MIB
    seconds: float = 1800
    jobs: int = 12
    idle: float = 7200
    body: int = 2 * _MIB

    @classmethod
    def of_machine(cls, workers: int = 1) -> Limits:
        """The limits that suit this machine.

        Args:
            workers: How many audits work at once.
        """
        import psutil

        return cls(memory=max(_LEAST, min(_MOST, psutil.virtual_memory().total // 2 // workers)))

    @property
    def told(self) -> str:
        """The limits for a person."""
        return f"не больше {self.files} файлов, до {size(self.file)} каждый и до {size(self.total)} вместе"

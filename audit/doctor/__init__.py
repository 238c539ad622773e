"""The import doctor: what an export is, how each column and stage of it is read, and which norms it can prove.

``diagnose`` puts together what ``looks`` says of sheets and ``stages`` of stages with a trial audit.
"""

from __future__ import annotations

from audit.doctor.diagnose import diagnose

__all__ = ["diagnose"]

"""The sample export: a made-up company's CRM with known breaches, for the demo, the tests and the benchmarks.

``data/`` holds the files as ``python -m audit.sample.generate`` writes them; ``expected.json`` lists the violators.
"""

from __future__ import annotations

from pathlib import Path

#: The committed export of the sample company.
SAMPLE_EXPORT = Path(__file__).parent / "data"
#: Violators of every norm that the export can prove, by norm.
SAMPLE_EXPECTED = Path(__file__).parent / "expected.json"
#: Norms that the sample reasonably cannot prove, each with the reason; it proves all the others.
SAMPLE_CANNOT_PROVE = {
    "n-kp-v-mesyac": "in force from the very day of the audit: no month has been judged by it yet",
}

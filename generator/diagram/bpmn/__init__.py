"""BPMN 2.0 XML with its drawing, from a finished geometry: what other programs open and go on editing.

`names` (identifiers) and `element` (XML as records) stand below. What is said: `collaboration`, `process` with its
`events`, their `durations` and the `facts` behind the work. What is drawn: `interchange` with boxes of `labels`.
`document` puts them together.
"""

from generator.diagram.bpmn.document import render_bpmn

__all__ = ["render_bpmn"]

"""Export files in, canonical tables out, with an exact account of every row.

``files`` opens them with the readers of ``containers``, ``text``, ``books`` and ``rest``; ``recognition`` holds them
against CRM profiles, ``staging`` converts texts to values, ``ingest`` fills the tables. Types are never sniffed, and
no row and no value is dropped in silence.
"""

"""Export files in, canonical tables out, with an exact account of every row.

``files`` opens them, ``recognise`` matches them with a CRM profile, ``staging`` converts texts to values, ``ingest``
fills the tables. Types are never sniffed, and no row and no value is dropped in silence.
"""

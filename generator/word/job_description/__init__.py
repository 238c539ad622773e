"""The job description of a position: the record its template is given, and how a handbook fills it."""

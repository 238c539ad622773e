"""The regulation of a process: the record its template is given, and how a handbook fills it."""

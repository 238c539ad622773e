"""The regulation of a department: the record its template is given, and how a handbook fills it."""

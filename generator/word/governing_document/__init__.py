"""A governing document: its record, its clauses under their own numbers, Markdown of the sources as paragraphs."""

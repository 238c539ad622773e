"""How default templates are made: the stationery of all documents, and a maker that writes on it."""

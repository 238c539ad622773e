"""YAML sources: from text to plain data, and from a place in the data back to a line and column."""

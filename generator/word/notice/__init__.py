"""The notice of changes: what an employee's documents said and what they say, word by word."""

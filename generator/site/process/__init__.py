"""The section of a process, and the way along it."""

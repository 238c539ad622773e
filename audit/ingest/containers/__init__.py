"""Folders and archives: what counts among their files, and what is not safe to open."""

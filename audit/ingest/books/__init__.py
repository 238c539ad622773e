"""Workbooks, old and new, and the reports of 1C that come in them."""

"""Sheets of the audit workbook, one view in each module."""

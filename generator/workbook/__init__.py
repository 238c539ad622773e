"""The sources as a workbook a methodologist edits, and what an edited workbook changes in the sources."""

"""What limits an export speaks for, shown: in the terminal, as JSON, as a workbook, as YAML to be pasted."""

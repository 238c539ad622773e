"""The checklist of an operation, one page of A4: its record, how it is filled and made to fit."""

"""The daily report to the head, one page of A4: its record, what it says of an audit, how it is made to fit."""

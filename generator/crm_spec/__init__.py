"""What a company asks of its CRM, for the one who sets it up: one record, three files (Word, Excel, Markdown).

The way of the data: handbook → ``stages``, ``cards``, ``access``, ``watching`` → ``CrmSpec`` → ``tables`` (the same for
every file) → ``markdown``, ``workbook``, ``word`` → ``files``.
"""

"""The kernel: what a sales handbook is, how its sources are read and checked, and what a verdict looks like.

Nothing here renders a page, opens a database or knows a CRM; see the import contracts in ``pyproject.toml``.
"""

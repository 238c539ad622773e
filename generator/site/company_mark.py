"""What tells one company from another in a browser: sites opened from one disk or one address share its storage."""

from __future__ import annotations

from hashlib import sha256

from handbook.model.company import Company

_LENGTH = 12


def company_mark(company: Company) -> str:
    """A script that says whose site it is, to stand before the one that keeps what readers do.

    The name of the site may be the same in many companies and may be changed without anybody losing his progress; the
    name of the company as registered and its city stay.
    """
    told = f"{company.name}\n{company.city}"
    mark = sha256(told.encode()).hexdigest()[:_LENGTH]
    return f'(window.reglament = window.reglament || {{}}).company = "{mark}";\n'

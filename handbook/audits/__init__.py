"""Audits one after another: what is kept of each, what changed between two of them, what was promised and done."""

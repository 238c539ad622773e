"""Editions of a handbook: what changed between two, who must read it again, what was approved."""

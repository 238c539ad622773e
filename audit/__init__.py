"""Judges: a CRM export is turned into canonical tables and every norm of the handbook is held against them."""

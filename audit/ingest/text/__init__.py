"""Delimited text: what encoding and shape it has, and every record of it that is whole."""

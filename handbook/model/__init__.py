"""Typed records of everything a company writes about its sales."""

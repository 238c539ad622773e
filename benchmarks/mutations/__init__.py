"""Mutations of the SQL of the rules: does some test notice every one? ``python -m benchmarks.mutations``."""

"""Benchmarks: each prints figures beside those of a peer measured in the same run."""

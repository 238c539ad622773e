"""Answers of REST: JSON in the shapes of seven services, as tables."""

"""Renders the handbook: site pages, diagrams, Word documents, reports."""

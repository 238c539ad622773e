"""Self-tests: questions made from the steps, norms, documents and control points of the handbook."""

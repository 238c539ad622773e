"""The section of a role: who I am, first days, norms, documents, contacts, the acquaintance sheet."""

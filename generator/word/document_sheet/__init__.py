"""The acquaintance sheet of one document: everybody it binds."""

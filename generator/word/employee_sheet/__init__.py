"""The acquaintance sheet of one employee: every document that binds the post."""

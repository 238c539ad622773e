"""Commands, one per module, imported only when called."""

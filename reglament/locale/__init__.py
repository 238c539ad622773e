"""Russian words of the command line."""

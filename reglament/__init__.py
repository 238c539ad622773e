"""The application: the command line and the public Python API; composes the rest."""

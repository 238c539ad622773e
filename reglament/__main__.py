"""``python -m reglament``: the same command where console scripts are not on the path."""

from reglament.cli import main

main()

"""Pictures that pages load: swimlanes of processes and maps."""

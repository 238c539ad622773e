"""Maps of the company: how its processes, people, papers and deals hang together, laid out by graphviz."""

"""The site: Markdown pages from the handbook, and their build into HTML that opens from a plain folder."""

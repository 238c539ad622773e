"""Word documents of a company as files: which there are, what they are called, which pictures they show."""

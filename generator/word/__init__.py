"""Word documents: company's templates filled in with typed data, to the byte the same on every run."""

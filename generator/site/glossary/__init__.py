"""Words of the company explained where they stand, and the glossary itself."""

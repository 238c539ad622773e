"""What changed: editions of papers, their feed, and the page of it."""

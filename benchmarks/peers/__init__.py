"""What our audit is measured against: the bare typed load, and the same eight norms in pandas and in Polars."""

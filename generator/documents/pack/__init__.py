"""The print pack: everything a person prints, hands out and collects signatures on, in the order of printing."""

"""The inventory of a print pack: what to print, how many copies, for whom."""

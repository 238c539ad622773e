"""Which file is what: titles and values held against the profiles, surely or by a guess."""

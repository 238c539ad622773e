"""How a surgical edit of a YAML text is made: where things stand, how values are written, what is cut and put in."""

"""Bundled font: a Liberation Sans subset renamed «Reglament Sans» (OFL reserved name) and its widths."""

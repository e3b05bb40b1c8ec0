"""extract: what the text says. Raw text in, verbatim entries with offsets out."""

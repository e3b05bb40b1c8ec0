"""How long the pipeline takes on large glossaries; no part of the package that is shipped."""

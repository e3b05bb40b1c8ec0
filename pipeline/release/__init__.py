"""release: what is promised to readers: versions, kept for ever, and the base of the IRIs."""

"""curate: what people decide, written into the tables of decisions."""

"""Find the concepts of the vocabulary in texts."""

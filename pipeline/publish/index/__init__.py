"""index: the vocabulary as a printed index, alphabetical and systematic."""

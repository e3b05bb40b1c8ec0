"""explain: why each statement about a concept is there."""

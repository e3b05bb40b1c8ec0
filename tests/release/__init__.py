"""release: versions that are kept, and the base of the IRIs."""

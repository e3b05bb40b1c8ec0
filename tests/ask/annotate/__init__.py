"""The annotations: what is found, and how it is written."""

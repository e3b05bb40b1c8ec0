"""Other programs read what was published: see `make test-clients`."""

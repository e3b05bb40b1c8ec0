"""Other programs read what was published, and say how much of it they found: `make test-interop`."""

"""The published vocabulary with one fault injected, and what the checks say of it."""

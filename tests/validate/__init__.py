"""Tests of validate: each check has an example that it accepts and one that it reports."""

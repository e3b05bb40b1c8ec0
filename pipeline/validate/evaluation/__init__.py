"""Scoring a build against a gold: what careful readers say the same texts contain."""

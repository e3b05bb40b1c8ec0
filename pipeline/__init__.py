"""Glossograph: raw glossaries in, a knowledge graph that people can trust out."""

__version__ = "0.1.0"

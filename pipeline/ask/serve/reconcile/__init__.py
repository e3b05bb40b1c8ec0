"""Matching people's own names with concepts: the Reconciliation Service API, as OpenRefine asks."""

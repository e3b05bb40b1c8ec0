"""Tests of pipeline/publish/tables."""

"""ask: questions put to the published files."""

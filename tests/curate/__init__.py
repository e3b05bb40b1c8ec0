"""curate: decisions written as rows."""

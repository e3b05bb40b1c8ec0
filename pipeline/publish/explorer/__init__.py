"""explorer.html: one offline page where people look, search, understand and ask."""

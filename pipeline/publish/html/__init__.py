"""html: what the published pages that people read share."""

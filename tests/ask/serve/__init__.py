"""serve: the published dataset over HTTP, as its clients meet it."""

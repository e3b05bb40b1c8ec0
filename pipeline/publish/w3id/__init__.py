"""w3id: the redirects that make the IRIs resolve on a real host, and how to register them."""

"""validate: whether it holds. RDF in, findings out."""

"""rdf: the vocabulary in the syntaxes of RDF, each file the same bytes for the same graph."""

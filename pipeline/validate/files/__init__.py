"""Other people's files: any SKOS in any RDF syntax, read, checked, repaired and written."""

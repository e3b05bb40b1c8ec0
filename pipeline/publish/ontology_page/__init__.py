"""ontology_page: ontology/README.md, the ontology as people read it."""

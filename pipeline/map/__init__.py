"""map: what it means. Entries and curation in; concepts, labels, relations and RDF out."""

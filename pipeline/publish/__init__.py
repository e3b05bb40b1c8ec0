"""publish: what people get. RDF and findings in, the files of output/ out."""

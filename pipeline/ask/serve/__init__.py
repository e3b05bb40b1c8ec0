"""The published dataset over HTTP: SPARQL, the vocabulary's IRIs, reconciliation, a page to ask."""

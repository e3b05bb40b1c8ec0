"""One glossary written in every layout and format: each must give the same entries."""

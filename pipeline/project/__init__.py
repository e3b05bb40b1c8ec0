"""project: a vocabulary project as a folder: started for a new domain, given its glossaries."""

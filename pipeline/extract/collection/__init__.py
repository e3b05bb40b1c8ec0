"""The sources of a project as a whole: which files, which are one site, what is read anew."""

"""publish: the files people get, each claim of the room stated as a test."""

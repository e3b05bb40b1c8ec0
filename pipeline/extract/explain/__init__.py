"""What each stretch of a file was taken for: shown in the terminal and as a page."""

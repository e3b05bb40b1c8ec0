"""report: what a taxonomist reads after a build."""

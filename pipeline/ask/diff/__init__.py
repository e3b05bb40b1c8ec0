"""diff: what changed from one published vocabulary to another."""

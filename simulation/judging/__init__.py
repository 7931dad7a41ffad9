"""What became of a run: where it ended, how soon, and in numbers."""

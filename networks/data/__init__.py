"""What networks learn from: bundled, made, or the user's own."""

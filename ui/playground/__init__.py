"""The Playground: one run, and what may be drawn beside it."""

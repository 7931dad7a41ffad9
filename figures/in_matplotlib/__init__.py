"""The scene as a Matplotlib figure, which can be restyled like any other; pyplot is never touched."""

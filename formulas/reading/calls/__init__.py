"""Functions and methods that are called: their arguments, with and without names."""

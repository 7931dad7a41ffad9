"""Grids of heights as smooth surfaces, and the files they are read from."""

"""Paths as columns of numbers."""

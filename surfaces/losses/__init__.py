"""Losses on small real data, or on rows of the user's own, as functions of two weights."""

"""Pieces of pages: settings from metadata, texts, code and formulas."""

"""The built-in surfaces with a formula, family by family, as data."""

"""The Reference page: everything there is to choose, from metadata."""

"""What an experiment can be kept as: pictures, films, pages, data, code, and what a notebook shows."""

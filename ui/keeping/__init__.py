"""What is kept of what a page shows: files that are made when they are asked for."""

"""What every page has around it, and what the process does once."""

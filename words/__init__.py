"""What people read: numbers, names of runs and sentences about them, in the reader's language."""

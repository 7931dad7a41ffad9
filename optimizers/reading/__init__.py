"""What is read off a rule's code: its lines, their LaTeX, the inspector's program, which states point somewhere."""

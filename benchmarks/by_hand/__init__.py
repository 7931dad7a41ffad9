"""What is run by hand: it tries, tunes, or writes a table of the documents, and has no budget."""

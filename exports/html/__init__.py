"""Pages that play anywhere: one file for an experiment (`page`), or a folder with every demo (`gallery`)."""

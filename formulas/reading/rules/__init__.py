"""Update rules as people write them → lines of our own: Python, LaTeX, times, other names of the gradient."""

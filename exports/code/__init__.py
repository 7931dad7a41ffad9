"""Experiments as scripts: Slalom's own Python, PyTorch, and a picture with Matplotlib."""

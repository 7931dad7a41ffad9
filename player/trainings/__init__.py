"""Trainings of networks: paths on a landscape of the loss, curves, and films of what is known."""

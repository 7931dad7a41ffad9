"""Trainings and planes of the loss as people read and see them."""

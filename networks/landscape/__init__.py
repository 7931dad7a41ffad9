"""The loss over a plane in the space of all weights, and the paths of trainings on it."""

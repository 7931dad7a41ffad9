"""What the user has chosen, and the experiments that it means."""

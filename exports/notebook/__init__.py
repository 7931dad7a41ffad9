"""Runs as a notebook shows them: with the player, drawn again by the kernel when something is moved."""

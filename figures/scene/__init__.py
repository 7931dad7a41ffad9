"""What is seen of an experiment, said once: for the player, Matplotlib, Plotly and films."""

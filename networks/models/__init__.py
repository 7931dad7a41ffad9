"""Networks as torch modules, and their weights as one vector."""

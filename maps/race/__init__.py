"""A fair race: every rule tuned in the same way, then ranked by what it takes to reach a target."""

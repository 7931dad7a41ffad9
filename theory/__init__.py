"""Closed forms of what can be known without a run: rates, stability and the best momentum on a quadratic."""

"""Formulas of a point as a whole, x @ x or sum(x**2), and sums over its coordinates → formulas of x and y."""

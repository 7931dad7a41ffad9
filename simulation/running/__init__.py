"""A rule walking on a surface, step by step, and what it leaves behind."""

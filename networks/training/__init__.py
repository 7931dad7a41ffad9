"""A network trained by a rule, and what that leaves behind."""

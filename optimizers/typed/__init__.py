"""Rules as text: a rule made of typed lines, and the lines of a rule that was written in Python."""

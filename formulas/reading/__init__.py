"""What people write → the text that `formulas.parse` accepts, with what was assumed; nothing is evaluated.

A pipeline: `around` (quotation marks, comments, a spreadsheet's sign) → `headers` (lambda, def, f(x, y) =) → `lexer`
(characters, LaTeX) → `words` (what names mean) → `grammar` (products without a sign, sin x, |x|) → tree → `vectors`
(points, coordinate by coordinate) → text. `doubts` keeps the places where two readings are sensible.
"""

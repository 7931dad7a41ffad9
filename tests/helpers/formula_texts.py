"""Texts that users, mistakes and attackers type.

`formula_texts.json` states what becomes of each: of a refused text the 0-based column and the sentence, of an accepted
one the value and the gradient at (0.3, 0.7) as 60-digit arithmetic (mpmath) gives them; only the value where it is not
finite. Texts too long to read are made here.
"""

import json
from pathlib import Path

#: "refused" or "accepted" -> group -> text -> what is stated
TEXTS: dict[str, dict[str, dict[str, list]]] = json.loads(
    Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
)

#: name -> (text, column, part of the sentence)
LONG_REFUSED = {
    "too long": ("x + " * 200 + "x", 400, "at most 400 are accepted"),
    "one too long": ("x" * 401, 400, "at most 400 are accepted"),
    "too long digits": ("1" * 10_000, 400, "at most 400"),
    "too long spaces": (" " * 10_000 + "x", 400, "at most 400"),
    "a megabyte": ("x+" * 500_000, 400, "at most 400"),
    "huge number": ("9" * 300, 0, "out of range"),
    "long name": ("x" * 380, 0, "Unknown name 'xxxxxxxxxxxxxxxxxxxx'"),
    "brackets too deep": ("(" * 31 + "x" + ")" * 31, 30, "nested deeper than 30"),
    "brackets far too deep": ("(" * 190 + "x" + ")" * 190, 30, "nested deeper than 30"),
    "open brackets only": ("(" * 400, 30, "nested deeper than 30"),
    "closed brackets only": (")" * 400, 0, "never opened"),
    "functions too deep": ("sin(" * 60 + "x" + ")" * 60, 123, "nested deeper than 30"),
    "products too deep": ("x*(" * 36 + "x" + ")" * 36, 92, "nested deeper than 30"),
    "signs too deep": ("-" * 61 + "x", 61, "nested too deeply"),
    "mixed signs too deep": ("+-" * 40 + "x", 61, "nested too deeply"),
    "power tower too deep": ("x^(" * 40 + "y" + ")" * 40, 92, "nested deeper than 30"),
    "power tower without brackets": ("^".join("x" * 70), 120, "nested too deeply"),
    "negative powers too deep": ("x^-" * 35 + "x", 90, "nested too deeply"),
    "too many parts": ("+".join("x" * 101), 200, "over 200 parts"),
    "too many factors": ("*".join("x" * 101), 200, "over 200 parts"),
    "too many arguments": ("max(" + ",".join("x" * 100) + ")", 0, "takes 2 arguments, not 100"),
    "carets only": ("^" * 400, 0, "Nothing stands before"),
    "commas": ("x," * 200, 1, "outside a function's brackets"),
    "negative base with a long exponent": ("(-2)^(" + "+".join("x" * 60) + ")", 1, "no real power"),
}
#: Near the limits of length, parts, nesting and exponents: the most work that an accepted text can ask for.
LONG_ACCEPTED = {
    "zeros before the point": "0" * 200 + "7*x",
    "long number": "0." + "1" * 300 + "*x",
    "many signs": "x" + "-+" * 10 + "y",
    "signs within the limit": "-" * 59 + "x",
    "400 characters": "x" + " " * 397 + "+y",
    "199 parts": "+".join("x" * 100),
    "powers within the limit": "x^(" * 20 + "y" + ")" * 20,
    "powers of powers": "((((x^y + 1)^y + 1)^y + 1)^y + 1)^y",
    "large numbers": "(1e15*x)*(1e15*y)*(1e15*x)*(1e15*y)",
    "overflow by products": "*".join(["1e15*x"] * 25),
    "overflow by an exponential": "exp(40*40*40*log(9)*40*x)",
    "underflow by quotients": "x" + "/1e15" * 30,
    "overflow by quotients": "x" + "/1e-15" * 30,
    "deep brackets": "(" * 30 + "x" + ")" * 30,
    "deep sine": "sin(" * 30 + "x" + ")" * 30,
    "deep tangent": "tan(" * 25 + "x*y" + ")" * 25,
    "deep exponential": "exp(" * 30 + "x*y" + ")" * 30,
    "deep hyperbolic tangent": "tanh(" * 29 + "x*y" + ")" * 29,
    "deep root": "sqrt(" * 29 + "x*x + y" + ")" * 29,
    "deep logarithm": "log(" * 29 + "x*x + y" + ")" * 29,
    "deep absolute": "abs(" * 29 + "x*y + 1" + ")" * 29,
    "deep mixed absolute": "abs(sin(" * 14 + "x*y" + "))" * 14,
    "deep quotient": "1/(1 + " * 29 + "x*y" + ")" * 29,
    "deep maximum": "max(" * 15 + "x" + "".join(f",{k}*y)" for k in range(15)),
    "long sum": "+".join(f"sin({k}*x*y)^3" for k in range(1, 20)),
    "long product": "*".join(f"(x+{k}*y)" for k in range(1, 28)),
    "long product of sines": "*".join(f"sin({k}*x+y)" for k in range(1, 28)),
    "long product of tangents": "*".join(f"tan({k}*x+y)" for k in range(1, 28)),
    "long quotient": "/".join(f"(x^2+y+{k})" for k in range(1, 25)),
    "long root product": "*".join(f"(x+{k})^0.{k}" for k in range(1, 22)),
    "long sum of powers": "+".join(f"(x+0.{k:02})^y" for k in range(1, 33)),
    "wide polynomial": "+".join(f"x^{k}*y^{k}" for k in range(1, 22)),
    "sum of exponentials": "exp(" + "+".join(f"exp({k}*x)*y" for k in range(1, 20)) + ")",
    "swelling power": "((sin(x) + cos(y))^40 + (cos(x)*y)^40)^40",
    "swelling quotient": "((x + sin(y))^20 + (y + cos(x))^20)^20/(1 + x^2*y^2)^20",
    "power of an absolute": "abs((x + y)*sin(x)*cos(y)*exp(x))^0.3",
    "hyperbolic tower": "sinh(cosh(sinh(cosh(sinh(x*y) + y) + x) + y))^5",
    "tower of variable powers": "^".join("xy" * 14),
    "waves that nobody can see": "+".join(f"sin({99 * k}*x*y)" for k in range(1, 24)),
    "maxima of powers": "+".join(f"max(x^y,{k}*x)" for k in range(1, 26)),
    "product of arc tangents": "*".join(f"atan({k}*x+y)" for k in range(1, 26)),
    "product of powers": "*".join(f"(x+{k})^y" for k in range(1, 34)),
    "a circle of minima": "(2+" + "*".join(f"sin({k}*x^y)" for k in range(1, 17)) + ")*(x^2+y^2-9)^2",
    "another circle": "exp(" + "+".join(f"sin({k}*x+y)^7" for k in range(1, 15)) + ")*(x^2+y^2-9)^2",
    "flat lines": "(1e-6*y+" + "+".join(f"sin({k}*x)^3" for k in range(1, 18)) + ")^4",
    "nearly flat": "sin(x+y)^4" + "+sin(x+y+1e-7*y)^4" * 9,
    "quotients of sines": "/".join(f"sin({k}*x+y)" for k in range(1, 28)),
    "powers of 39": "*".join(f"(x+{k}*y)^39" for k in range(1, 22)),
    "variable powers in a chain": "^".join(f"(x+{k})" for k in range(1, 30)),
}

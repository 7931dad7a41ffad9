"""Formulas in which derivatives do not exist, or every function occurs, and starts on their kinks."""

KINKS = {
    "min and max": "max(abs(x), min(x, y)) + max(x, x) + min(2*x, 2*x) + 0*y",
    "where": "where(x < y, x^2, 3*y) + where(1 < 2, x, y) + relu(x) + relu(y - 1)",
    "corners": "hypot(x, y) + sqrt(x^2 + y^2) + abs(x - y) + sign(x)*floor(y) + ceil(x) + round(y)",
    "others": "sigmoid(x) + softplus(y) + gauss(x*y) + sinc(x + 3) + cbrt(x + 2) + atan2(y, x) + mod(x, 2) + mod(y, x)",
    "integrals": "erf(x)*erfc(y) + erf(x + 2*y)",
    "arcs": "asinh(x) + atan(y)^2 + acosh(x^2 + 2) + atanh(x/9) + asin(y/9) + acos(x/9) + sinh(x/3) + cosh(y/3)",
    "numbers": "a*x^2 + exp(sin(2))*y^2 + pi*b^2*x^0.5 + e^y + 2^3^0.5*x - -y/(2/3) + torch*x - f*x + larger*max(x, y)",
    "powers": "(x^2 + y^2)^1.5 + (x^2 + 1)^(y/5) + x^-2*y^4 - (x - y)^3",
}
STARTS = {"min and max": [1.0, 1.0], "where": [0.0, 0.5], "corners": [0.0, 0.0], "others": [0.7, 0.4]}

"""Formulas at random in the ways in which people write and paste them, with and without mistakes."""

from random import Random

NAMES = ["x", "y", "x", "y", "X", "x1", "x2", "x_1", "x[0]", "x[1]", "w1", "θ", "α₁", "λ", "xy", "ax", "by", "k", "ab"]
NUMBERS = ["2", "0.5", "3", "½", "10", "1e-3", "π", "pi", "e", "E"]
FUNCTIONS = ["sin", "cos", "exp", "ln", "sqrt", "√", "np.sin", "torch.exp", "math.log", "\\sin", "\\ln", "abs", "tanh"]
PIECES = [
    "lambda x, y: ", "def f(x, y): return ", "f(x, y) = ", "f(x_1,x_2)=", "z = ", "$", "\\left(", "\\right)", "\\frac{",
    "}{", "}", "^{", "_{", "|", "\\lvert ", "\\rvert", "²", "³", "⁻¹", "·", "−", "≤", "\\cdot ", "\\sqrt[3]{", "\\le ",
    " if ", " else ", " mod ", "%", "//", "where(", "max(", "log(", ", 2)", "sin²", "^-1", "\\begin{cases}", "\\\\",
    "&",
    "\\end{cases}", "\\text{otherwise}", ".pow(2)", "√", "∛", "(1)", "(2)", ";", ".", "\u200b", "\u2062", "×", "∂", "∑",
]  # fmt: skip


def factor(random: Random, depth: int) -> str:
    kind = random.random()
    if depth <= 0 or kind < 0.35:
        return random.choice(NAMES if random.random() < 0.7 else NUMBERS)
    inner = term(random, depth - 1)
    if kind < 0.5:
        return f"({inner})"
    if kind < 0.65:
        return random.choice(["{}({})", "{} {}", "{}²({})", "{}{}"]).format(random.choice(FUNCTIONS), inner)
    if kind < 0.75:
        return f"{factor(random, depth - 1)}{random.choice(['²', '^2', '**2', '^{2}', '³', '^' + inner])}"
    return random.choice(
        ["|{}|", "√({})", "\\frac{{{}}}{{2}}", "np.abs({})", "{{{}}}", "1/{}", "x if {} > 0 else y"]
    ).format(inner)


def term(random: Random, depth: int) -> str:
    signs = ["", " ", "*", "·", " + ", " - ", "/", " − ", "+"]
    return "".join(f"{factor(random, depth)}{random.choice(signs)}" for _ in range(random.randint(0, 2))) + factor(
        random, depth
    )


def pasted(random: Random) -> str:
    """A formula in one way of writing; a third have pieces in the wrong places."""
    head = random.choice(["", "", "", "f(x, y) = ", "lambda x, y: ", "def f(x, y): return ", "$", "z = "])
    text = head + term(random, random.randint(1, 3))
    while random.random() < 0.35:
        at = random.randint(0, len(text))
        text = text[:at] + random.choice(PIECES) + text[at + random.choice([0, 0, 1, 3]) :]
    return text[:600]

"""Texts at random: formulas as people write them, the same with mistakes, and noise."""

from random import Random

from formulas import FUNCTIONS

LEAVES = ["x", "y", "x", "y", "x", "y", "pi", "e", "2", "0.5", "3", "10", "1.25", ".5", "1e-3", "7e2", "0", "1", "4."]
EXPONENTS = ["2", "3", "4", "7", "40", "-1", "-2", "0.5", "1.5", "(1/3)", "-0.5", "0", "x", "y", "(x - 1)", "2^2"]
NAMES = list(FUNCTIONS)
FRAGMENTS = [
    "__import__('os')", ".__class__", "lambda: 0", "eval(", "exec('1')", "open('f')", "[0]", "9**9**9", "1e999",
    "0/0", "x for x in y", "(x := 1)", "f'{x}'", "'", '"', "\\", "#", ";", "\n", "\x00", "\u200b", "\u202e",
    "\ud800", "х", "ⅹ", "²", "π", "−", "**", "^", "//", "%", "@", "~", "<", "<=", "==", "!=", "and", "if",
    "None", "nan", "inf", "1j", "0x1", "1_0", "..", ".", ",", "()", "((((((((", "))))))))", "--------", "^^",
    "2x", "xy", "sin", "max(x)", "log(0)", "_0", "_where", "_defined(", "x.real", "pow(x, 2)", "ln(x)", "|x|",
    "$", "{x}", "é", "x²", "½", "٣", "\U0001f600", "\ufeff",
]  # fmt: skip
ALPHABETS = (
    "xy0123456789+-*/^(). ",
    "xyabe0123456789.,+-*/^() <>=sincoexplogqrtma_'\n\t",
    "".join(map(chr, range(32, 127))),
    "".join(
        map(chr, (*range(0, 0x250), *range(0x370, 0x530), *range(0x2000, 0x2240), *range(0xD7F0, 0xD810), 0x1D465))
    ),
)


def formula(random: Random, depth: int) -> str:
    """A text that follows the grammar; some are beyond the limits or have no value."""
    if depth <= 0 or random.random() < 0.1:
        return random.choice(LEAVES)
    kind, inner = random.random(), lambda: formula(random, depth - 1 - (random.random() < 0.3))
    space = random.choice(["", " ", " ", "  ", "\n"])
    if kind < 0.5:
        text = f"{inner()}{space}{random.choice('+-*/+-*')}{space}{inner()}"
        return f"({text})" if random.random() < 0.6 else text
    if kind < 0.62:
        return f"({inner()}){random.choice(['^', '**', ' ^ '])}{random.choice(EXPONENTS)}"
    if kind < 0.7:
        return f"{random.choice('-+-')}{inner()}"
    if kind < 0.74:
        return f"({inner()})^({inner()})"
    name = random.choice(NAMES)
    if name == "where":
        return f"where({inner()} {random.choice(['<', '>', '<=', '>='])} {inner()}, {inner()}, {inner()})"
    return f"{name}({', '.join(inner() for _ in range(FUNCTIONS[name]))})"


def mistaken(random: Random) -> str:
    """A formula with one to three changes."""
    text = formula(random, random.randint(1, 4))
    for _ in range(random.randint(1, 3)):
        at, to = sorted(random.randint(0, len(text)) for _ in range(2))
        new = random.choice([random.choice(FRAGMENTS), random.choice(random.choice(ALPHABETS)), text[at:to], ""])
        text = text[:at] + new + text[random.choice([at, at + 1, to]) :]
    return text


def noise(random: Random) -> str:
    """Characters, or pieces of formulas and attacks, without any order."""
    length = random.choice([3, 10, 30, 100, 500])
    if random.random() < 0.4:
        return random.choice(["", " "]).join(random.choice(FRAGMENTS + LEAVES + NAMES) for _ in range(length // 3))
    return "".join(random.choices(random.choice(ALPHABETS), k=random.randint(0, length)))


def typed(random: Random) -> str:
    """One of the three."""
    kind = random.random()
    if kind < 0.5:
        return formula(random, random.randint(1, 6))
    return mistaken(random) if kind < 0.85 else noise(random)

"""Functions of two variables to descend on, as data: `SURFACES` by key, `Surface` for your own."""

from .base import Surface
from .bowls import ELONGATED_BOWL, ROUND_BOWL
from .many_minima import ACKLEY, HIMMELBLAU, RASTRIGIN, THREE_HUMP_CAMEL
from .saddles import MONKEY_SADDLE, SADDLE
from .valleys import BEALE, ROSENBROCK

#: Every built-in surface, in the order in which menus list them.
SURFACES: dict[str, Surface] = {
    "rosenbrock": ROSENBROCK,
    "saddle": SADDLE,
    "monkey_saddle": MONKEY_SADDLE,
    "elongated_bowl": ELONGATED_BOWL,
    "round_bowl": ROUND_BOWL,
    "beale": BEALE,
    "himmelblau": HIMMELBLAU,
    "rastrigin": RASTRIGIN,
    "ackley": ACKLEY,
    "three_hump_camel": THREE_HUMP_CAMEL,
}

__all__ = ["SURFACES", "Surface"]

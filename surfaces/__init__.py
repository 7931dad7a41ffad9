"""Functions of two variables, or of one, to descend on, as data: `SURFACES` by key, `Surface` for your own."""

from surfaces.base import Surface
from surfaces.critical import CriticalPoint, critical_points
from surfaces.families.bowls import BOOTH, ELONGATED_BOWL, LOG_BARRIER, MATYAS, QUADRATIC, ROTATED_ELLIPSE, SPHERE
from surfaces.families.many_minima import (
    ACKLEY,
    BRANIN,
    DROP_WAVE,
    EGGHOLDER,
    GOLDSTEIN_PRICE,
    GRIEWANK,
    HIMMELBLAU,
    LEVY,
    LEVY13,
    RASTRIGIN,
    SCHAFFER2,
    SCHAFFER4,
    SIX_HUMP_CAMEL,
    STYBLINSKI_TANG,
    THREE_HUMP_CAMEL,
)
from surfaces.families.non_smooth import BUKIN6, CROSS_IN_TRAY, HOLDER_TABLE, KINKS
from surfaces.families.one_dimension import ABSOLUTE, FLAT_QUARTIC, LOG_COSH, PARABOLA, TWO_WELLS, WAVY_SLOPE
from surfaces.families.plateaus import EASOM, MICHALEWICZ, PLATEAU_CLIFF, SHARP_AND_FLAT
from surfaces.families.saddles import DEGENERATE_SADDLE, MONKEY_SADDLE, SADDLE
from surfaces.families.valleys import BEALE, MCCORMICK, NOISY_VALLEY, ROSENBROCK
from surfaces.losses.built_in import LEAST_SQUARES, LOGISTIC, ONE_WEIGHT, TANH_NEURON
from surfaces.points import Points

#: Every built-in surface, family by family, in the order in which menus list them.
SURFACES: dict[str, Surface] = {
    "sphere": SPHERE,
    "elongated_bowl": ELONGATED_BOWL,
    "rotated_ellipse": ROTATED_ELLIPSE,
    "quadratic": QUADRATIC,
    "booth": BOOTH,
    "matyas": MATYAS,
    "log_barrier": LOG_BARRIER,
    "rosenbrock": ROSENBROCK,
    "beale": BEALE,
    "mccormick": MCCORMICK,
    "noisy_valley": NOISY_VALLEY,
    "saddle": SADDLE,
    "monkey_saddle": MONKEY_SADDLE,
    "degenerate_saddle": DEGENERATE_SADDLE,
    "himmelblau": HIMMELBLAU,
    "styblinski_tang": STYBLINSKI_TANG,
    "three_hump_camel": THREE_HUMP_CAMEL,
    "six_hump_camel": SIX_HUMP_CAMEL,
    "goldstein_price": GOLDSTEIN_PRICE,
    "branin": BRANIN,
    "rastrigin": RASTRIGIN,
    "ackley": ACKLEY,
    "griewank": GRIEWANK,
    "levy": LEVY,
    "levy13": LEVY13,
    "schaffer2": SCHAFFER2,
    "schaffer4": SCHAFFER4,
    "drop_wave": DROP_WAVE,
    "eggholder": EGGHOLDER,
    "plateau_cliff": PLATEAU_CLIFF,
    "sharp_and_flat": SHARP_AND_FLAT,
    "easom": EASOM,
    "michalewicz": MICHALEWICZ,
    "kinks": KINKS,
    "bukin6": BUKIN6,
    "cross_in_tray": CROSS_IN_TRAY,
    "holder_table": HOLDER_TABLE,
    "least_squares": LEAST_SQUARES,
    "logistic": LOGISTIC,
    "tanh_neuron": TANH_NEURON,
    "parabola": PARABOLA,
    "two_wells": TWO_WELLS,
    "flat_quartic": FLAT_QUARTIC,
    "absolute": ABSOLUTE,
    "wavy_slope": WAVY_SLOPE,
    "log_cosh": LOG_COSH,
    "one_weight": ONE_WEIGHT,
}

__all__ = ["SURFACES", "CriticalPoint", "Points", "Surface", "critical_points"]

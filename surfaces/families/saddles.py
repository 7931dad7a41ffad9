"""Points of zero gradient that are no minimum: who leaves, and when?"""

from surfaces.base import Surface
from surfaces.points import Points

SADDLE = Surface(
    name="Saddle",
    family="saddle",
    formula="x^2 - y^2",
    domain=(-2.0, 2.0, -2.0, 2.0),
    listed=Points(saddles=((0.0, 0.0),)),
    starts=((-1.5, 0.001), (1.2, 1e-6), (-1.5, 0.0)),
    source="Dauphin et al., Identifying and attacking the saddle point problem (2014), https://arxiv.org/abs/1406.2572",
    teaches="Down in x, then stuck until the small slope in y has grown: a saddle delays, it does not hold.",
)

MONKEY_SADDLE = Surface(
    name="Monkey saddle",
    family="saddle",
    formula="x^3 - 3*x*y^2",
    domain=(-2.0, 2.0, -2.0, 2.0),
    listed=Points(saddles=((0.0, 0.0),)),
    starts=((1.5, 0.01), (1.2, -0.3)),
    source="Weisstein, MathWorld, https://mathworld.wolfram.com/MonkeySaddle.html",
    teaches="The Hessian vanishes at the saddle, so its neighbourhood is flat and second order knows no way out.",
)

DEGENERATE_SADDLE = Surface(
    name="Degenerate saddle",
    family="saddle",
    formula="x^2 - y^4",
    domain=(-1.5, 1.5, -1.5, 1.5),
    listed=Points(saddles=((0.0, 0.0),)),
    starts=((-1.2, 0.1), (1.0, 0.5), (-1.2, 0.0)),
    source="Anandkumar and Ge, Efficient approaches for escaping higher order saddle points (2016), https://arxiv.org/abs/1602.05908",
    teaches="The way out bends down with the fourth power only: no negative curvature shows it, and escape is slow.",
)

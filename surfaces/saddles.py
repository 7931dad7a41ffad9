"""Points of zero gradient that are no minimum: who leaves, and when?"""

from .base import Surface

SADDLE = Surface(
    name="Saddle",
    formula="x^2 - y^2",
    domain=(-2.0, 2.0, -2.0, 2.0),
    saddles=((0.0, 0.0),),
    starts=((-1.5, 0.001), (1.2, 1e-6), (-1.5, 0.0)),
    source="Dauphin et al., Identifying and attacking the saddle point problem (2014), https://arxiv.org/abs/1406.2572",
    teaches="Down in x, then stuck until the small slope in y has grown: a saddle delays, it does not hold.",
)

MONKEY_SADDLE = Surface(
    name="Monkey saddle",
    formula="x^3 - 3*x*y^2",
    domain=(-2.0, 2.0, -2.0, 2.0),
    saddles=((0.0, 0.0),),
    starts=((1.5, 0.01), (1.2, -0.3)),
    source="Weisstein, MathWorld, https://mathworld.wolfram.com/MonkeySaddle.html",
    teaches="The Hessian vanishes at the saddle, so its neighbourhood is flat and second order knows no way out.",
)

"""One minimum, no trap: how fast does a rule get down?

The log barrier is a bowl with walls: f is not defined where x or y is negative.
"""

import math

from parameters import Hyper
from surfaces.base import Surface
from surfaces.points import Points

_ANY, _ABOVE_ZERO = (-math.inf, math.inf), (1e-9, math.inf)

SPHERE = Surface(
    name="Sphere (round bowl)",
    family="bowl",
    formula="x^2 + y^2",
    domain=(-5.0, 5.0, -5.0, 5.0),
    listed=Points(minima=((0.0, 0.0),)),
    starts=((-4.0, 3.0), (3.5, 3.5)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/spheref.html",
    teaches="All directions are equally steep, so the gradient points at the minimum.",
)

ELONGATED_BOWL = Surface(
    name="Elongated bowl",
    family="bowl",
    formula="x^2/20 + y^2",
    domain=(-10.0, 10.0, -5.0, 5.0),
    listed=Points(minima=((0.0, 0.0),)),
    starts=((-7.0, 2.0), (8.0, -3.5)),
    source="Saito, Deep Learning from Scratch (O'Reilly Japan, 2016), section 6.1, https://github.com/oreilly-japan/deep-learning-from-scratch",
    teaches="One direction is 20 times steeper than the other, so plain gradient steps zig-zag.",
)

ROTATED_ELLIPSE = Surface(
    name="Rotated ellipse",
    family="bowl",
    formula="(x*cos(theta) + y*sin(theta))^2/kappa + (y*cos(theta) - x*sin(theta))^2",
    domain=(-10.0, 10.0, -7.0, 7.0),
    listed=Points(minima=((0.0, 0.0),)),
    starts=((-7.0, -2.0), (7.0, 0.0)),
    source="Hansen, The CMA evolution strategy: a tutorial (2016), https://arxiv.org/abs/1604.00772",
    teaches="The elongated bowl, turned: rules that scale each coordinate lose what they had gained.",
    scale="log",
    parameters={"kappa": Hyper(20.0, slider=(1, 100), log=True, within=_ABOVE_ZERO, symbol=r"\kappa", doc="condition"),
                "theta": Hyper(0.6, slider=(0, 1.57), within=_ANY, symbol=r"\theta", doc="angle")},
)  # fmt: skip

QUADRATIC = Surface(
    name="Any quadratic",
    family="bowl",
    formula="(a*x^2 + 2*b*x*y + c*y^2)/2",
    domain=(-5.0, 5.0, -5.0, 5.0),
    listed=Points(minima=((0.0, 0.0),)),
    starts=((-4.0, 2.0), (3.5, 3.5)),
    source="Boyd and Vandenberghe, Convex Optimization (Cambridge, 2004), section 9.3, https://web.stanford.edu/~boyd/cvxbook/",
    teaches="The matrix with rows (a, b) and (b, c) decides all: bowl, valley or saddle, and the stable step sizes.",
    parameters={"a": Hyper(1.0, slider=(-3, 3), within=_ANY, symbol="a", doc="curvature in x"),
                "b": Hyper(0.8, slider=(-3, 3), within=_ANY, symbol="b", doc="mixed curvature"),
                "c": Hyper(2.0, slider=(-3, 3), within=_ANY, symbol="c", doc="curvature in y")},
)  # fmt: skip

BOOTH = Surface(
    name="Booth",
    family="bowl",
    formula="(x + 2*y - 7)^2 + (2*x + y - 5)^2",
    domain=(-10.0, 10.0, -10.0, 10.0),
    listed=Points(minima=((1.0, 3.0),)),
    starts=((-8.0, -4.0), (8.0, 7.0)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/booth.html",
    teaches="Two equations solved by least squares: a tilted bowl, nine times steeper across than along.",
    scale="log",
)

MATYAS = Surface(
    name="Matyas",
    family="bowl",
    formula="0.26*(x^2 + y^2) - 0.48*x*y",
    domain=(-10.0, 10.0, -10.0, 10.0),
    listed=Points(minima=((0.0, 0.0),)),
    starts=((-8.0, -3.0), (2.0, 9.0)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/matya.html",
    teaches="Nearly a trench along the diagonal: x and y must move together, and a rule that treats them apart crawls.",
    scale="log",
)

LOG_BARRIER = Surface(
    name="Log barrier",
    family="bowl",
    formula="x + 2*y - mu*(log(x) + log(y))",
    domain=(0.0, 3.0, 0.0, 2.0),
    listed=Points(minima=(("mu", "mu/2"),)),
    starts=((1.6, 0.08), (2.8, 1.8)),
    source="Boyd and Vandenberghe, Convex Optimization (Cambridge, 2004), chapter 11, https://web.stanford.edu/~boyd/cvxbook/",
    teaches="Walls of infinite height at x = 0 and y = 0: a step that is too long lands where f does not exist.",
    parameters={"mu": Hyper(0.5, slider=(0.01, 2), log=True, within=_ABOVE_ZERO, symbol=r"\mu", doc="barrier")},
)  # fmt: skip

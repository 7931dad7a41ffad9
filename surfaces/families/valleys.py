"""Curved, flat and rippled valleys: finding the valley is easy, following it is not."""

import math

from parameters import Hyper
from surfaces.base import Surface
from surfaces.points import Points

ROSENBROCK = Surface(
    name="Rosenbrock",
    family="valley",
    formula="(a - x)^2 + b*(y - x^2)^2",
    domain=(-2.0, 2.0, -1.0, 3.0),
    listed=Points(minima=(("a", "a^2"),)),
    starts=((-1.2, 1.0), (-1.5, 2.5), (0.0, 2.5)),
    source="Rosenbrock, The Computer Journal 3 (1960) 175-184, https://doi.org/10.1093/comjnl/3.3.175",
    teaches="A curved, flat valley between steep walls, where each step must turn a little.",
    scale="log",
    parameters={"a": Hyper(1.0, slider=(-2, 2), within=(-math.inf, math.inf), symbol="a", doc="x of the minimum"),
                "b": Hyper(100.0, slider=(1, 1000), log=True, symbol="b", doc="steepness of the walls")},
)  # fmt: skip

BEALE = Surface(
    name="Beale",
    family="valley",
    formula="(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
    domain=(-4.5, 4.5, -4.5, 4.5),
    listed=Points(minima=((3.0, 0.5),), saddles=((0.0, 1.0), (0.10053793732415837, -2.644513585023125))),
    starts=((1.0, 1.5), (-1.0, 1.5), (4.0, -2.0)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/beale.html",
    teaches="Steep corners, a flat valley, and saddles that hold up slow rules.",
    scale="log",
)

MCCORMICK = Surface(
    name="McCormick",
    family="valley",
    formula="sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1",
    domain=(-1.5, 4.0, -3.0, 4.0),
    listed=Points(minima=((-0.5471975511965976, -1.5471975511965976),),
                  local_minima=((2.5943951023931953, 1.5943951023931953),),
                  saddles=((1.5471975511965979, 0.5471975511965979),)),
    starts=((2.0, -2.5), (0.0, 3.0), (3.5, 3.0)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/mccorm.html",
    teaches="A valley with two hollows in view and deeper ones beyond: outside the picture f falls without end.",
    scale="log",
)  # fmt: skip

NOISY_VALLEY = Surface(
    name="Noisy valley",
    family="valley",
    formula="x^2/20 + y^2 + a*(2 - cos(omega*x) - cos(omega*y))",
    domain=(-10.0, 10.0, -5.0, 5.0),
    listed=Points(minima=((0.0, 0.0),)),
    starts=((-8.0, 2.0), (8.0, -3.5)),
    source="After Rastrigin's ripples, Surjanovic and Bingham, https://www.sfu.ca/~ssurjano/rastr.html",
    teaches="The elongated bowl with small ripples: gradient descent stops in the first one, momentum rolls over them.",
    scale="log",
    parameters={"a": Hyper(0.1, slider=(0, 1), symbol="a", doc="height of the ripples"),
                "omega": Hyper(6.0, slider=(0, 20), symbol=r"\omega", doc="how many ripples")},
)  # fmt: skip

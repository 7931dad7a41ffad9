"""Curved and flat valleys: finding the valley is easy, following it is not."""

from .base import Surface

ROSENBROCK = Surface(
    name="Rosenbrock",
    formula="(1 - x)^2 + 100*(y - x^2)^2",
    domain=(-2.0, 2.0, -1.0, 3.0),
    minima=((1.0, 1.0),),
    starts=((-1.2, 1.0), (-1.5, 2.5), (0.0, 2.5)),
    source="Rosenbrock, The Computer Journal 3 (1960) 175-184, https://doi.org/10.1093/comjnl/3.3.175",
    teaches="A curved, flat valley between steep walls, where each step must turn a little.",
    scale="log",
)

BEALE = Surface(
    name="Beale",
    formula="(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
    domain=(-4.5, 4.5, -4.5, 4.5),
    minima=((3.0, 0.5),),
    saddles=((0.0, 1.0), (0.10053793732415837, -2.644513585023125)),
    starts=((1.0, 1.5), (-1.0, 1.5), (4.0, -2.0)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/beale.html",
    teaches="Steep corners, a flat valley, and saddles that hold up slow rules.",
    scale="log",
)

"""Flat ground, where the gradient says little, and what waits at its end."""

from parameters import Hyper
from surfaces.base import Surface
from surfaces.points import Points

PLATEAU_CLIFF = Surface(
    name="Plateau and cliff",
    family="plateau and cliff",
    formula="2*(1 - tanh(k*(x - 2))) + 0.01*(x - 5)^2 + 0.1*y^2",
    domain=(-4.0, 8.0, -4.0, 4.0),
    listed=Points(minima=((5.0, 0.0),)),
    starts=((-3.0, 2.0), (1.0, -3.0)),
    source="Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks (2013), https://arxiv.org/abs/1211.5063",
    teaches="After a long flat walk the gradient explodes at the cliff and flings the path away, unless it is clipped.",
    parameters={"k": Hyper(8.0, slider=(0.5, 50), log=True, symbol="k", doc="steepness of the cliff")},
)  # fmt: skip

SHARP_AND_FLAT = Surface(
    name="Sharp and flat minimum",
    family="plateau and cliff",
    formula="-exp(-6*((x + 1.5)^2 + y^2)) - exp(-0.4*((x - 1.5)^2 + y^2)) + 0.02*(x^2 + y^2)",
    domain=(-3.5, 4.5, -3.0, 3.0),
    listed=Points(minima=((-1.489443134537265, 0.0),), local_minima=((1.4284319254654019, 0.0),),
                  saddles=((-0.7340802376226114, 0.0),)),
    starts=((-2.1, 0.5), (-0.6, 1.5)),
    source="Hochreiter and Schmidhuber, Flat minima, Neural Computation 9 (1997), https://doi.org/10.1162/neco.1997.9.1.1",
    teaches="Nearly the same depth: small steps stay in the sharp minimum, large ones can rest in the flat one only.",
)  # fmt: skip

EASOM = Surface(
    name="Easom",
    family="plateau and cliff",
    formula="-cos(x)*cos(y)*exp(-(x - pi)^2 - (y - pi)^2)",
    domain=(-1.0, 7.0, -1.0, 7.0),
    listed=Points(minima=((3.141592653589793, 3.141592653589793),)),
    starts=((2.2, 4.3), (4.4, 4.4), (0.0, 1.0)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/easom.html",
    teaches="A hole in a plain that is flat to thirty digits: where no gradient points, only the start decides.",
)

MICHALEWICZ = Surface(
    name="Michalewicz",
    family="plateau and cliff",
    formula="-sin(x)*sin(x^2/pi)^20 - sin(y)*sin(2*y^2/pi)^20",
    domain=(0.0, 3.1415, 0.0, 3.1415),
    listed=Points(minima=((2.2029055201726093, 1.5707963267948966),),
                  local_minima=((2.2029055201726093, 2.7115714838430143),)),
    starts=((1.9, 2.4), (2.6, 1.2), (1.0, 2.5)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/michal.html",
    teaches="Narrow trenches in flat ground: beside a trench there is nothing to feel, and in one nothing along it.",
)  # fmt: skip

"""One minimum, no trap: how fast does a rule get down?"""

from .base import Surface

ELONGATED_BOWL = Surface(
    name="Elongated bowl",
    formula="x^2/20 + y^2",
    domain=(-10.0, 10.0, -5.0, 5.0),
    minima=((0.0, 0.0),),
    starts=((-7.0, 2.0), (8.0, -3.5)),
    source="Saito, Deep Learning from Scratch (O'Reilly Japan, 2016), section 6.1, https://github.com/oreilly-japan/deep-learning-from-scratch",
    teaches="One direction is 20 times steeper than the other, so plain gradient steps zig-zag.",
)

ROUND_BOWL = Surface(
    name="Round bowl",
    formula="x^2 + y^2",
    domain=(-5.0, 5.0, -5.0, 5.0),
    minima=((0.0, 0.0),),
    starts=((-4.0, 3.0), (3.5, 3.5)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/spheref.html",
    teaches="All directions are equally steep, so the gradient points at the minimum.",
)

"""Kinks and cusps, where no derivative exists and the gradient jumps.

On a kink the derivative of |u| is taken as 0; where a root has an infinite slope (Bukin on its ridge, Hölder and the
tray at the origin) all derivatives that do not exist are taken as 0.
"""

from surfaces.base import Surface
from surfaces.points import Points

KINKS = Surface(
    name="Kinks",
    family="non-smooth",
    formula="abs(x) + 5*abs(y)",
    domain=(-5.0, 5.0, -5.0, 5.0),
    listed=Points(minima=((0.0, 0.0),)),
    starts=((-4.0, 3.1), (3.0, -0.5)),
    source="Boyd, Subgradient methods, Stanford EE364b notes, https://stanford.edu/class/ee364b/lectures.html",
    teaches="The slope is as steep beside the minimum as far away: with a fixed step size a rule never comes to rest.",
)

BUKIN6 = Surface(
    name="Bukin N. 6",
    family="non-smooth",
    formula="100*sqrt(abs(y - 0.01*x^2)) + 0.01*abs(x + 10)",
    domain=(-15.0, -5.0, -3.0, 3.0),
    listed=Points(minima=((-10.0, 1.0),)),
    starts=((-7.0, 2.5), (-14.0, -1.0)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/bukin6.html",
    teaches="A curved knife edge whose slope is infinite: every gradient points across it and none along it.",
)

CROSS_IN_TRAY = Surface(
    name="Cross in tray",
    family="non-smooth",
    formula="-0.0001*(abs(sin(x)*sin(y)*exp(abs(100 - sqrt(x^2 + y^2)/pi))) + 1)^0.1",
    domain=(-10.0, 10.0, -10.0, 10.0),
    listed=Points(minima=((1.3494066171539107, 1.3494066171539107), (1.3494066171539107, -1.3494066171539107),
                          (-1.3494066171539107, 1.3494066171539107), (-1.3494066171539107, -1.3494066171539107))),
    starts=((-2.4, 2.9), (5.5, 0.6)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/crossit.html",
    teaches="Walls as thin as a crease part the tray into cells, and a path rests in the one it starts in.",
)  # fmt: skip

HOLDER_TABLE = Surface(
    name="Hölder table",
    family="non-smooth",
    formula="-abs(sin(x)*cos(y)*exp(abs(1 - sqrt(x^2 + y^2)/pi)))",
    domain=(-10.0, 10.0, -10.0, 10.0),
    listed=Points(minima=((8.055023475736563, 9.664590019241272), (8.055023475736563, -9.664590019241272),
                          (-8.055023475736563, 9.664590019241272), (-8.055023475736563, -9.664590019241272))),
    starts=((6.8, 8.3), (-2.5, 4.2)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/holder.html",
    teaches="The deepest hollows lie in the corners of the table, and those beyond its edge are deeper still.",
)  # fmt: skip

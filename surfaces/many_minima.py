"""Several minima: which one a path finds depends on the start, the rule and its step size.

Rastrigin and Ackley list their global minimum only; each has about a hundred local ones in its domain.
Ackley has a cusp at its minimum: the derivatives do not exist there and are defined as 0.
"""

from .base import Surface

HIMMELBLAU = Surface(
    name="Himmelblau",
    formula="(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    domain=(-5.0, 5.0, -5.0, 5.0),
    minima=((3.0, 2.0), (-2.805118086952745, 3.131312518250573),
            (-3.779310253377747, -3.2831859912861696), (3.5844283403304917, -1.8481265269644034)),
    saddles=((-3.0730257507643897, -0.08135304428796751), (-0.12796134673068005, -1.9537149802445766),
             (0.08667750455539634, 2.884254701174776), (3.385154183607021, 0.07385187983774928)),
    starts=((0.0, 0.0), (-0.5, -1.0), (-4.5, 0.5)),
    source="Himmelblau, Applied Nonlinear Programming (McGraw-Hill, 1972), https://en.wikipedia.org/wiki/Himmelblau%27s_function",
    teaches="Four equally deep minima: a small change of the start or of the momentum picks another one.",
    scale="log",
)  # fmt: skip

RASTRIGIN = Surface(
    name="Rastrigin",
    formula="20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)",
    domain=(-5.12, 5.12, -5.12, 5.12),
    minima=((0.0, 0.0),),
    starts=((-3.6, 2.7), (1.6, -0.6), (4.4, 4.4)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/rastr.html",
    teaches="An egg box on a bowl: nearly every start ends in one of about a hundred local minima.",
)

ACKLEY = Surface(
    name="Ackley",
    formula="-20*exp(-0.2*sqrt(0.5*(x^2 + y^2))) - exp(0.5*(cos(2*pi*x) + cos(2*pi*y))) + e + 20",
    domain=(-5.0, 5.0, -5.0, 5.0),
    minima=((0.0, 0.0),),
    starts=((-3.3, 2.6), (1.5, -0.6), (4.5, 4.5)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/ackley.html",
    teaches="A funnel with dimples and a cusp at its centre, where the slope does not fade before the minimum.",
)

THREE_HUMP_CAMEL = Surface(
    name="Three-hump camel",
    formula="2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2",
    domain=(-2.5, 2.5, -2.5, 2.5),
    minima=((0.0, 0.0),),
    local_minima=((-1.747552345830289, 0.8737761729151445), (1.747552345830289, -0.8737761729151445)),
    saddles=((-1.0705422918236598, 0.5352711459118299), (1.0705422918236598, -0.5352711459118299)),
    starts=((-2.0, 2.0), (2.0, 1.5), (1.2, -2.0)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/camel3.html",
    teaches="Two shallow side valleys catch what arrives slowly; momentum rolls on to the middle.",
    scale="log",
)

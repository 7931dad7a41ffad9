"""Several minima: which one a path finds depends on the start, the rule and its step size.

Where minima are counted in dozens (Rastrigin, Ackley, Levy, Griewank, Schaffer, drop-wave, eggholder) only the deepest
are listed. Ackley has a cusp at its minimum: the derivatives do not exist there and are defined as 0. The drop-wave is
smooth, but written with a root of x² + y²; at the origin its second derivatives are given as 0, too. The eggholder has
lines where the slope is infinite.
"""

from surfaces.base import Surface
from surfaces.points import Points

HIMMELBLAU = Surface(
    name="Himmelblau",
    family="many minima",
    formula="(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    domain=(-5.0, 5.0, -5.0, 5.0),
    listed=Points(minima=((3.0, 2.0), (-2.805118086952745, 3.131312518250573),
                          (-3.779310253377747, -3.2831859912861696), (3.5844283403304917, -1.8481265269644034)),
                  saddles=((-3.0730257507643897, -0.08135304428796751), (-0.12796134673068005, -1.9537149802445766),
                           (0.08667750455539634, 2.884254701174776), (3.385154183607021, 0.07385187983774928))),
    starts=((0.0, 0.0), (-0.5, -1.0), (-4.5, 0.5)),
    source="Himmelblau, Applied Nonlinear Programming (McGraw-Hill, 1972), https://en.wikipedia.org/wiki/Himmelblau%27s_function",
    teaches="Four equally deep minima: a small change of the start or of the momentum picks another one.",
    scale="log",
)  # fmt: skip

STYBLINSKI_TANG = Surface(
    name="Styblinski–Tang",
    family="many minima",
    formula="(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)/2",
    domain=(-5.0, 5.0, -5.0, 5.0),
    listed=Points(minima=((-2.903534027771177, -2.903534027771177),),
                  local_minima=((2.746802770990837, 2.746802770990837),
                      (-2.903534027771177, 2.746802770990837), (2.746802770990837, -2.903534027771177)),
                  saddles=((-2.903534027771177, 0.1567312567803401), (0.1567312567803401, -2.903534027771177),
                           (0.1567312567803401, 2.746802770990837), (2.746802770990837, 0.1567312567803401))),
    starts=((0.5, 0.0), (4.0, 0.5), (-0.5, 4.5)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/stybtang.html",
    teaches="Four hollows of three depths, and the hill between them decides early which one it will be.",
)  # fmt: skip

THREE_HUMP_CAMEL = Surface(
    name="Three-hump camel",
    family="many minima",
    formula="2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2",
    domain=(-2.5, 2.5, -2.5, 2.5),
    listed=Points(minima=((0.0, 0.0),),
                  local_minima=((-1.747552345830289, 0.8737761729151445), (1.747552345830289, -0.8737761729151445)),
                  saddles=((-1.0705422918236598, 0.5352711459118299), (1.0705422918236598, -0.5352711459118299))),
    starts=((-2.0, 2.0), (2.0, 1.5), (1.2, -2.0)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/camel3.html",
    teaches="Two shallow side valleys catch what arrives slowly; momentum rolls on to the middle.",
    scale="log",
)  # fmt: skip

SIX_HUMP_CAMEL = Surface(
    name="Six-hump camel",
    family="many minima",
    formula="(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (4*y^2 - 4)*y^2",
    domain=(-2.0, 2.0, -1.2, 1.2),
    listed=Points(((0.08984201310031806, -0.7126564030207396), (-0.08984201310031806, 0.7126564030207396)), (
        (1.7036067149699807, -0.7960835686726251), (-1.7036067149699807, 0.7960835686726251),
        (1.6071047529201972, 0.5686514548841315), (-1.6071047529201972, -0.5686514548841315)), ((0.0, 0.0),
        (1.1092053368047865, -0.7682680925095399), (-1.1092053368047865, 0.7682680925095399), (1.6380679841897787,
        0.22867406904439413), (-1.6380679841897787, -0.22867406904439413), (1.296070267167109, 0.6050843880386585),
        (-1.296070267167109, -0.6050843880386585))), starts=((-1.2, 0.4), (1.7, 0.9), (0.02, 0.0)), scale="log",
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/camel6.html",
    teaches="Six hollows, of which two are deepest: a saddle in the middle, traps at the sides.",
)  # fmt: skip

GOLDSTEIN_PRICE = Surface(
    name="Goldstein–Price",
    family="many minima",
    formula="(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))"
            "*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))",
    domain=(-2.0, 2.0, -2.0, 2.0),
    listed=Points(minima=((0.0, -1.0),), local_minima=((-0.6, -0.4), (1.8, 0.2), (1.2, 0.8)),
                  saddles=((-0.4, -0.6), (1.2, -0.2), (1.4, 0.6), (0.6, 0.4))),
    starts=((-1.5, 0.5), (1.0, -0.4), (0.8, 1.2)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/goldpr.html",
    teaches="Heights from 3 to a million: a step size that is safe on the walls is far too small on the floor.",
    scale="log",
)  # fmt: skip

BRANIN = Surface(
    name="Branin",
    family="many minima",
    formula="(y - 5.1*x^2/(4*pi^2) + 5*x/pi - 6)^2 + 10*(1 - 1/(8*pi))*cos(x) + 10",
    domain=(-5.0, 10.0, 0.0, 15.0),
    listed=Points(minima=((-3.141592653589793, 12.275), (3.141592653589793, 2.275), (9.42477796076938, 2.475)),
                  saddles=((0.0, 6.0), (6.283185307179586, 1.1))),
    starts=((2.0, 12.0), (-2.0, 2.0), (6.5, 9.0)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/branin.html",
    teaches="One bent valley with three equally deep minima in it, so that near starts end far apart.",
    scale="log",
)  # fmt: skip

RASTRIGIN = Surface(
    name="Rastrigin",
    family="many minima",
    formula="20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)",
    domain=(-5.12, 5.12, -5.12, 5.12),
    listed=Points(minima=((0.0, 0.0),)),
    starts=((-3.52, 2.53), (1.6, -0.6), (4.4, 4.4)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/rastr.html",
    teaches="An egg box on a bowl: nearly every start ends in one of about a hundred local minima.",
)

ACKLEY = Surface(
    name="Ackley",
    family="many minima",
    formula="-20*exp(-0.2*sqrt(0.5*(x^2 + y^2))) - exp(0.5*(cos(2*pi*x) + cos(2*pi*y))) + e + 20",
    domain=(-5.0, 5.0, -5.0, 5.0),
    listed=Points(minima=((0.0, 0.0),)),
    starts=((-3.55, 2.0), (1.5, -0.6), (4.5, 4.5)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/ackley.html",
    teaches="A funnel with dimples and a cusp at its centre, where the slope does not fade before the minimum.",
)

GRIEWANK = Surface(
    name="Griewank",
    family="many minima",
    formula="1 + (x^2 + y^2)/4000 - cos(x)*cos(y/sqrt(2))",
    domain=(-10.0, 10.0, -10.0, 10.0),
    listed=Points(minima=((0.0, 0.0),), local_minima=((3.1400226338955397, 4.438444480920714), (3.1400226338955397,
        -4.438444480920714), (-3.1400226338955397, 4.438444480920714), (-3.1400226338955397, -4.438444480920714))),
    starts=((-4.8, 1.0), (8.0, 7.0)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/griewank.html",
    teaches="Waves on a bowl so wide that it cannot be felt: from inside, all hollows look alike.",
)  # fmt: skip

LEVY = Surface(
    name="Levy",
    family="many minima",
    formula="sin(pi*(x - 1)/4)^2 + (x - 1)^2/16*(1 + 10*sin(pi*(x + 3)/4 + 1)^2)"
            " + (y - 1)^2/16*(1 + sin(pi*(y + 3)/2)^2)",
    domain=(-10.0, 10.0, -10.0, 10.0),
    listed=Points(minima=((1.0, 1.0),)),
    starts=((-8.0, 6.0), (4.5, 8.0), (-1.0, -1.0)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/levy.html",
    teaches="Ribs across a bowl: one coordinate slides easily, the other is caught rib after rib.",
    scale="log",
)  # fmt: skip

LEVY13 = Surface(
    name="Levy N. 13",
    family="many minima",
    formula="sin(3*pi*x)^2 + (x - 1)^2*(1 + sin(3*pi*y)^2) + (y - 1)^2*(1 + sin(2*pi*y)^2)",
    domain=(-0.5, 2.5, -0.5, 2.5),
    listed=Points(minima=((1.0, 1.0),)),
    starts=((0.17, 2.2), (2.2, 1.8), (1.9, -0.2)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/levy13.html",
    teaches="A bowl with a fine weave of ripples: the large shape is visible at once, and hidden from every gradient.",
)

SCHAFFER2 = Surface(
    name="Schaffer N. 2",
    family="many minima",
    formula="0.5 + (sin(x^2 - y^2)^2 - 0.5)/(1 + 0.001*(x^2 + y^2))^2",
    domain=(-3.0, 3.0, -3.0, 3.0),
    listed=Points(minima=((0.0, 0.0),)),
    starts=((-1.3, 0.1), (1.5, 2.5)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/schaffer2.html",
    teaches="Winding trenches of nearly equal depth: a path soon finds a floor, and the floor hardly slopes.",
)

SCHAFFER4 = Surface(
    name="Schaffer N. 4",
    family="many minima",
    formula="0.5 + (cos(sin(x^2 - y^2))^2 - 0.5)/(1 + 0.001*(x^2 + y^2))^2",
    domain=(-3.0, 3.0, -3.0, 3.0),
    listed=Points(minima=((0.0, 1.2531318314637332), (0.0, -1.2531318314637332),
                          (1.2531318314637332, 0.0), (-1.2531318314637332, 0.0))),
    starts=((-1.8, 0.2), (1.5, 2.5)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/schaffer4.html",
    teaches="The same trenches turned over: the middle is now a hill, and four places tie for the deepest.",
)  # fmt: skip

DROP_WAVE = Surface(
    name="Drop-wave",
    family="many minima",
    formula="-(1 + cos(12*sqrt(x^2 + y^2)))/(0.5*(x^2 + y^2) + 2)",
    domain=(-1.6, 1.6, -1.6, 1.6),
    listed=Points(minima=((0.0, 0.0),)),
    starts=((-1.1, 0.68), (0.2, 0.1)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/drop.html",
    teaches="Rings like those around a drop in water: every path ends in the ring where it began.",
)

EGGHOLDER = Surface(
    name="Eggholder",
    family="many minima",
    formula="-(y + 47)*sin(sqrt(abs(x/2 + y + 47))) - x*sin(sqrt(abs(x - y - 47)))",
    domain=(-512.0, 512.0, -512.0, 512.0),
    listed=Points(local_minima=(
        (482.3533104647885, 432.8789989454835), (439.4809972694535, 453.9774347540026),
        (-465.6941515451357, 385.71669978348035), (347.32697297384874, 499.41539845004286),
        (-456.88580691677697, -382.6233734213997), (-390.37391951464224, -415.0901531546241))),
    starts=((-300.0, 100.0), (350.0, 350.0)),
    source="Surjanovic and Bingham, Virtual Library of Simulation Experiments, https://www.sfu.ca/~ssurjano/egg.html",
    teaches="Its famous lowest value, at (512, 404.2), is no minimum: the box ends there, and f falls further outside.",
)  # fmt: skip

"""Functions on a line: the first pictures of every course, with one coordinate x and f drawn above it."""

from parameters import Hyper
from surfaces.base import Surface
from surfaces.points import Points

_FAMILY = "one dimension"

PARABOLA = Surface(
    name="Parabola",
    family=_FAMILY,
    formula="a*x^2",
    domain=(-4.0, 4.0),
    listed=Points(minima=((0.0,),)),
    starts=((-3.0,), (2.0,)),
    source="Goh, Why Momentum Really Works (2017), https://doi.org/10.23915/distill.00006",
    teaches="A step multiplies x by 1 − 2aη: from η = 1/(2a) on it overshoots, and from 1/a on it diverges.",
    parameters={"a": Hyper(1.0, slider=(0.1, 10), log=True, within=(1e-9, 1e9), symbol="a", doc="half the curvature")},
)  # fmt: skip

TWO_WELLS = Surface(
    name="Two wells",
    family=_FAMILY,
    formula="x^4 - 3*x^2 + x",
    domain=(-2.2, 2.2),
    listed=Points(((-1.3008395659415772,),), ((1.1309011226299859,),), maxima=((0.16993844331159128,),)),
    starts=((2.0,), (-2.0,), (0.3,)),
    source="Strogatz, Nonlinear Dynamics and Chaos (2nd ed., 2018), chapter 2, https://doi.org/10.1201/9780429492563",
    teaches="One well is lower than the other: where a run starts, and how it rolls, decides in which one it ends.",
)

FLAT_QUARTIC = Surface(
    name="Quartic, flat at its minimum",
    family=_FAMILY,
    formula="x^4/4",
    domain=(-2.0, 2.0),
    listed=Points(minima=((0.0,),)),
    starts=((-1.8,), (1.2,)),
    source="Nesterov, Lectures on Convex Optimization (2018), https://doi.org/10.1007/978-3-319-91578-4",
    teaches="The curvature vanishes at the minimum: gradient descent slows down ever more, and Newton by thirds.",
)

ABSOLUTE = Surface(
    name="Absolute value",
    family=_FAMILY,
    formula="abs(x)",
    domain=(-2.0, 2.0),
    listed=Points(minima=((0.0,),)),
    starts=((-1.55,), (1.3,)),
    source="Boyd and Park, Subgradient Methods, https://web.stanford.edu/class/ee364b/lectures/subgrad_method_notes.pdf",
    teaches="The slope is −1 or 1, however near the kink: with a constant step size x jumps to and fro across it.",
)

WAVY_SLOPE = Surface(
    name="Wavy slope",
    family=_FAMILY,
    formula="x^2/10 + sin(3*x)",
    domain=(-6.0, 6.0),
    starts=((5.0,), (-5.5,), (2.5,)),
    source="Sutskever et al., On the importance of initialization and momentum (2013), https://proceedings.mlr.press/v28/sutskever13.html",
    teaches="A bowl with dimples: plain descent rests in the first one, momentum rolls on through them.",
)

LOG_COSH = Surface(
    name="Log-cosh",
    family=_FAMILY,
    formula="log(cosh(x))",
    domain=(-4.0, 4.0),
    listed=Points(minima=((0.0,),)),
    starts=((-3.0,), (1.05,)),
    source="Saleh and Saleh, Statistical properties of the log-cosh loss function (2022), https://arxiv.org/abs/2208.04564",
    teaches="A parabola inside and |x| outside: Newton's step from beyond 1.09 overshoots farther each time.",
)

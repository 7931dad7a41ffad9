"""Losses on small real data, where the noise of a gradient is the noise of mini-batches.

x and y are the two weights of a model with one input u and one target v: its slope and its intercept. The input is
used as (u − c)/s. With c = 0 and s = 1 it is as it was measured; to shift it to its middle (c) and to measure it in a
unit of its own spread (s) makes valleys round.
"""

from surfaces.base import Surface
from surfaces.losses.loss import Loss, Model, scaling
from surfaces.losses.table import bundled
from surfaces.points import Points

LINE = Model(link="identity", example="(x*(u - c)/s + y - v)^2")

SIGMOID = Model(
    link="logistic",
    # ln(1 + e^z) for any z: beyond 40 it is z to the last digit
    example="log(1 + exp(min(x*(u - c)/s + y, 40))) + max(x*(u - c)/s + y - 40, 0) - v*(x*(u - c)/s + y)",
    textbook="log(1 + exp(x*(u - c)/s + y)) - v*(x*(u - c)/s + y)",
    targets="0 and 1",
)

NEURON = Model(
    link="tanh",
    example="(tanh(x*(u - c)/s + y) - v)^2",
    targets="-1 and 1",
)

SLOPE = Model(link="identity", example="(x*(u - c)/s - v)^2", weights=("x",))


LEAST_SQUARES = Surface(
    name="Least squares",
    family="losses",
    formula=Loss.of(LINE, bundled("iris_petals")),
    domain=(-1.0, 2.0, -4.0, 3.0),
    alike=False,
    listed=Points(minima=(("0.41575541635241159*s", "0.41575541635241159*c - 0.36307552131902921"),)),
    starts=((-0.5, 2.0), (1.5, -3.0), (1.2, 1.5)),
    source="Fisher, Iris (1936), https://doi.org/10.24432/C56C76",
    teaches="Width of 150 petals by length, in cm and not centred: slope and intercept pull at each other in a valley.",
    scale="log",
    parameters=scaling(c=(0.0, 0.0, 5.0), s=(1.0, 0.25, 4.0)),
)

LOGISTIC = Surface(
    name="Logistic regression",
    family="losses",
    formula=Loss.of(SIGMOID, bundled("breast_cancer_radius")),
    domain=(-2.0, 9.0, -6.0, 5.0),
    alike=False,
    listed=Points(minima=(("3.6175608759804608*s/3.5", "3.6175608759804608*(c - 14)/3.5 - 0.77562727358443709"),)),
    starts=((-1.0, 4.0), (0.0, 0.0), (7.0, 3.0)),
    source="Wolberg and others, Breast Cancer Wisconsin (1993), https://doi.org/10.24432/C5DW2B",
    teaches="Malignant or not by the radius of 569 nuclei, less 14 and in units of 3.5: steep walls and a slow bowl.",
    parameters=scaling(c=(14.0, 10.0, 18.0), s=(3.5, 1.0, 7.0)),
)

TANH_NEURON = Surface(
    name="Tanh neuron",
    family="losses",
    formula=Loss.of(NEURON, bundled("iris_versicolor")),
    domain=(-12.0, 10.0, -6.0, 6.0), alike=False,
    listed=Points(minima=(("0.11469421222792645*s", "0.11469421222792645*(c - 1.2) - 0.34334500213283714"),),
                  local_minima=(("-6.3075790538324665*s", "2.8462897334858517 - 6.3075790538324665*(c - 1.2)"),),
                  saddles=(("2.1415194084290951*s", "2.1415194084290951*(c - 1.2) + 0.82371443897269505"),
                           ("-1.4855227743795032*s", "0.61020094808714114 - 1.4855227743795032*(c - 1.2)"))),
    starts=((-9.0, -2.0), (6.0, 3.0), (-3.0, 4.5)),
    source="Auer, Herbster and Warmuth, Exponentially many local minima for single neurons (1995), https://papers.nips.cc/paper/1995/hash/3806734b256c27e41ec2c6bffa26d9e7-Abstract.html",
    teaches="Versicolor or not by petal width less 1.2 cm: one valley is bad, one has no end, and far out all is flat.",
    parameters=scaling(c=(1.2, 1.0, 1.4), s=(1.0, 0.5, 1.5)),
)  # fmt: skip

ONE_WEIGHT = Surface(
    name="Loss of one weight",
    family="one dimension",
    formula=Loss.of(SLOPE, bundled("iris_petals")),
    domain=(-0.5, 1.2),
    listed=Points(minima=(("0.33651087423675132*s",),)),
    starts=((-0.4,), (1.1,)),
    source="Fisher, Iris (1936), https://doi.org/10.24432/C56C76",
    teaches="Width of 150 petals as a multiple of their length: the mean square error of one weight is a parabola.",
    parameters=scaling(c=(0.0, 0.0, 5.0), s=(1.0, 0.25, 4.0)),
)

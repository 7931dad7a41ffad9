"""The surfaces once more, in torch, and the least values that the literature gives them."""

import math

import torch
from sklearn.datasets import load_breast_cancer, load_iris

IRIS, CANCER = load_iris(), load_breast_cancer()
PETALS = torch.tensor(IRIS.data[:, 2:]).T  # length, width
VERSICOLOR = torch.tensor(2.0 * (IRIS.target == 1) - 1, dtype=torch.float64)
RADIUS = torch.tensor(CANCER.data[:, 0])
MALIGNANT = torch.tensor(CANCER.target == 0, dtype=torch.float64)

# Written from the literature, independently of the formulas' texts; parameters at their defaults.
LITERATURE = {
    "sphere": lambda x, y: torch.stack((x, y)).square().sum(0),
    "elongated_bowl": lambda x, y: 0.05 * x.square() + y.square(),
    "rotated_ellipse": lambda x, y: rotated(x, y, 0.6)[0].square() / 20 + rotated(x, y, 0.6)[1].square(),
    "quadratic": lambda x, y: 0.5 * x.square() + 0.8 * x * y + y.square(),
    "booth": lambda x, y: 5 * x.square() + 8 * x * y + 5 * y.square() - 34 * x - 38 * y + 74,
    "matyas": lambda x, y: 0.01 * (x + y).square() + 0.25 * (x - y).square(),
    "log_barrier": lambda x, y: x + 2 * y - 0.5 * torch.log(x * y),
    "rosenbrock": lambda x, y: 100 * (y - x.square()).square() + (1 - x).square(),
    "beale": lambda x, y: sum((c - x * (1 - y**k)).square() for k, c in enumerate((1.5, 2.25, 2.625), start=1)),
    "mccormick": lambda x, y: torch.sin(x + y) + (x - y).square() - 3 * x / 2 + 5 * y / 2 + 1,
    "noisy_valley": lambda x, y: 0.05 * x.square() + y.square() + sum(0.2 * torch.sin(3 * z).square() for z in (x, y)),
    "saddle": lambda x, y: (x - y) * (x + y),
    "monkey_saddle": lambda x, y: torch.real(torch.complex(x, y) ** 3),
    "degenerate_saddle": lambda x, y: (x - y.square()) * (x + y.square()),
    "himmelblau": lambda x, y: (x.square() + y - 11).square() + (x + y.square() - 7).square(),
    "styblinski_tang": lambda x, y: sum(z**4 - 16 * z.square() + 5 * z for z in (x, y)) / 2,
    "three_hump_camel": lambda x, y: x.square() * (2 - 1.05 * x.square() + x**4 / 6) + y * (x + y),
    "six_hump_camel": lambda x, y: 4 * x**2 - 2.1 * x**4 + x**6 / 3 + x * y - 4 * y**2 + 4 * y**4,
    "goldstein_price": lambda x, y: (
        (1 + (x + y + 1) ** 2 * (19 - 14 * (x + y) + 3 * (x + y) ** 2))
        * (30 + (2 * x - 3 * y) ** 2 * (18 - 16 * (2 * x - 3 * y) + 3 * (2 * x - 3 * y) ** 2))
    ),
    "branin": lambda x, y: (
        (y - 1.275 * (x / math.pi).square() + 5 * x / math.pi - 6).square()
        + (10 - 5 / (4 * math.pi)) * torch.cos(x)
        + 10
    ),
    "rastrigin": lambda x, y: sum(10 + z.square() - 10 * torch.cos(2 * math.pi * z) for z in (x, y)),
    "ackley": lambda x, y: (
        20 * (1 - torch.exp(-0.2 * torch.hypot(x, y) / math.sqrt(2)))
        + math.e
        - torch.exp((torch.cos(2 * math.pi * x) + torch.cos(2 * math.pi * y)) / 2)
    ),
    "griewank": lambda x, y: x**2 / 4000 + y**2 / 4000 - torch.cos(x) * torch.cos(y * math.sqrt(0.5)) + 1,
    "levy": lambda x, y: levy(1 + (x - 1) / 4, 1 + (y - 1) / 4),
    "levy13": lambda x, y: (
        torch.sin(3 * math.pi * x) ** 2
        + (x - 1) ** 2 * (2 - torch.cos(3 * math.pi * y) ** 2)
        + (y - 1) ** 2 * (2 - torch.cos(2 * math.pi * y) ** 2)
    ),
    "schaffer2": lambda x, y: 0.5 - torch.cos(2 * (x - y) * (x + y)) / 2 / schaffer(x, y),
    "schaffer4": lambda x, y: 0.5 + torch.cos(2 * torch.sin((x.square() - y.square()).abs())) / 2 / schaffer(x, y),
    "drop_wave": lambda x, y: -2 * torch.cos(6 * torch.hypot(x, y)) ** 2 / (2 + (x**2 + y**2) / 2),
    "eggholder": lambda x, y: (
        -(y + 47) * torch.sin((y + x / 2 + 47).abs().sqrt()) - x * torch.sin((x - (y + 47)).abs().sqrt())
    ),
    "plateau_cliff": lambda x, y: 4 * torch.sigmoid(-16 * (x - 2)) + ((x - 5) / 10).square() + y.square() / 10,
    "sharp_and_flat": lambda x, y: sum(
        -torch.exp(-s * torch.hypot(x - c, y) ** 2) + 0.01 * (x * x + y * y) for c, s in ((-1.5, 6.0), (1.5, 0.4))
    ),
    "easom": lambda x, y: torch.prod(
        torch.stack([torch.cos(z) * torch.exp(-((z - math.pi) ** 2)) for z in (x, y)]), 0
    ).neg(),
    "michalewicz": lambda x, y: (
        -sum(torch.sin(z) * torch.sin(k * z.square() / math.pi) ** 20 for k, z in enumerate((x, y), start=1))
    ),
    "kinks": lambda x, y: torch.maximum(x, -x) + 5 * torch.maximum(y, -y),
    "bukin6": lambda x, y: 100 * torch.sqrt(torch.abs(y - x.square() / 100)) + torch.abs(x + 10) / 100,
    "cross_in_tray": lambda x, y: (
        -1e-4
        * (torch.sin(x).abs() * torch.sin(y).abs() * torch.exp((100 - torch.hypot(x, y) / math.pi).abs()) + 1) ** 0.1
    ),
    "holder_table": lambda x, y: (
        -torch.sin(x).abs() * torch.cos(y).abs() * torch.exp((1 - torch.hypot(x, y) / math.pi).abs())
    ),
    "least_squares": lambda x, y: mean_over_rows(PETALS[1] - x[:, None] * PETALS[0] - y[:, None], torch.square),
    "logistic": lambda x, y: mean_over_rows(
        (2 * MALIGNANT - 1) * (x[:, None] * (RADIUS - 14) / 3.5 + y[:, None]),
        lambda z: -torch.nn.functional.logsigmoid(z),
    ),
    "tanh_neuron": lambda x, y: mean_over_rows(
        1 - VERSICOLOR * torch.tanh(x[:, None] * (PETALS[1] - 1.2) + y[:, None]), torch.square
    ),
}


#: The same of functions on a line.
LITERATURE |= {
    "parabola": torch.square,
    "two_wells": lambda x: x * (x * (x * x - 3) + 1),
    "flat_quartic": lambda x: x.square().square() / 4,
    "absolute": lambda x: torch.maximum(x, -x),
    "wavy_slope": lambda x: 0.1 * x.square() + torch.sin(3 * x),
    "log_cosh": lambda x: torch.logaddexp(x, -x) - math.log(2),
    "one_weight": lambda x: (torch.outer(x, PETALS[0]) - PETALS[1]).square().mean(dim=1),
}


def mean_over_rows(z, loss):
    return loss(z).mean(dim=1)


def rotated(x, y, angle):
    z = torch.complex(x, y) * complex(math.cos(angle), -math.sin(angle))
    return z.real, z.imag


def levy(u, v):
    ends = torch.sin(math.pi * u) ** 2 + (v - 1) ** 2 * (1 + torch.sin(2 * math.pi * v) ** 2)
    return ends + (u - 1) ** 2 * (1 + 10 * torch.sin(math.pi * u + 1) ** 2)


def schaffer(x, y):
    return (1 + 0.001 * (x.square() + y.square())).square()


#: f at the minima, where it is not 0, from the literature or worked out by hand.
LOWEST = {
    "log_barrier": 1 + math.log(8) / 2,
    "mccormick": -0.5 - math.sqrt(3) / 2 - math.pi / 3 + 0.5,
    "styblinski_tang": -78.33233140754282,
    "six_hump_camel": -1.0316284534898774,
    "goldstein_price": 3.0,
    "branin": 10 / (8 * math.pi),
    "schaffer4": 0.29257863203598033,
    "drop_wave": -1.0,
    "sharp_and_flat": -0.9829863266675646,
    "easom": -1.0,
    "michalewicz": -1.8013034100985537,
    "cross_in_tray": -2.0626118708227397,
    "holder_table": -19.208502567886732,
    "least_squares": 0.042067309194993180093,
    "logistic": 0.28999195429487245997,
    "tanh_neuron": 0.88032116032467765826,
    "two_wells": -3.513905038934789021409468,
    "wavy_slope": -0.9731804794973067377688046,
    "one_weight": 0.0657668939473137311308373,
}
